"""The command `next-year`: a plan folder for the new year, with the log of what was carried over."""

from __future__ import annotations

from pathlib import Path

import click

from cchc_draft.cli_base import PATH, Whole, cli, option, profiles_option, report, templates_option
from cchc_draft.language import N_, translate


@cli.command(
    name="next-year",
    help=N_("Soạn kế hoạch năm mới từ kế hoạch năm trước LAST (thư mục kế hoạch, hoặc .docx, .pdf, .txt … nhập được)."),
)
@click.argument("last", type=PATH)
@option("--year", type=Whole(), required=True, metavar="YEAR", help=N_("Năm của kế hoạch mới."))
@option("-o", "--output", type=PATH, metavar="DIR", required=True, help=N_("Thư mục tạo ra."))
@option("--force", is_flag=True, help=N_("Ghi đè tệp đã có; mang sang cả những điểm năm trước chưa xác nhận."))
@option("--profile", "profile_id", metavar="ID", help=N_("Hồ sơ cơ quan. Mặc định: hồ sơ của kế hoạch năm trước."))
@option("--template", default="", metavar="ID", help=N_("Mẫu nội dung của năm mới: gộp phần mẫu đã đổi vào kế hoạch."))
@option(
    "--city",
    "parent_plan",
    type=PATH,
    metavar="PLAN",
    help=N_("Kế hoạch năm mới của cấp trên (thư mục, .docx, .pdf …): việc chưa có được đề nghị thêm."),
)
@profiles_option
@templates_option
def next_year(
    last: Path,
    year: int,
    output: Path,
    force: bool,
    profile_id: str | None,
    template: str,
    parent_plan: Path | None,
    profiles: Path | None,
    templates: Path | None,
) -> None:
    """Carry one plan over."""
    from cchc_draft import api
    from cchc_draft.output import write_folder
    from cchc_draft.source_text import typed

    made = api.next_year(
        last,
        year,
        profile_id=profile_id,
        profiles=profiles,
        output=output,
        is_forced=force,
        template=template,
        templates=templates,
        parent_plan=parent_plan,
    )
    report(made.problems)
    write_folder(output, {name: text.encode() for name, text in made.files.items()}, force=force or made.is_update)
    counts = {state: made.count(state) for state in ("changed", "kept", "open")}
    click.echo(translate(COUNTS).format(**counts), err=True)
    if counts["open"]:
        click.echo(translate(NEXT).format(folder=typed(output)), err=True)
    click.echo(output)


COUNTS = N_("Đã đổi: {changed}; giữ nguyên: {kept}; cần xác nhận: {open}. Xem từng chỗ trong nhat-ky.md")
NEXT = N_("Xác nhận từng điểm bằng lệnh: cchc-draft confirm {folder}")
