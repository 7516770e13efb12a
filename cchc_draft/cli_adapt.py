"""The commands `adapt` and `coverage`: the plan of the agency above made one's own, and who carries out its tasks."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_draft.cli_base import PATH, check_no_source, cli, option, profiles_option, report, templates_option
from cchc_draft.cli_carry import COUNTS, NEXT
from cchc_draft.language import N_, translate

if TYPE_CHECKING:
    from cchc_draft.adapting.coverage import Coverage


@cli.command(
    name="adapt",
    help=N_(
        "Chuyển kế hoạch của cấp trên CITY (thư mục kế hoạch, hoặc .docx, .pdf, .txt … nhập được) thành kế hoạch của "
        "cơ quan cấp dưới: tên gọi, đơn vị, nhiệm vụ; ghi nhật ký, các chỗ phải xác nhận và bảng phân công."
    ),
)
@click.argument("city", type=PATH)
@option("--profile", "profile_id", metavar="ID", required=True, help=N_("Hồ sơ của cơ quan cấp dưới."))
@option("-o", "--output", type=PATH, metavar="DIR", required=True, help=N_("Thư mục tạo ra."))
@option("--force", is_flag=True, help=N_("Ghi đè tệp đã có; câu trả lời đã xác nhận trước đây được giữ."))
@option("--template", default="", metavar="ID", help=N_("Mẫu nội dung: thêm nhiệm vụ, mục mà cấp này luôn có."))
@profiles_option
@templates_option
def adapt(
    city: Path,
    profile_id: str,
    output: Path,
    force: bool,
    template: str,
    profiles: Path | None,
    templates: Path | None,
) -> None:
    """Adapt one plan."""
    from cchc_draft import api
    from cchc_draft.output import write_folder
    from cchc_draft.source_text import typed

    made = api.adapt(
        city, profile_id, template=template, output=output, profiles=profiles, templates=templates
    )  # fmt: skip
    report(made.adapted.problems)
    write_folder(output, made.files, force=force)
    counts = {state: made.adapted.count(state) for state in ("changed", "kept", "open")}
    click.echo(translate(COUNTS).format(**counts), err=True)
    if made.covered:
        click.echo(_told(made.covered), err=True)
    if counts["open"]:
        click.echo(translate(NEXT).format(folder=typed(output)), err=True)
    click.echo(output)


@cli.command(
    name="coverage",
    help=N_(
        "Đối chiếu kế hoạch cấp trên CITY với kế hoạch của các cơ quan cấp dưới WARD: nhiệm vụ nào do ai thực hiện, "
        "thiếu gì, muộn ở đâu. Mỗi kế hoạch là thư mục hoặc văn bản nhập được."
    ),
)
@click.argument("city", type=PATH)
@click.argument("wards", type=PATH, nargs=-1, required=True, metavar="WARD...")
@option("-o", "--output", type=PATH, metavar="OUT", help=N_("Tệp .xlsx hoặc .html ghi ra. Mặc định: in chỗ cần xem."))
@option("--force", is_flag=True, help=N_("Ghi đè tệp đã có."))
@profiles_option
@click.pass_context
def coverage(
    ctx: click.Context, city: Path, wards: tuple[Path, ...], output: Path | None, force: bool, profiles: Path | None
) -> None:
    """Compare plans."""
    from cchc_draft import api
    from cchc_draft.output import check_extension, check_target, write_whole

    if output:
        check_extension(output, api.COVERAGE_KINDS)
        check_no_source(output, city, *wards)
        check_target(output, force=force)
    found = api.coverage(city, wards, profiles=profiles)
    report(found.problems)
    if output:
        write_whole(output, found.file(output.suffix.lower()), force=force)
    else:
        for one in found.plans:
            for finding in one.findings:
                click.echo(f"{one.agency}: {finding.text}")
    for one in found.plans:
        click.echo(_told(one), err=True)
    if output:
        click.echo(output)
    if found.problems:
        ctx.exit(2)


def _told(covered: Coverage) -> str:
    """Return in a line how a plan covers the one above."""
    counts: Counter[str] = Counter(answer.state for answer in covered.answers)
    done = counts["answered"] + counts["guessed"] + counts["twice"]
    first = translate(COVERED).format(agency=covered.agency, done=done, count=len(covered.answers))
    rest = [translate(told).format(count=counts[state]) for state, told in STATES.items() if counts[state]]
    return ", ".join([first, *rest])


COVERED = N_("{agency}: thực hiện {done}/{count} nhiệm vụ của cấp trên")
STATES = {
    "missing": N_("thiếu {count}"),
    "late": N_("muộn {count}"),
    "lead": N_("{count} chủ trì không có trong hồ sơ"),
    "twice": N_("{count} trùng"),
    "guessed": N_("{count} đoán theo lời văn"),
}
