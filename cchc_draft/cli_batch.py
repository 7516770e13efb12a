"""The command `batch`: the city's plan for many communes at once, with progress, and a summary at the end."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from cchc_draft.cli_base import PATH, Whole, cli, layout_option, option, profiles_option, report, templates_option
from cchc_draft.language import N_, translate


@cli.command(
    name="batch",
    help=N_(
        "Chuyển kế hoạch của tỉnh, thành phố CITY (thư mục kế hoạch, hoặc .docx … nhập được) cho nhiều xã, phường: "
        "mỗi xã một tệp .docx. Chạy lại chỉ làm phần còn thiếu hoặc đã cũ."
    ),
)
@click.argument("city", type=PATH)
@option(
    "--communes",
    default="",
    metavar="WHICH",
    help=N_("Tỉnh, thành phố (ha-noi), ca-nuoc, hoặc tệp danh sách. Mặc định: các xã của cơ quan ban hành CITY."),
)
@option("-o", "--output", type=PATH, metavar="DIR", required=True, help=N_("Thư mục ghi ra."))
@option(
    "--data",
    type=PATH,
    metavar="FILE",
    help=N_("Tệp .xlsx, .csv ghi riêng cho từng xã: người ký, chức vụ, số, ngày, nơi nhận, tên đơn vị."),
)
@option("--folders", "has_folder", is_flag=True, help=N_("Ghi cả thư mục kế hoạch của từng xã để sửa tiếp."))
@option("--draft/--no-draft", "has_draft", default=True, help=N_("Có soạn tệp .docx không; không thì chỉ ghi thư mục."))
@option("--jobs", type=Whole(1, 64), metavar="N", help=N_("Số tiến trình. Mặc định: số lõi của máy."))
@option(
    "--dask", "address", default="", metavar="ADDRESS", help=N_("Làm trên cụm máy Dask, ví dụ tcp://10.0.0.5:8786.")
)
@option("--force", is_flag=True, help=N_("Soạn lại tất cả, ghi đè cả tệp đã sửa tay."))
@option("--template", default="", metavar="ID", help=N_("Mẫu nội dung: thêm nhiệm vụ, mục mà cấp này luôn có."))
@layout_option
@profiles_option
@templates_option
@click.pass_context
def batch(
    ctx: click.Context,
    city: Path,
    communes: str,
    output: Path,
    data: Path | None,
    has_folder: bool,
    has_draft: bool,
    jobs: int | None,
    address: str,
    force: bool,
    template: str,
    layout_name: str,
    profiles: Path | None,
    templates: Path | None,
) -> None:
    """Make the plans of many communes."""
    from cchc_draft import api
    from cchc_draft.adapting.batch import SUMMARY, StoppedError

    prepared = api.prepare_batch(
        city,
        output,
        communes=communes,
        data=data,
        has_draft=has_draft,
        has_folder=has_folder or not has_draft,
        is_forced=force,
        template=template,
        layout_name=layout_name,
        profiles=profiles,
        templates=templates,
    )
    report(prepared.problems)
    try:
        with _Line(len(prepared.communes)) as line:
            made = api.batch(prepared, jobs=jobs, dask=address, progress=line.show)
    except StoppedError as stopped:
        click.echo(stopped.summary.counts)
        click.echo(translate(STOPPED), err=True)
        ctx.exit(130)
    for told in made.failures:
        click.echo(told, err=True)
    click.echo(made.counts)
    click.echo(output / f"{SUMMARY}.html")
    if made.count("failed"):
        ctx.exit(1)


class _Line:
    """A line on a terminal that says how far the work is; nothing anywhere else."""

    def __init__(self, count: int) -> None:
        self.count, self.started, self.shown, self.before = count, time.monotonic(), 0.0, -1
        self.is_shown = sys.stderr.isatty()

    def __enter__(self) -> _Line:
        return self

    def __exit__(self, *_: object) -> None:
        if self.is_shown and self.shown:
            click.echo("\r" + " " * WIDTH + "\r", nl=False, err=True)

    def show(self, done: int, count: int) -> None:
        """Say how many are done, how fast, and how long the rest takes."""
        now = time.monotonic()
        if self.before < 0:
            self.before = done - 1
        if not self.is_shown or (now - self.shown < EVERY and done < count):
            return
        self.shown = now
        rate = (done - self.before) / max(now - self.started, 0.001)
        minutes, seconds = divmod(round((count - done) / rate), 60)
        told = translate(PROGRESS).format(
            done=done,
            count=count,
            share=100 * done // count,
            rate=f"{rate:.1f}".replace(".", ","),
            left=f"{minutes}:{seconds:02}",
        )
        click.echo(f"\r{told:<{WIDTH}}", nl=False, err=True)


WIDTH = 76
EVERY = 0.2
"""Seconds between two changes of the line."""
PROGRESS = N_("{done}/{count} xã ({share} %), {rate} xã/giây, còn khoảng {left}")
STOPPED = N_("Đã dừng giữa chừng; các tệp đã ghi đều đủ. Chạy lại lệnh này để làm tiếp.")
