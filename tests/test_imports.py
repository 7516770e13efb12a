"""Who may import whom: modules from lower layers only, and each outside library in its one home."""

import ast
import sys
from functools import cache
from pathlib import Path

import pytest

import cchc_draft

PACKAGE = Path(cchc_draft.__file__).parent
MODULES = {path.stem: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.glob("*.py"))}

LAYERS = (
    ("dropped_words", "language", "table_conditions"),
    (
        "blanks",
        "decree_measures",
        "errors",
        "office_files",
        "numbering",
        "formats",
        "letter_widths",
        "shipped",
        "compile_cache",
        "style_sheet",
    ),
    (
        "effective_properties",
        "deadlines",
        "citations",
        "source_text",
        "column_widths",
        "cell_text",
        "highlights",
        "libreoffice",
    ),
    ("model", "yaml_text", "templating", "output", "pdf_writer", "excel_file"),
    ("inheritance", "profile_report", "signature", "outline", "task_table", "content", "layout", "spreadsheet"),
    ("records", "printed_form"),
    ("open_points",),
    ("cited_answers",),
    ("open_answers", "open_marks"),
    ("profile", "communes", "docx_body", "layout_compiler", "layout_forms"),
    ("profile_store", "tasks", "task_names", "docx_writer", "html_writer", "layout_properties"),
    ("context", "front_matter", "sheet_header", "task_form", "layout_rules"),
    ("advice", "content_template", "printed_words", "task_sheet", "layout_check"),
    ("task_files",),
    ("plan_folder", "task_appendix"),
    ("plan_source", "importing"),
    ("checking",),
    ("carrying", "overview", "redline"),
    ("adapting",),
    ("api",),
    ("cli_base",),
    ("cli_batch", "cli_carry", "cli_check", "cli_confirm", "cli_diff", "cli_tasks"),
    ("cli_adapt",),
    ("cli",),
    ("__main__", "__init__"),
)
"""A module imports from rows above its own here, never from its own row or from below."""
RANK = {module: rank for rank, row in enumerate(LAYERS) for module in row}

IMPORTING = (
    ("written", "lengths", "recognised", "odd_text", "flat_text", "marked_text", "plan_text", "report_kinds", "trial"),
    ("word_xml", "word_messages", "word_symbols", "agency_names", "unit_names"),
    (
        "agency_match",
        "citation_reader",
        "label_reader",
        "legacy_fonts",
        "note_marks",
        "pdf_words",
        "plan_values",
        "printed_lines",
        "prose_case",
        "signature_keys",
    ),
    ("word_fields", "word_numbering", "word_package"),
    ("accounting", "agency_proposal", "letterhead", "line_joins", "outline_tree", "signature_words", "table_grid"),
    ("task_numbers", "text_tables", "title_reader", "word_styles"),
    ("joint_issuers", "body_table", "page_numbers", "pdf_tables", "signature_rows", "torn_head", "word_source"),
    ("plan_files", "import_report", "pdf_layout", "outline_reader", "task_header", "word_drawings", "word_tables"),
    ("closing_reader", "converters", "task_table_reader", "text_frame", "word_inlines"),
    ("lines_table",),
    ("text_encoding",),
    ("appendix_reader", "plan_parts", "text_reader", "word_story"),
    ("recognise", "word_reader"),
    ("old_plan",),
)
"""The rooms of the importer, in the same manner: what is written below, what it means above."""
CHECKING = (
    ("calendar", "printed_plan", "shapes", "syllables", "wording"),
    ("document",),
    ("word_form",),
    ("appendices", "citation_mentions", "letters_view", "line_form", "measures", "page_view"),
    ("preamble", "prose", "roles", "rule", "signatures", "task_rows"),
    ("dates_in_text", "drawn_lines", "letterhead_view", "look", "numbered_lines", "recipient_list"),
    ("plan_year", "task_matches"),
    ("rules",),
    ("checker", "reports", "word_comments"),
)
"""The rooms of checking: the document as rules see it, views of it that rules share, rules, what is done with them."""
OVERVIEW = (
    ("due_days",),
    ("listing",),
    ("calendar_file", "grouping"),
    ("chart", "workbook"),
    ("chart_table", "picture"),
    ("page",),
    ("files",),
)
"""The rooms of the overview of tasks: days, lists, what is drawn, files."""
CARRYING = (
    ("words",),
    ("change_log", "edited_text", "items", "moved_dates", "named_facts", "passages", "quotes", "register"),
    ("document_facts", "merge", "open_points", "source_files"),
    ("document_decisions", "facts", "merged_tasks"),
    ("decisions", "merged_plan"),
    ("carried_text", "parent_plan"),
    ("body_names", "plan_head", "sources"),
    ("next_year",),
)
"""The rooms of carrying over: facts of a source text, what becomes of each, the edited files."""
REDLINE = (
    ("alignment", "drafts", "marks"),
    ("blocks", "word_tokens"),
    ("merged_blocks", "plan_changes"),
    ("package",),
    ("side_by_side",),
    ("comparison",),
)
"""The rooms of comparing: what belongs together, what changed, how Word and a page show it."""
ADAPTING = (
    ("words",),
    ("batch_journal", "commune_names", "coverage", "name_filling", "shown", "steps", "summary"),
    ("commune_data", "coverage_tables", "dropping", "patterns", "units"),
    ("answers", "commune_row", "coverage_book", "coverage_page"),
    ("names",),
    ("adapted_text",),
    ("additions", "plan_head", "sections", "task_lists"),
    ("adapt",),
    ("asked_tasks", "commune_model", "plans"),
    ("commune_work",),
    ("batch", "batch_workers"),
)
"""The rooms of adapting: names and bodies of one level in terms of another, the edited files."""
ROOMS = {
    "overview": OVERVIEW,
    "carrying": CARRYING,
    "redline": REDLINE,
    "adapting": ADAPTING,
    "importing": IMPORTING,
    "checking": CHECKING,
}
INNER_RANK = {(room, module): rank for room, rows in ROOMS.items() for rank, row in enumerate(rows) for module in row}
INNER = {
    (path.relative_to(PACKAGE).parts[0], path.relative_to(PACKAGE / room).with_suffix("").parts): ast.parse(
        path.read_text(encoding="utf-8")
    )
    for room in ROOMS
    for path in sorted((PACKAGE / room).rglob("*.py"))
    if path.stem != "__init__"
}
"""Room and name of each module inside a room; a module of `checking.rules` belongs to "rules"."""
INNER_BACKWARD = {
    ("word_inlines", "word_story"),
    ("word_tables", "word_story"),
    ("document", "word_form"),
    ("rules", "rules"),
}
"""Names for annotations only: a story holds paragraphs and tables, which hold stories. Rules may share a pattern."""

BACKWARD = {("layout", "layout_compiler")}
"""Imports inside a function that go against the layers; none may come to this."""

HOMES = {
    "babel": {"formats"},
    "click": {
        "cli",
        "cli_adapt",
        "cli_base",
        "cli_batch",
        "cli_carry",
        "cli_check",
        "cli_confirm",
        "cli_diff",
        "cli_tasks",
    },
    "docxtpl": {"layout_compiler"},
    "holidays": {"checking.calendar"},
    "jinja2": {"templating", "content_template", "html_writer", "layout", "layout_check", "layout_compiler"},
    "lxml": {
        "checking.word_comments",
        "effective_properties",
        "style_sheet",
        "importing.word_package",
        "layout_compiler",
        "redline.marks",
        "redline.merged_blocks",
        "redline.package",
        "redline.word_tokens",
    },
    "markdown_it": {"content"},
    "markupsafe": {"docx_writer", "html_writer", "layout_compiler"},
    "mdit_py_plugins": {"content"},
    "openpyxl": {"adapting.coverage_book", "adapting.summary", "overview.workbook", "spreadsheet", "task_form"},
    "vietnam_provinces": {"communes"},
    "yaml": {"yaml_text"},
}


def imported(module):
    """Return the dotted names that a module imports, inside functions too."""
    return imported_by(MODULES[module])


@cache
def imported_by(tree):
    """Return the dotted names of the imports in a tree."""
    return tuple(_imported_by(tree))


def _imported_by(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import"
            inner = node.module in ("cchc_draft", *(f"cchc_draft.{room}" for room in ROOMS))
            yield from (f"{node.module}.{alias.name}" for alias in node.names) if inner else [node.module]


def test_every_module_has_its_layer():
    assert set(MODULES) | set(ROOMS) == set(RANK)
    data = {(room, module) for room, module in INNER_RANK if module == "words"}
    assert {(room, names[0]) for room, names in INNER} | data == set(INNER_RANK)


@pytest.mark.parametrize(
    ("room", "module"), INNER, ids=lambda names: ".".join(names) if isinstance(names, tuple) else names
)
def test_a_module_of_a_room_imports_from_lower_layers_only(room, module):
    names = [name.split(".") for name in imported_by(INNER[room, module]) if name.startswith("cchc_draft.")]
    inner = {parts[2] for parts in names if parts[1] == room and len(parts) > 2}
    outer = {parts[1] for parts in names if parts[1] != room} - {"__version__"}

    against = {(module[0], name) for name in inner if INNER_RANK[room, name] >= INNER_RANK[room, module[0]]}
    assert against <= INNER_BACKWARD
    assert {name for name in outer if RANK[name] >= RANK[room]} == set()


@pytest.mark.parametrize(
    ("room", "module"), INNER, ids=lambda names: ".".join(names) if isinstance(names, tuple) else names
)
def test_a_room_keeps_outside_libraries_in_their_home(room, module):
    roots = {name.partition(".")[0] for name in imported_by(INNER[room, module])} - {"cchc_draft"}

    assert {
        root for root in roots - sys.stdlib_module_names if ".".join((room, *module)) not in HOMES.get(root, ())
    } == set()


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_from_lower_layers_only(module):
    ours = {name.split(".")[1] for name in imported(module) if name.startswith("cchc_draft.")} - {"__version__"}

    against = {(module, name) for name in ours if RANK[name] >= RANK[module]}

    assert against <= BACKWARD


@pytest.mark.parametrize("module", MODULES)
def test_outside_libraries_are_imported_in_their_home_only(module):
    roots = {name.partition(".")[0] for name in imported(module)} - {"cchc_draft"} - sys.stdlib_module_names

    assert {root for root in roots if module not in HOMES.get(root, ())} == set()
