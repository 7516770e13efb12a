"""Jinja in plan files: one sandbox, strict names, values escaped for Markdown, faults with file and line.

Text passes through Jinja once and then through Markdown once. What a value holds (``{{ 7*7 }}``, ``2025. Năm``,
``R&D <x>``) is data in both.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from types import CodeType
from typing import Any, NamedTuple

import jinja2
import jinja2.runtime
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from cchc_draft import compile_cache, formats
from cchc_draft.deadlines import Deadline
from cchc_draft.errors import InputError, Place, Problem, nearest
from cchc_draft.language import N_, translate
from cchc_draft.source_text import CONTROL, FORBIDDEN

LINE_MARK = "\x1f"
"""Stands before every line end of rendered text, followed by the line number in the source."""

BLOCKS_START, BLOCKS_END = "\x1d", "\x1e"
"""Stand around what prints as lines of its own."""
PLACED_BLOCKS = re.compile(
    f"^([ \t]*){BLOCKS_START}([^{BLOCKS_END}]*){BLOCKS_END}(?=[ \t]*(?:{LINE_MARK}|$))", re.MULTILINE
)

TAG_START = re.compile(r"\{(?=[{%#])")
TAG_START_IN_TEXT = re.compile(r"(?<!\\)((?:\\\\)*)\\?\{(?=\\?[{%#])")
BRACE_IN_VALUE = "{{ '{' }}"
"""What stands for a brace in a value that is a template, where it is meant as it stands."""


def untagged(markdown: str) -> str:
    """Return Markdown that prints the same and in which Jinja finds no tag."""
    return TAG_START_IN_TEXT.sub(r"\1&#123;", markdown)


MARKDOWN_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&^=:$])")
SLASH_LABEL = re.compile(r"(\d{1,2}(?:\.\d{1,2})*|[A-Za-zđĐ])/(?=\s)")
LIST_SIGNS = "–—•·"
"""Not Markdown's, but typed for lists: at the start of a value they are data."""
RESULT_LIMIT = 1_000_000
"""Largest result of * and ** in a template; more is a mistake or an attack."""


def unmarked(text: str) -> tuple[str, list[int]]:
    """Return rendered text without its marks, and for each of its lines the line of the source.

    A line without a mark comes from a value of several lines: its source is that of the next one.
    """
    rows = [row.partition(LINE_MARK) for row in text.split("\n")]
    lines: list[int] = []
    for _, _, mark in reversed(rows):
        lines.append(int(mark) if mark else (lines[-1] if lines else 0))
    lines.reverse()
    last = next((line for line in reversed(lines) if line), 0)  # what follows has no line end, so no mark
    lines = [line or last + 1 for line in lines]
    return "\n".join(row for row, _, _ in rows), lines


def escape_markdown(text: str) -> str:
    """Return *text* so that Markdown prints it as it is; line ends become spaces, so a value stays in its block."""
    escaped = MARKDOWN_SPECIAL.sub(r"\\\1", " ".join(text.splitlines()) if "\n" in text else text)
    escaped = SLASH_LABEL.sub(r"\1\\/", escaped, count=1) if SLASH_LABEL.match(text) else escaped
    if escaped[:1] in LIST_SIGNS and escaped:
        escaped = f"&#{ord(escaped[0])};{escaped[1:]}"
    if escaped[:1] in (" ", "\t"):
        escaped = "&#32;" * (len(escaped) - len(escaped.lstrip())) + escaped.lstrip()
    return escaped


class Names:
    """A set of names that templates reach as ``don_vi.vhxh``; a missing one is undefined, not None."""

    __slots__ = ("_entries", "_listed")

    def __init__(self, entries: Mapping[str, object], listed: Iterable[object] | None = None) -> None:
        """Serve *entries*; None stands for a value that the profile leaves open. A loop sees *listed*, if given."""
        self._entries = entries
        self._listed = list(entries.values() if listed is None else listed)

    def __getitem__(self, name: str) -> object:
        if not isinstance(name, str):
            raise TemplateFault(Problem("not-by-number", NOT_BY_NUMBER, {"found": name}))
        value = self._entries[name]
        if value is None:
            raise KeyError(name)
        return value

    def __iter__(self) -> Iterator[object]:
        return iter(self._listed)

    def __len__(self) -> int:
        return len(self._listed)

    def __str__(self) -> str:
        raise TemplateFault(Problem("not-printable", NOT_PRINTABLE))

    def __reversed__(self) -> Iterator[object]:
        return reversed(self._listed)

    def is_open(self, name: str) -> bool:
        """Tell whether the name is there but has no value."""
        return self._entries[name] is None

    def known(self) -> list[str]:
        """Return the names, for suggestions."""
        return list(self._entries)


class Record(Names):
    """Names that also print as a text of their own: a unit prints its name."""

    __slots__ = ("_text",)

    def __init__(self, text: str, entries: Mapping[str, object]) -> None:
        """Print *text*, serve *entries*."""
        super().__init__(entries)
        self._text = text

    def __str__(self) -> str:
        return self._text


class Blocks(Names):
    """Names that print as Markdown of several lines: a list, or clauses with headings."""

    __slots__ = ()

    def markdown(self) -> str:
        """Return the lines. Raises TemplateFault where there is nothing to print."""
        raise NotImplementedError


class TemplateFault(jinja2.TemplateRuntimeError):
    """A fault found while rendering that is the author's to mend; carries code, message and facts."""

    def __init__(self, problem: Problem) -> None:
        """Keep *problem*; its place is added where the line is known."""
        super().__init__(problem.code)
        self.problem = problem


class _LineMarks(Extension):
    """Puts the source line before every line end of template data."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        for token in stream:
            if token.type == "data" and "\n" in token.value:
                parts = token.value.split("\n")
                marked = "".join(
                    f"{part}{LINE_MARK}{token.lineno + offset}\n" for offset, part in enumerate(parts[:-1])
                )
                token = Token(token.lineno, "data", marked + parts[-1])
            yield token


class _Sandbox(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset(["*", "**", "%"])

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow only what loops and dates offer: everything else is a key of :class:`Names`, or a filter."""
        is_open = isinstance(obj, (jinja2.runtime.LoopContext, Namespace, datetime.date))
        return is_open and super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: jinja2.runtime.Context, operator: str, left: Any, right: Any) -> Any:
        if operator == "*" and isinstance(left, (str, list, tuple)) and isinstance(right, int):
            is_large = len(left) * right > RESULT_LIMIT
        elif operator == "*" and isinstance(right, (str, list, tuple)) and isinstance(left, int):
            is_large = len(right) * left > RESULT_LIMIT
        elif operator == "%":
            is_large = isinstance(left, str)
        elif operator == "**":
            is_large = abs(left) > 1000 or abs(right) > 1000
        else:
            is_large = False
        if is_large:
            raise SecurityError(operator)
        return super().call_binop(context, operator, left, right)


def _printed(value: object) -> str:
    """Return what a value prints. Raises TemplateFault for what has no text of its own."""
    if value is None:
        raise TemplateFault(Problem("empty-value", NONE_PRINTED))
    if isinstance(value, jinja2.Undefined):
        return str(value)
    if isinstance(value, datetime.date):
        return formats.short_date(value)
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Decimal, Record, Deadline)):
        raise TemplateFault(Problem("not-printable", NOT_PRINTABLE))
    text = str(value)
    match = FORBIDDEN.search(text)
    if match:
        raise TemplateFault(Problem("control-character", CONTROL, {"character": f"U+{ord(match[0]):04X}"}))
    return text


FILTERS: dict[str, Callable[..., object]] = {
    "giua_cau": lambda value: formats.inside_sentence(str(value)),
    "dau_cau": lambda value: formats.sentence_start(str(value)),
    "ngay": formats.short_date,
    "ngay_chu": formats.long_date,
    "so": formats.decimal,
    "so_dem": formats.count,
    "phan_tram": formats.percent,
    "tien": formats.money,
    "liet_ke": lambda values: formats.join([str(value) for value in values]),
    "day_du": lambda mention: mention.full(),
    "ngan": lambda mention: mention.short(),
    "cua": lambda tasks, unit: tasks.led_by(unit),
    "phoi_hop": lambda tasks, unit: tasks.supported_by(unit),
    "thuoc_nhom": lambda tasks, title: tasks.in_group(title),
    "trong_thang": lambda tasks, month: tasks.in_month(month),
    "trong_quy": lambda tasks, quarter: tasks.in_quarter(quarter),
    "phu_luc": lambda tasks, number: tasks.of_appendix(number),
    "theo_don_vi": lambda tasks: tasks.by_unit(),
    "theo_nhom": lambda tasks: tasks.by_group(),
    "theo_thang": lambda tasks: tasks.by_month(),
}
"""What stands after | in a plan, beside some of Jinja's own filters."""

KEPT_FILTERS = (
    "abs", "capitalize", "count", "d", "default", "first", "float", "groupby", "int", "join", "last", "length", "list",
    "lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse", "round", "select", "selectattr", "sort",
    "string", "sum", "title", "trim", "unique", "upper",
)  # fmt: skip
"""Jinja's filters that have a use in plans and cannot swell a text without bound."""

OUTPUT_LIMIT = 5_000_000
"""Characters of a rendered text; more comes from a loop gone wrong."""


TEXT_FILTERS = ("capitalize", "lower", "replace", "string", "title", "trim", "upper")


def _of_text(text_filter: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter of Jinja's that takes only what prints as text, and says so of anything else."""

    @functools.wraps(text_filter)
    def checked(*arguments: Any, **options: Any) -> Any:
        for argument in arguments[:2]:
            if not isinstance(argument, (nodes.EvalContext, jinja2.Undefined)):
                _printed(argument)
        return text_filter(*arguments, **options)

    return checked


def _environment(finalize: Callable[[object], str], *extensions: type[Extension]) -> jinja2.Environment:
    environment = _Sandbox(
        undefined=jinja2.StrictUndefined,
        finalize=finalize,
        autoescape=False,
        optimized=False,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=extensions,
    )
    environment.filters = {**{name: environment.filters[name] for name in KEPT_FILTERS}, **FILTERS}
    for name in TEXT_FILTERS:
        environment.filters[name] = _of_text(environment.filters[name])
    environment.globals = {name: environment.globals[name] for name in ("range", "namespace")}
    return environment


def _markdown(value: object) -> str:
    """Return what a value prints in a plan's text."""
    if isinstance(value, Blocks):
        return f"{BLOCKS_START}{value.markdown()}{BLOCKS_END}"
    return escape_markdown(_printed(value))


MARKDOWN = _environment(_markdown, _LineMarks)
LENIENT = MARKDOWN.overlay(undefined=jinja2.ChainableUndefined)
"""Prints nothing for a missing name: to look at the rest of a text whose names are already reported."""
PLAIN = _environment(_printed)
WORD = ImmutableSandboxedEnvironment(undefined=jinja2.StrictUndefined, autoescape=True)
"""Fills layouts: values are escaped for XML, a missing name stops the run."""
EMPTY_WORD = WORD.overlay(undefined=jinja2.ChainableUndefined)
"""Prints a layout's headers with nothing in their tags."""


def content_template_environment(finalize: Callable[[object], str]) -> jinja2.Environment:
    """Return an environment with <% … %>, << … >> and <# … #>, to which a plan's own tags are plain text."""

    class ContentMarks(_LineMarks):
        """Named apart: the cache of compiled code tells environments by their extensions."""

    environment = _environment(finalize, ContentMarks)
    return environment.overlay("<%", "%>", "<<", ">>", "<#", "#>")


def compiled(
    source: str, environment: jinja2.Environment, examine: Callable[[nodes.Template], tuple[Any, ...]]
) -> tuple[jinja2.Template, tuple[Any, ...]]:
    """Return a template and what *examine* says of its tree (plain data); both come from the cache where known.

    Raises TemplateSyntaxError, and what *examine* raises.
    """
    manner = repr((jinja2.__version__, environment.autoescape, sorted(environment.extensions)))
    name = compile_cache.key(__file__, manner.encode(), source.encode())
    kept = compile_cache.load(name)
    if not (isinstance(kept, tuple) and len(kept) == 2 and isinstance(kept[1], CodeType)):
        tree = environment.parse(source)
        kept = (examine(tree), environment.compile(tree))
        compile_cache.keep(name, kept)
    found, code = kept
    return jinja2.Template.from_code(environment, code, environment.make_globals(None)), found


_Use = tuple[tuple[str, ...], tuple[int, ...]]
"""A chain of names in a template, such as ("don_vi", "vhxh", "ten"), and the lines where it stands."""


class Source(NamedTuple):
    """A template text, compiled once and rendered for any number of agencies."""

    text: str
    file: str
    first_line: int
    template: jinja2.Template | None
    uses: tuple[_Use, ...] = ()
    calls: tuple[tuple[str, str, int], ...] = ()
    """Function, text argument and line of calls such as viet_tat('CCHC')."""
    first_column: int = 0
    """How far to the right the first line starts."""

    @classmethod
    def compile(
        cls,
        text: str,
        file: str,
        first_line: int,
        environment: jinja2.Environment = MARKDOWN,
        first_column: int = 0,
    ) -> Source:
        """Return *text* ready to render.

        Raises InputError naming every broken tag, unknown filter and construct that plans do not have.
        """
        empty = cls(text, file, first_line, None, first_column=first_column)

        def examine(tree: nodes.Template) -> tuple[Any, ...]:
            survey = _Survey(tree)
            problems = list(empty._misused(survey, environment))
            if problems:
                raise InputError(problems)
            return survey.uses, tuple(survey.calls)

        try:
            template, (uses, calls) = compiled(text, environment, examine)
        except jinja2.TemplateSyntaxError as error:
            raise InputError([empty.syntax_problem(error)]) from error
        except (RecursionError, SyntaxError, MemoryError) as error:
            problem = Problem("jinja-syntax", SYNTAX, {"detail": TOO_DEEP}, Place(file, first_line))
            raise InputError([problem]) from error
        return cls(text, file, first_line, template, uses, calls, first_column)

    def place(self, line: int, word: str = "") -> Place:
        """Return the place of *word* on a line of the template (counted from 1)."""
        lines = self.text.split("\n")
        row = lines[line - 1] if 0 < line <= len(lines) else ""
        found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", row) if word else None
        column = found.start() + 1 if found else len(row) - len(row.lstrip()) + 1
        column += self.first_column if line == 1 else 0
        return Place(self.file, self.first_line + line - 1, column)

    def faults(self, context: Mapping[str, object], functions: Mapping[str, list[str]]) -> Iterator[Problem]:
        """Yield every name that *context* lacks and every argument that *functions* do not know."""
        for chain, places in self.uses:
            yield from self._missing(chain, places, context)
        for function, argument, line in self.calls:
            known = functions.get(function)
            if known is not None and argument not in known:
                facts = {"name": argument}
                yield Problem(
                    "unknown-short-form",
                    UNKNOWN_SHORT_FORM,
                    facts,
                    self.place(line, argument),
                    nearest(argument, known),
                )

    def render(self, context: Mapping[str, object]) -> str:
        """Return the text with all expressions filled in. Raises InputError with the place of the first fault."""
        try:
            return self.placed(_generated(self.template, context)) if self.template else ""
        except TemplateFault as error:
            problem = error.problem
            place = self.place(_line_of(error))
            raise InputError(
                [Problem(problem.code, problem.message, problem.facts, place, problem.suggestion)]
            ) from error
        except jinja2.UndefinedError as error:
            name = (re.findall(r"'([^']+)'", str(error)) or ["?"])[-1]
            raise InputError(
                [Problem("undefined-name", WITHOUT_VALUE, {"name": name}, self.place(_line_of(error), name))]
            ) from error
        except SecurityError as error:
            raise InputError([Problem("not-allowed", NOT_ALLOWED, {}, self.place(_line_of(error)))]) from error
        except EVALUATION_ERRORS as error:
            raise InputError([Problem("expression-failed", FAILED, {}, self.place(_line_of(error)))]) from error

    def placed(self, text: str) -> str:
        """Return rendered text with blocks as far to the right as their expression stands.

        Raises InputError for blocks that stand among other words.
        """
        if BLOCKS_START not in text:
            return text
        placed = PLACED_BLOCKS.sub(lambda match: re.sub("^(?=.)", match[1], match[2], flags=re.MULTILINE) + "\n", text)
        lost = placed.find(BLOCKS_START)
        if lost >= 0:
            line = unmarked(placed)[1][placed.count("\n", 0, lost)]
            raise InputError([Problem("blocks-in-text", BLOCKS_IN_TEXT, {}, self.place(line))])
        return placed

    def outline(self, context: Mapping[str, object]) -> str | None:
        """Return the text with nothing in place of missing names, to be looked at only; None if it cannot be made."""
        try:
            return self.placed(_generated(LENIENT.from_string(self.text), context))
        except (InputError, *EVALUATION_ERRORS):
            return None

    def syntax_problem(self, error: jinja2.TemplateSyntaxError) -> Problem:
        """Return a broken tag as a problem in Vietnamese."""
        found = error.message or ""
        detail = next((text for part, text in SYNTAX_DETAILS.items() if part in found), OTHER_SYNTAX)
        names = re.findall(r"'([^']+)'", found)
        return Problem(
            "jinja-syntax",
            SYNTAX,
            {"detail": translate(detail).format(name=names[0] if names else "")},
            self.place(error.lineno),
        )

    def _misused(self, survey: _Survey, environment: jinja2.Environment) -> Iterator[Problem]:
        for node in survey.unsupported:
            tag = UNSUPPORTED[type(node)]
            yield Problem("jinja-unsupported", NOT_IN_PLANS, {"tag": tag}, self.place(node.lineno))
        for one in survey.filters:
            if one.name not in environment.filters:
                hint = nearest(one.name, [*FILTERS, *environment.filters])
                facts = {"name": one.name, "known": ", ".join(FILTERS)}
                yield Problem("unknown-filter", UNKNOWN_FILTER, facts, self.place(one.lineno, one.name), hint)
        for test in survey.tests:
            if test.name not in environment.tests:
                hint = nearest(test.name, environment.tests)
                place = self.place(test.lineno, test.name)
                yield Problem("unknown-test", UNKNOWN_TEST, {"name": test.name}, place, hint)

    def _missing(
        self, chain: tuple[str, ...], lines: tuple[int, ...], context: Mapping[str, object]
    ) -> Iterator[Problem]:
        current: object = Names(context)
        for depth, name in enumerate(chain):
            if not isinstance(current, Names):
                return
            if name not in current.known():
                dotted = ".".join(chain[: depth + 1])
                hint = nearest(name, current.known())
                for line in lines:
                    yield Problem("undefined-name", UNDEFINED, {"name": dotted}, self.place(line, name), hint)
                return
            if current.is_open(name):
                return
            current = current[name]


EVALUATION_ERRORS = (
    jinja2.TemplateError,
    ArithmeticError,
    TypeError,
    ValueError,
    LookupError,
    AttributeError,
    RecursionError,
    MemoryError,
)
"""What an expression of the author's can raise."""


def _generated(template: jinja2.Template, context: Mapping[str, object]) -> str:
    """Return the rendered text. Raises TemplateFault as soon as it grows past all measure."""
    chunks: list[str] = []
    size = 0
    for chunk in template.generate(context):
        chunks.append(chunk)
        size += len(chunk)
        if size > OUTPUT_LIMIT:
            raise TemplateFault(Problem("text-too-large", TOO_LARGE, {"limit": OUTPUT_LIMIT}))
    return "".join(chunks)


class _Survey:
    """What a template's tree holds, gathered in one walk."""

    def __init__(self, tree: nodes.Template) -> None:
        self.unsupported: list[nodes.Node] = []
        self.filters: list[nodes.Filter] = []
        self.tests: list[nodes.Test] = []
        self.calls: list[tuple[str, str, int]] = []
        self.chains: list[tuple[tuple[str, ...], int]] = []
        self.assigned = {"loop"}
        self.guarded: set[tuple[str, ...]] = set()
        self.visit(tree, is_guarded=False)

    @property
    def uses(self) -> tuple[_Use, ...]:
        """Chains that start at a name which the template does not set itself."""
        found: dict[tuple[str, ...], list[int]] = {}
        for chain, line in self.chains:
            if chain[0] not in self.assigned and chain not in self.guarded:
                found.setdefault(chain, []).append(line)
        return tuple((chain, tuple(lines)) for chain, lines in found.items())

    def visit(self, node: nodes.Node, *, is_guarded: bool) -> None:
        """Note *node*; the longest chain of names counts, and none that a test such as "is defined" guards."""
        if isinstance(node, (nodes.Name, nodes.Getattr, nodes.Getitem)):
            if isinstance(node, nodes.Name) and node.ctx != "load":
                self.assigned.add(node.name)
                return
            chain = _chain(node)
            if chain and is_guarded:
                self.guarded.add(chain)
            elif chain:
                self.chains.append((chain, node.lineno))
            if chain:
                return
        elif type(node) in UNSUPPORTED:
            self.unsupported.append(node)
        elif isinstance(node, nodes.Filter):
            self.filters.append(node)
            is_guarded = is_guarded or node.name in ("default", "d")
        elif isinstance(node, nodes.Test):
            self.tests.append(node)
            is_guarded = is_guarded or node.name in ("defined", "undefined")
        elif isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
            self.calls += [
                (node.node.name, str(argument.value), node.lineno)
                for argument in node.args[:1]
                if isinstance(argument, nodes.Const)
            ]
        for child in node.iter_child_nodes():
            if not isinstance(child, nodes.TemplateData):
                self.visit(child, is_guarded=is_guarded)


def _chain(node: nodes.Node) -> tuple[str, ...]:
    """Return the names of a chain such as a.b['c'], () where a part is computed."""
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr):
        before = _chain(node.node)
        return (*before, node.attr) if before else ()
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
        before = _chain(node.node)
        return (*before, node.arg.value) if before else ()
    return ()


def _line_of(error: BaseException) -> int:
    """Return the template line that an exception passed through last."""
    line = 0
    traceback = error.__traceback__
    while traceback:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line or 1


UNSUPPORTED: dict[type[nodes.Node], str] = {
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: N_("from … import"),
    nodes.Extends: "extends",
    nodes.Block: "block",
    nodes.Macro: "macro",
    nodes.CallBlock: "call",
    nodes.FilterBlock: "filter",
    nodes.AssignBlock: N_("set … endset"),
    nodes.ScopedEvalContextModifier: "autoescape",
}
"""Jinja constructs that would pass a text through a template twice, or load other files."""

SYNTAX = N_("biểu thức Jinja sai cú pháp: {detail}")
TOO_DEEP = N_("các khối lồng nhau quá sâu")
OTHER_SYNTAX = N_("không hiểu biểu thức này")
SYNTAX_DETAILS = {
    "unexpected '}'": N_("thừa hoặc thiếu dấu «}}»; biểu thức viết {{{{ tên }}}}"),
    "expected token 'end of print statement'": N_(
        "biểu thức chưa đóng bằng «}}}}», hoặc thiếu dấu «|» giữa tên và bộ lọc"
    ),
    "end of template": N_("chưa đóng «}}}}» hoặc «%}}», hoặc thiếu {{% endif %}} / {{% endfor %}}"),
    "Unexpected end of template": N_("thiếu {{% endif %}} hoặc {{% endfor %}}"),
    "Encountered unknown tag 'end": N_("thừa thẻ «{name}»: không có thẻ mở tương ứng"),
    "Encountered unknown tag 'el": N_("thẻ «{name}» phải nằm giữa {{% if %}} và {{% endif %}}"),
    "Encountered unknown tag": N_("không có thẻ «{name}»"),
    "unexpected char": N_("có ký tự «{name}» không dùng được trong biểu thức"),
    "Expected an expression": N_("trong {{{{ }}}} không có gì"),
    "end of statement block": N_("thẻ {{% %}} viết chưa đúng"),
    "Missing end of": N_("chú thích hoặc khối chưa đóng"),
    "No filter named": N_("không có bộ lọc «{name}»"),
}
NOT_IN_PLANS = N_("kế hoạch không dùng được thẻ {{% {tag} %}}")
UNKNOWN_FILTER = N_("không có bộ lọc «{name}»; của kế hoạch có: {known}")
UNKNOWN_TEST = N_("không có phép so sánh «{name}»")
UNDEFINED = N_("không có tên «{name}»")
WITHOUT_VALUE = N_("«{name}» không có, hoặc chưa có giá trị trong hồ sơ hay nhiệm vụ")
UNKNOWN_SHORT_FORM = N_("chưa có dạng đầy đủ của chữ viết tắt «{name}»; hãy khai báo ở khóa viet_tat")
NOT_ALLOWED = N_("biểu thức này không được phép trong kế hoạch")
FAILED = N_("không tính được biểu thức này")
NOT_BY_NUMBER = N_("không chọn được theo số «{found}»; chọn theo mã, hoặc dùng {{% for %}}")
NOT_PRINTABLE = N_(
    "chỗ này không phải là chữ, số hay ngày nên không in ra được; ghi rõ tên cần in, ví dụ {{{{ don_vi.vhxh }}}}, "
    "hoặc thêm bộ lọc, ví dụ {{{{ van_ban.kh75 | day_du }}}}"
)
TOO_LARGE = N_("nội dung dài quá {limit} ký tự; hãy xem lại vòng lặp {{% for %}}")
BLOCKS_IN_TEXT = N_("danh sách nhiệm vụ phải đứng riêng một dòng, không đặt giữa câu")
NONE_PRINTED = N_("giá trị này chưa có trong hồ sơ, không in ra được")
