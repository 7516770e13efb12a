"""The commands that check: `check` for plans, `rules` for what the rules want."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from cchc_draft.cli_base import PATH, check_no_source, cli, option, profiles_option, report
from cchc_draft.errors import CchcDraftError, Problem, nearest
from cchc_draft.language import N_, translate

LEVELS = ("error", "warning", "info")
FORMATS = ("text", "json", "sarif", "docx")


def _codes(values: Sequence[str]) -> tuple[str, ...]:
    """Return rule codes, given one by one or parted by commas. Raises BadParameter for an unknown one."""
    codes = tuple(code.strip() for value in values for code in value.split(",") if code.strip())
    for code in codes:
        _known(code)
    return codes


def _known(code: str) -> None:
    from cchc_draft import api

    known = api.rules()
    if code not in known:
        raise CchcDraftError([Problem("unknown-rule", UNKNOWN_RULE, {"code": code}, suggestion=nearest(code, known))])


def _severities(values: Sequence[str]) -> dict[str, Any]:
    """Return severities by code from words such as "cite-first=warning"; "off" leaves a rule out."""
    found: dict[str, Any] = {}
    for value in values:
        code, sign, level = value.partition("=")
        if not sign or level not in (*LEVELS, "off"):
            raise CchcDraftError([Problem("wrong-severity", WRONG_SEVERITY, {"found": value})])
        _known(code)
        found[code] = None if level == "off" else level
    return found


@cli.command(
    name="check", help=N_("Kiểm tra kế hoạch FILE (thư mục kế hoạch, .docx, .txt …): sai ở đâu, theo điều nào.")
)
@click.argument("documents", type=PATH, nargs=-1, required=True, metavar="FILE...")
@option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help=N_("Dạng kết quả."))
@option("-o", "--output", type=PATH, metavar="OUT", help=N_("Tệp ghi ra; --format docx: bản sao có chú thích Word."))
@option("--force", is_flag=True, help=N_("Ghi đè tệp đã có."))
@option("--profile", "profile_id", metavar="ID", help=N_("Hồ sơ cơ quan. Mặc định: hồ sơ có tên như trong văn bản."))
@option("--only", multiple=True, metavar="CODE", help=N_("Chỉ chạy các quy tắc này (cách nhau bằng dấu phẩy)."))
@option("--ignore", multiple=True, metavar="CODE", help=N_("Bỏ qua các quy tắc này."))
@option("--severity", multiple=True, metavar="CODE=LEVEL", help=N_("Đổi mức: error, warning, info hoặc off để bỏ qua."))
@option(
    "--fail-on",
    type=click.Choice((*LEVELS, "never")),
    default="error",
    show_default=True,
    help=N_("Mức thấp nhất làm lệnh kết thúc với mã 1."),
)
@profiles_option
@click.pass_context
def check(
    ctx: click.Context,
    documents: tuple[Path, ...],
    form: str,
    output: Path | None,
    force: bool,
    profile_id: str | None,
    only: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: tuple[str, ...],
    fail_on: str,
    profiles: Path | None,
) -> None:
    """Check plans."""
    from cchc_draft import api
    from cchc_draft.output import check_target

    settings = api.check_settings(only=_codes(only), ignored=_codes(ignore), severities=_severities(severity))
    if form == "docx":
        _check_comments(documents, output)
    if output and str(output) != "-":
        check_no_source(output, *documents)
        check_target(output, force=force)
    checked: list[api.Checked] = []
    for document in documents:
        try:
            result = api.check(document, profile_id=profile_id, profiles=profiles, settings=settings)
            report(api.doubts(result))
            checked.append(result)
        except CchcDraftError as error:
            report(error.problems)
    _show(checked, form, output, force=force)
    if len(checked) < len(documents):
        ctx.exit(2)
    failing = LEVELS[: LEVELS.index(fail_on) + 1] if fail_on in LEVELS else ()
    if any(one.severity in failing for result in checked for one in result.found):
        ctx.exit(1)


def _check_comments(documents: Sequence[Path], output: Path | None) -> None:
    if output is None or len(documents) != 1:
        raise CchcDraftError([Problem("comments-target", ONE_DOCUMENT)])
    kinds = {documents[0].suffix.lower(), output.suffix.lower()}
    if kinds != {".docx"}:
        raise CchcDraftError([Problem("comments-kind", ONLY_WORD, {"found": f"{documents[0]}, {output}"})])


def _show(checked: Sequence[Any], form: str, output: Path | None, *, force: bool) -> None:
    """Print or write what was found."""
    from cchc_draft import api

    if form == "docx":
        if checked and output:
            _write(output, api.comments(checked[0]), force=force)
        return
    is_coloured = output is None and form == "text"
    text = api.findings(checked, form, is_coloured=is_coloured)
    if output and str(output) != "-":
        _write(output, text.encode(), force=force)
    else:
        click.echo(text, nl=False)


def _write(path: Path, data: bytes, *, force: bool) -> None:
    from cchc_draft.output import write_whole

    write_whole(path, data, force=force)
    click.echo(path)


@cli.command(name="rules", help=N_("Liệt kê các quy tắc kiểm tra; với CODE: quy tắc đó nói gì, ví dụ sai và đúng."))
@click.argument("codes", nargs=-1, metavar="[CODE]...")
def rules(codes: tuple[str, ...]) -> None:
    """List rules, or explain some."""
    from cchc_draft import api

    known = api.rules()
    for code in codes:
        _known(code)
    if codes:
        click.echo("\n\n".join(_explained(known[code]) for code in codes))
    else:
        for line in _listed(known):
            click.echo(line)


def _listed(known: Mapping[str, Any]) -> Iterable[str]:
    for code, rule in known.items():
        yield f"{code:<26} {translate(rule.severity_name):<9} {rule.summary}"


def _explained(rule: Any) -> str:
    clause = rule.clause or translate(NO_CLAUSE)
    return f"{rule.code} ({translate(rule.severity_name)}; {clause})\n\n{rule.text}"


NO_CLAUSE = N_("không có điều khoản trong Nghị định 30")
UNKNOWN_RULE = N_("không có quy tắc «{code}»; danh sách: cchc-draft rules")
WRONG_SEVERITY = N_("«{found}» không đúng dạng MÃ=MỨC; mức là error, warning, info hoặc off")
ONE_DOCUMENT = N_("--format docx cần đúng một tệp .docx và -o OUT.docx")
ONLY_WORD = N_("chú thích Word chỉ ghi được từ tệp .docx sang tệp .docx: «{found}»")
