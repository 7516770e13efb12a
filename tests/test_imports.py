"""Who may import whom: modules from lower layers only, and each outside library in its one home."""

import ast
import sys
from pathlib import Path

import pytest

import cchc_draft

PACKAGE = Path(cchc_draft.__file__).parent
MODULES = {path.stem: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.glob("*.py"))}

LAYERS = (
    ("language",),
    ("blanks", "errors", "numbering", "formats", "letter_widths", "shipped", "compile_cache", "effective_properties"),
    ("deadlines", "citations", "source_text", "column_widths", "cell_text", "libreoffice"),
    ("model", "yaml_text", "templating", "output", "pdf_writer", "excel_file"),
    ("inheritance", "profile_report", "signature", "outline", "task_table", "content", "layout", "spreadsheet"),
    ("records", "printed_form"),
    ("profile", "communes", "docx_body", "layout_compiler", "layout_forms"),
    ("profile_store", "tasks", "task_names", "docx_writer", "html_writer", "layout_properties"),
    ("context", "front_matter", "sheet_header", "task_form", "layout_rules"),
    ("advice", "content_template", "task_sheet", "layout_check"),
    ("task_files",),
    ("plan_folder", "task_appendix"),
    ("plan_source",),
    ("api",),
    ("cli",),
    ("__main__", "__init__"),
)
"""A module imports from rows above its own here, never from its own row or from below."""
RANK = {module: rank for rank, row in enumerate(LAYERS) for module in row}

BACKWARD = {("layout", "layout_compiler")}
"""Imports inside a function that go against the layers; none may come to this."""

HOMES = {
    "babel": {"formats"},
    "click": {"cli"},
    "docxtpl": {"layout_compiler"},
    "jinja2": {"templating", "content_template", "html_writer", "layout", "layout_check", "layout_compiler"},
    "lxml": {"effective_properties", "layout_compiler"},
    "markdown_it": {"content"},
    "markupsafe": {"docx_writer", "html_writer", "layout_compiler"},
    "mdit_py_plugins": {"content"},
    "openpyxl": {"spreadsheet", "task_form"},
    "vietnam_provinces": {"communes"},
    "yaml": {"yaml_text"},
}


def imported(module):
    """Yield the dotted names that a module imports, inside functions too."""
    for node in ast.walk(MODULES[module]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            inner = node.module == "cchc_draft"
            yield from (f"cchc_draft.{alias.name}" for alias in node.names) if inner else [node.module]


def test_every_module_has_its_layer():
    assert set(MODULES) == set(RANK)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_from_lower_layers_only(module):
    ours = {name.split(".")[1] for name in imported(module) if name.startswith("cchc_draft.")} - {"__version__"}

    against = {(module, name) for name in ours if RANK[name] >= RANK[module]}

    assert against <= BACKWARD


@pytest.mark.parametrize("module", MODULES)
def test_outside_libraries_are_imported_in_their_home_only(module):
    roots = {name.partition(".")[0] for name in imported(module)} - {"cchc_draft"} - sys.stdlib_module_names

    assert {root for root in roots if module not in HOMES.get(root, ())} == set()
