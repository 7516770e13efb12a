"""The command `diff`: what differs between two plans, as text, tracked changes of Word or a page side by side."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from cchc_draft.cli_base import (
    PATH,
    check_no_source,
    cli,
    layout_option,
    option,
    profiles_option,
    report,
    templates_option,
)
from cchc_draft.errors import CchcDraftError, Problem
from cchc_draft.language import N_

KINDS = (".docx", ".html")


def _date(text: str) -> datetime.datetime | None:
    """Return a day or a time as a time in UTC, which Word shows as it is. Raises CchcDraftError for anything else."""
    if not text:
        return None
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError as error:
        raise CchcDraftError([Problem("wrong-date", WRONG_DATE, {"found": text})]) from error
    return (found if found.tzinfo else found.replace(tzinfo=datetime.UTC)).astimezone(datetime.UTC)


@cli.command(
    name="diff",
    help=N_(
        "So sánh kế hoạch OLD với NEW (thư mục kế hoạch, hoặc .docx, .txt … như lệnh import nhận): in từng thay đổi; "
        "với -o .docx là theo dõi thay đổi của Word (chấp nhận hết được bản mới, từ chối hết được bản cũ), "
        ".html là hai bản cạnh nhau. Kết thúc với mã 0 dù giống hay khác nhau, mã 2 khi không so sánh được."
    ),
)
@click.argument("old", type=PATH)
@click.argument("new", type=PATH)
@option("-o", "--output", type=PATH, metavar="OUT", help=N_("Tệp .docx hoặc .html ghi ra. Mặc định: in ra màn hình."))
@option("--force", is_flag=True, help=N_("Ghi đè tệp đã có."))
@option("--author", default="", metavar="NAME", help=N_("Tên người sửa ghi trong Word. Mặc định: cchc-draft."))
@option(
    "--date",
    default="",
    metavar="DATE",
    help=N_("Ngày sửa ghi trong Word, ví dụ 2026-01-15. Mặc định: 1970-01-01, tức là không nói ngày."),
)
@layout_option
@profiles_option
@templates_option
def diff(
    old: Path,
    new: Path,
    output: Path | None,
    force: bool,
    author: str,
    date: str,
    layout_name: str,
    profiles: Path | None,
    templates: Path | None,
) -> None:
    """Compare two plans."""
    from cchc_draft import api
    from cchc_draft.output import check_extension, check_target, write_whole

    if output:
        check_extension(output, KINDS)
        check_no_source(output, old, new, Path(layout_name))
        check_target(output, force=force)
    found = api.diff(
        old,
        new,
        kind=output.suffix.lower() if output else "",
        author=author,
        date=_date(date),
        layout_name=layout_name,
        profiles=profiles,
        templates=templates,
    )
    for line in found.imports:
        click.echo(line, err=True)
    report(found.warnings)
    for line in found.report:
        click.echo(line, err=output is not None)
    if output:
        write_whole(output, found.data, force=force)
        click.echo(output)


WRONG_DATE = N_("«{found}» không phải ngày dạng NĂM-THÁNG-NGÀY, ví dụ 2026-01-15")
