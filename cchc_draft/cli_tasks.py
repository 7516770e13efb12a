"""The command `tasks`: deadlines and tasks of plans as a calendar, a workbook, a page or a picture."""

from __future__ import annotations

from pathlib import Path

import click

from cchc_draft.cli_base import PATH, check_no_source, cli, option, profiles_option, report
from cchc_draft.language import N_, translate


@cli.command(
    name="tasks",
    help=N_("Tổng hợp nhiệm vụ của các kế hoạch PLAN: lịch (.ics), bảng (.xlsx), trang (.html), biểu đồ (.svg)."),
)
@click.argument("plans", type=PATH, nargs=-1, required=True, metavar="PLAN...")
@option(
    "-o",
    "--output",
    type=PATH,
    metavar="OUT",
    required=True,
    help=N_("Tệp .ics, .xlsx, .html hoặc .svg ghi ra."),
)
@option("--force", is_flag=True, help=N_("Ghi đè tệp đã có."))
@profiles_option
@click.pass_context
def tasks(ctx: click.Context, plans: tuple[Path, ...], output: Path, force: bool, profiles: Path | None) -> None:
    """Show tasks at a glance."""
    from cchc_draft.output import OVERVIEW_WRITERS, check_extension, check_target, write_whole

    check_extension(output, OVERVIEW_WRITERS)
    check_no_source(output, *plans)
    check_target(output, force=force)
    from cchc_draft import api

    made = api.tasks_overview(plans, kind=output.suffix.lower(), profiles=profiles)
    report([*made.unread, *made.warnings])
    write_whole(output, made.data, force=force)
    told = translate(N_("{tasks} nhiệm vụ của {plans} kế hoạch"))
    click.echo(told.format(tasks=made.tasks, plans=made.plans), err=True)
    click.echo(output)
    if made.unread:
        ctx.exit(2)
