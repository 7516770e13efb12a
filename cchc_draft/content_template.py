"""Content templates: the files of a plan folder, made once for an agency and a year.

A template is a folder with ``mau.yaml`` (what it is) beside ``ke-hoach.md`` and its task lists. Its own tags
``<% … %>``, ``<< … >>`` and ``<# … #>`` ask for the level, units and roles of a profile and are gone from what is made;
the ``{{ … }}`` of plans stay for the draft. What ``<< … >>`` prints stands unquoted in YAML and Markdown, so only ids,
numbers, dates and plain words pass: a unit's name is left to ``{{ don_vi.vhxh }}``.
"""

from __future__ import annotations

import dataclasses
import datetime
import difflib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from cchc_draft.blanks import PLAIN_BLANK
from cchc_draft.context import agency_names
from cchc_draft.errors import InputError, NotFoundError, Place, Problem, nearest
from cchc_draft.formats import inside_sentence
from cchc_draft.inheritance import PARTY_BODIES, split_locality
from cchc_draft.language import N_, translate
from cchc_draft.profile import UNKNOWN_ROLE, ParentRecord, Profile, UnitRecord
from cchc_draft.records import NOT_A_YEAR, TEXT, YEAR, Record, UnreadableError, bind, key
from cchc_draft.shipped import folders
from cchc_draft.source_text import read_text
from cchc_draft.templating import (
    NOT_ALLOWED,
    NOT_IN_PLANS,
    WITHOUT_VALUE,
    Names,
    Source,
    TemplateFault,
    content_template_environment,
    escape_markdown,
    unmarked,
)
from cchc_draft.templating import Record as NamedText
from cchc_draft.yaml_text import Node, load

HEAD_FILE = "mau.yaml"
PLAN_FILE = "ke-hoach.md"
RENDERED = (".md", ".yaml")


class HeadRecord(Record):
    """What mau.yaml says of a template."""

    name: str = key("ten", TEXT)
    description: str = key("mo_ta", TEXT)


class Summary(NamedTuple):
    """One line of the list of templates."""

    id: str
    name: str
    description: str


def names(option: Path | None = None) -> list[Summary]:
    """Return all content templates by id, *option* searched first.

    Raises InputError with every fault of their mau.yaml.
    """
    found: list[Summary] = []
    problems: list[Problem] = []
    for identifier, folder in sorted(_all(option).items()):
        try:
            head = _head(identifier, folder)
        except InputError as error:
            problems += error.problems
        else:
            found.append(Summary(identifier, head.name, head.description))
    if problems:
        raise InputError(problems)
    return found


def make(
    identifier: str, profile_id: str, profile: Profile, parent: ParentRecord, year: int, option: Path | None = None
) -> dict[str, str]:
    """Return the files of a new plan folder, name to text, for an agency, the agency above it and a year.

    Raises NotFoundError naming near templates and the folders searched, InputError with every fault of a template.
    """
    _check_year(year)
    folder = _found(identifier, option)
    problems: list[Problem] = []
    try:
        _head(identifier, folder)
    except InputError as error:
        problems += error.problems
    made = {}
    for path in _text_files(folder, problems):
        context = _context(profile_id, profile, parent, year)
        try:
            made[path.name] = _rendered(path, context)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return made


def _check_year(year: int) -> None:
    text = str(year)
    try:
        YEAR.read(Node(text, Place("")), [], "")
    except UnreadableError:
        facts = {"key": "nam", "found": f"«{text}»"}
        raise InputError([Problem("not-a-year", NOT_A_YEAR, facts)]) from None


# Finding templates and their files.


def _all(option: Path | None) -> dict[str, Path]:
    """Return the folders of all templates by id; the first folder searched wins."""
    found: dict[str, Path] = {}
    for searched in folders("templates", option):
        for head in searched.rglob(HEAD_FILE):
            identifier = head.parent.relative_to(searched).as_posix()
            if identifier != ".":
                found.setdefault(identifier, head.parent)
    return found


def _found(identifier: str, option: Path | None) -> Path:
    known = _all(option)
    if identifier not in known:
        facts = {"id": identifier, "folders": ", ".join(map(str, folders("templates", option)))}
        raise NotFoundError([Problem("unknown-template", UNKNOWN_TEMPLATE, facts, None, nearest(identifier, known))])
    return known[identifier]


def _head(identifier: str, folder: Path) -> HeadRecord:
    path = folder / HEAD_FILE
    file = _shown(path)
    return bind(HeadRecord, load(read_text(path, file), file), translate(HEAD).format(id=identifier))


def _text_files(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """Yield the files that are rendered; what is not a template's goes to *problems*, hidden files are passed over."""
    entries = sorted(path for path in folder.iterdir() if path.name != HEAD_FILE and not path.name.startswith("."))
    if PLAN_FILE not in [path.name for path in entries]:
        problems.append(Problem("missing-file", NO_PLAN_FILE, {"name": PLAN_FILE}, Place(_shown(folder))))
    for path in entries:
        if path.suffix in RENDERED and path.is_file():
            yield path
        else:
            problems.append(Problem("template-file", FOREIGN_FILE, {"name": path.name}, Place(_shown(path))))


def _shown(path: Path) -> str:
    """Return *path* relative to the working folder where it lies below it."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


# Rendering.


def _rendered(path: Path, context: Mapping[str, object]) -> str:
    """Return a file's text with the template's own tags carried out. Raises InputError with the faults found."""
    file = _shown(path)
    try:
        source = Source.compile(read_text(path, file), file, 1, ENVIRONMENT)
        problems = list(source.faults(context, {}))
        if problems:
            raise InputError(problems)
        return _finished(source.render(context), file)
    except InputError as error:
        raise InputError([_own_words(problem) for problem in error.problems]) from error


def _finished(rendered: str, file: str) -> str:
    """Return rendered text without line marks and doubled blank lines. Raises InputError for a tag left over."""
    text, lines = unmarked(rendered)
    rows: list[str] = []
    problems = []
    for row, line in zip(text.split("\n"), lines, strict=True):
        left = LEFT_TAG.search(row)
        if left:
            problems.append(Problem("jinja-syntax", LEFT_OVER, {"tag": left[0]}, Place(file, line)))
        if row.strip() or (rows and rows[-1]):
            rows.append(row.rstrip())
    if problems:
        raise InputError(problems)
    return "\n".join(rows).rstrip("\n") + "\n"


def _own_words(problem: Problem) -> Problem:
    """Return a problem of templating in the words, and with the signs, of content templates."""
    facts = dict(problem.facts)
    for plans, own in SIGNS.items():
        if plans in str(facts.get("detail", "")):
            facts["detail"] = str(facts["detail"]).replace(plans, own)
    message = OWN_MESSAGES.get(problem.message, problem.message)
    return dataclasses.replace(problem, message=message, facts=facts)


class Written(str):
    """Text of ours that is right where it stands, whatever signs it holds."""

    __slots__ = ()


def _printed(value: object) -> str:
    """Return what << … >> prints. Raises TemplateFault for text that YAML or Markdown would take for something else."""
    if isinstance(value, Written):
        return value
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = str(value)  # raises for a missing name
    if isinstance(value, bool) or not isinstance(value, (str, int, NamedText)):
        raise TemplateFault(Problem("not-printable", NOT_PRINTABLE))
    if not HARMLESS.fullmatch(text):
        raise TemplateFault(Problem("unsafe-value", UNSAFE, {"found": text}))
    return text


ENVIRONMENT = content_template_environment(_printed)
HARMLESS = re.compile(r"[^\W_](?:[\w ,./'’()-]*[\w)])?")
"""Text that no YAML value, no quotation and no paragraph takes amiss."""
LEFT_TAG = re.compile(r"(?<!\\)<[<%#]|[>%#]>")


# What templates can name.


def _context(profile_id: str, profile: Profile, parent: ParentRecord, year: int) -> dict[str, object]:
    """Return the names of a template; they hold, as a plan's own do, what belongs to one rendering."""
    units = _Units(profile)
    word = split_locality(profile.locality)[0].lower()
    return {
        "ho_so": _quoted(profile_id),
        "nam": year,
        "cap": profile.level,
        "la_tinh": profile.level == "tinh",
        "la_so": profile.level == "so",
        "la_xa": profile.level in ("phuong", "xa", "dac_khu"),
        "co_quan": agency_names(profile),
        "cap_tren": _parent_names(parent),
        "cap_uy": PARTY_BODIES.get(word, "Đảng ủy"),
        "don_vi": Names(units.names, units.names.values()),
        "co": units.has,
        "giao": units.lead,
        "cung": units.support,
        "ten_don_vi": units.called,
        "phan_cong": units.with_duties,
        "con_lai": units.others,
        "ngay_han": lambda month, day: Written(working_day(year, month, day).isoformat()),
        "ngoac_kep": _quoted,
    }


def _parent_names(parent: ParentRecord) -> NamedText:
    return NamedText(
        parent.self_name,
        {
            "ten": parent.name,
            "ten_ngan": parent.short_name,
            "tu_goi": parent.self_name,
            "dia_phuong": parent.locality_word,
            "dia_ban": parent.locality,
        },
    )


def _quoted(text: object) -> Written:
    """Return a text in double quotes, as YAML reads any text; plain ids stay as they are."""
    text = str(text)
    return Written(text if PLAIN_ID.fullmatch(text) else json.dumps(text, ensure_ascii=False))


PLAIN_ID = re.compile(r"(?!null$)[a-z][a-z0-9_/-]*")
HOLIDAYS = ((1, 1), (4, 30), (5, 1), (9, 1), (9, 2), (9, 3))
"""Month and day of what has its date in the solar calendar; the day beside 02/9 changes from year to year."""


def working_day(year: int, month: int, day: int) -> datetime.date:
    """Return the date, moved back from a weekend or a holiday; forward where it would leave the year.

    >>> working_day(2026, 8, 15).isoformat(), working_day(2027, 1, 1).isoformat()
    ('2026-08-14', '2027-01-04')
    """
    wanted = datetime.date(year, month, day)
    for step in (-1, 1):
        date = wanted
        while date.year == year and (date.weekday() >= SATURDAY or (date.month, date.day) in HOLIDAYS):
            date += datetime.timedelta(days=step)
        if date.year == year:
            break
    return date


SATURDAY = 5


class _Units:
    """The units of an agency, as a template asks for them by role or id."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.names = {unit: self.unit(unit, record) for unit, record in profile.units.items()}
        self.last_lead = ""
        """Unit that :meth:`lead` named last: it does not support itself."""

    def unit(self, identifier: str, record: UnitRecord) -> Names:
        """Return what a template sees of a unit."""
        chain = f"don_vi.{identifier}" if IDENTIFIER.fullmatch(identifier) else f"don_vi[{identifier!r}]"
        small = " | giua_cau" if record.name.startswith(GROUP_WORDS) else ""
        return Names(
            {
                "ma": identifier,
                "ten": record.name,
                "vai_tro": list(record.roles),
                "nhiem_vu": [_duty(text) for text in record.duties],
                "in_ra": Written(f"{{{{ {chain} }}}}"),
                "trong_cau": Written(f"{{{{ {chain}{small} }}}}"),
                "giu": lambda *roles: any(role in record.roles for role in self.known(roles)),
                "nhan": lambda *names: self.first(names) == identifier,
            }
        )

    def blank(self, role: str) -> Names:
        """Return a unit that only the office knows, for a role that nobody has."""
        return Names(
            {
                "ma": "",
                "ten": PLAIN_BLANK,
                "vai_tro": [role],
                "nhiem_vu": [],
                "in_ra": self.blank_for(role),
                "trong_cau": self.blank_for(role),
                "giu": lambda *roles: role in self.known(roles),
                "nhan": lambda *names: not self.first(names) and role in names,
            }
        )

    def blank_for(self, role: str) -> Written:
        """Return the mark of a unit to be named, with what it is responsible for."""
        meaning = re.sub(r"[\[\]{}\n]", " ", inside_sentence(self.profile.roles.get(role, "")))
        return Written(f"[… đơn vị {meaning}]" if meaning else PLAIN_BLANK)

    def known(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return *names*. Raises TemplateFault for one that looks like a mistyped role."""
        for name in names:
            if self.profile.roles and name not in self.profile.roles and name not in self.profile.units:
                alike = difflib.get_close_matches(name, self.profile.roles, n=1, cutoff=TYPING_SLIP)
                if alike:
                    raise TemplateFault(Problem("unknown-role", UNKNOWN_ROLE, {"role": name}, None, alike[0]))
        return names

    def first(self, names: tuple[str, ...]) -> str:
        """Return the unit of the first role or id that the agency has, "" where it has none."""
        units = (name if name in self.names else self.profile.units_by_role.get(name) for name in self.known(names))
        return next((unit for unit in units if unit), "")

    def has(self, *names: str) -> bool:
        """Tell whether the agency has one of these units or roles."""
        return bool(self.first(names))

    def lead(self, *names: str) -> Written:
        """Return the first of *names* that the agency has, for the key chu_tri; a quoted blank where it has none."""
        self.last_lead = self.first(names)
        found = next((name for name in names if self.first((name,))), "")
        return _quoted(found) if found else Written(f'"{PLAIN_BLANK}"')

    def support(self, *names: str) -> Written:
        """Return those of *names* that the agency has, for the key phoi_hop: each unit once, not the lead.

        Where none is left it is all units together, where the agency names them.
        """
        found: dict[str, str] = {}
        for name in names:
            found.setdefault(self.first((name,)), name)
        kept = [name for unit, name in found.items() if unit and unit != self.last_lead]
        everyone = self.first((EVERYONE,))
        if not kept and everyone and everyone != self.last_lead:
            kept = [EVERYONE]
        return Written(f"[{', '.join(map(_quoted, kept))}]" if len(kept) != 1 else _quoted(kept[0]))

    def called(self, *names: str) -> Written:
        """Return what prints the first of *names* inside a sentence; a blank where the agency has none."""
        unit = self.first(names)
        return Written(self.names[unit]["trong_cau"]) if unit else self.blank_for(names[0] if names else "")

    def with_duties(self, *roles: str) -> list[Names]:
        """Return the units that have one of *roles* or duties of their own in the profile.

        Where nobody has the first of *roles*, a blank unit that has it stands first.
        """
        found = [names for unit, names in self.names.items() if self.is_charged(unit, roles)]
        return [self.blank(roles[0]), *found] if roles and not self.first(roles[:1]) else found

    def others(self, *roles: str) -> list[Names]:
        """Return the units that :meth:`with_duties` leaves out."""
        return [names for unit, names in self.names.items() if not self.is_charged(unit, roles)]

    def is_charged(self, unit: str, roles: tuple[str, ...]) -> bool:
        """Tell whether a unit has one of *roles* or duties of its own."""
        record = self.profile.units[unit]
        return bool(record.duties) or any(role in record.roles for role in self.known(roles))


def _duty(text: str) -> Written:
    """Return a duty that a profile names, as a sentence of Markdown."""
    sentence = text.strip().rstrip(".;") + "."
    return Written(sentence if HARMLESS.fullmatch(sentence[:-1]) else escape_markdown(sentence))


EVERYONE = "moi_don_vi"
GROUP_WORDS = ("Các ", "Những ")
"""How the name of several units together starts: inside a sentence it takes a small letter."""
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
TYPING_SLIP = 0.8
"""From this likeness on, a name is a mistyped role rather than a unit that the agency lacks."""

SIGNS = {"{{": "<<", "}}": ">>", "{%": "<%", "%}": "%>"}
HEAD = N_("mẫu nội dung {id}")
UNKNOWN_TEMPLATE = N_("không có mẫu nội dung «{id}»; đã tìm trong: {folders}")
NO_PLAN_FILE = N_("mẫu nội dung thiếu tệp {name}")
FOREIGN_FILE = N_("«{name}» không thuộc mẫu nội dung: mẫu chỉ gồm mau.yaml và các tệp .md, .yaml")
LEFT_OVER = N_("còn sót «{tag}»: thẻ của mẫu nội dung viết <% … %>, << … >> hoặc <# … #>")
NOT_PRINTABLE = N_("chỗ này không phải là chữ, số hay ngày nên không in ra được")
UNSAFE = N_(
    "không in được «{found}» vào tệp YAML, Markdown: tên đơn vị để kế hoạch tự in bằng {{{{ don_vi.<< d.ma >> }}}}, "
    "chữ khác viết << ngoac_kep(…) >>"
)
OWN_MESSAGES: dict[str, str] = {
    NOT_IN_PLANS: N_("mẫu nội dung không dùng được thẻ <% {tag} %>"),
    NOT_ALLOWED: N_("biểu thức này không được phép trong mẫu nội dung"),
    WITHOUT_VALUE: N_("«{name}» không có, hoặc chưa có giá trị trong hồ sơ"),
}
"""What templating says of plans, and what is said of content templates instead."""
