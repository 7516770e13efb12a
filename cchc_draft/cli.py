"""The command line: parse, one call to the use cases, print. Results on stdout, all else on stderr."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from cchc_draft import cli_adapt, cli_batch, cli_carry, cli_check, cli_confirm, cli_diff, cli_tasks
from cchc_draft.cli_base import (
    PATH,
    Group,
    Whole,
    check_no_source,
    cli,
    layout_option,
    option,
    profiles_option,
    report,
    templates_option,
)
from cchc_draft.errors import CchcDraftError
from cchc_draft.language import N_, translate, use_language

if TYPE_CHECKING:
    from cchc_draft import api

__all__ = ["cli", "cli_adapt", "cli_batch", "cli_carry", "cli_check", "cli_confirm", "cli_diff", "cli_tasks", "main"]


def _print_schema(name: str) -> Callable[[click.Context, click.Parameter, bool], None]:
    def show(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            from cchc_draft import api

            click.echo(getattr(api, name)(), nl=False)
            ctx.exit()

    return show


@cli.command(help=N_("Soạn văn bản từ thư mục kế hoạch PLAN (hoặc tệp ke-hoach.md trong đó)."))
@click.argument("plan", type=PATH)
@option(
    "-o",
    "--output",
    type=PATH,
    metavar="OUT",
    help=N_("Tệp .docx, .html, .md hoặc .pdf ghi ra; «-» là .docx ra đầu ra chuẩn. Mặc định: tên thư mục kế hoạch."),
)
@option("--force", is_flag=True, help=N_("Ghi đè tệp đã có."))
@option("--profile", "profile_id", metavar="ID", help=N_("Soạn cho cơ quan khác với hồ sơ ghi trong kế hoạch."))
@layout_option
@option("--du-thao", "is_draft", is_flag=True, help=N_("In chữ DỰ THẢO."))
@option(
    "--final",
    "is_final",
    is_flag=True,
    help=N_("Bản chính thức: không nhận khi còn chỗ trống […] hoặc điểm chưa xác nhận."),
)
@option("--gantt", "has_chart", is_flag=True, help=N_("Thêm trang biểu đồ tiến độ nhiệm vụ sau các phụ lục."))
@option("--no-check", is_flag=True, help=N_("Không kiểm tra và đếm lỗi của bản soạn (nhanh hơn)."))
@profiles_option
@templates_option
@option(
    "--schema",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_schema("plan_schema"),
    help=N_("In lược đồ JSON của phần đầu ke-hoach.md rồi thoát."),
)
def draft(
    plan: Path,
    output: Path | None,
    force: bool,
    profile_id: str | None,
    layout_name: str,
    is_draft: bool,
    is_final: bool,
    has_chart: bool,
    no_check: bool,
    profiles: Path | None,
    templates: Path | None,
) -> None:
    """Draft one plan."""
    from cchc_draft.output import WRITERS, default_target

    target = output or default_target(plan)
    check_no_source(target, plan, Path(layout_name))
    kind = _kind(target, WRITERS, force=force)
    from cchc_draft import api

    result = api.draft(
        plan,
        kind=kind,
        profile_id=profile_id,
        layout_name=layout_name,
        is_draft=is_draft,
        is_final=is_final,
        has_chart=has_chart,
        profiles=profiles,
        templates=templates,
    )
    report(result.warnings)
    _write(target, result.data, force=force)
    if not no_check:
        _tell_faults(result, plan, profiles)


def _tell_faults(result: api.Draft, plan: Path, profiles: Path | None) -> None:
    """Say how many problems a draft has, and how to see them."""
    from collections import Counter

    from cchc_draft import api
    from cchc_draft.checking.reports import counted
    from cchc_draft.source_text import typed

    found = Counter(one.severity for one in api.check_draft(result, str(plan), profiles))
    if found["error"] or found["warning"]:
        told = translate(N_("kiểm tra: {counts}; xem bằng lệnh: cchc-draft check {plan}"))
        click.echo(told.format(counts=counted(found), plan=typed(plan)), err=True)


def _kind(target: Path, kinds: Sequence[str], *, force: bool) -> str:
    """Return the kind of output that *target* asks for; "-" is the first of *kinds*.

    Raises OutputError for another kind, and for a target that cannot be written, before any work is done.
    """
    from cchc_draft.output import check_extension, check_target

    if str(target) == "-":
        return kinds[0]
    check_extension(target, kinds)
    check_target(target, force=force)
    return target.suffix.lower()


def _write(target: Path, data: bytes, *, force: bool) -> None:
    """Write a result to its file and print the name, or write it to stdout."""
    from cchc_draft.output import write_whole

    if str(target) == "-":
        sys.stdout.buffer.write(data)
        return
    write_whole(target, data, force=force)
    click.echo(target)


@cli.command(help=N_("Làm riêng bảng nhiệm vụ từ tệp TASKS (.yaml, .xlsx, .csv), để đưa vào văn bản soạn ở nơi khác."))
@click.argument("tasks", type=PATH, required=False)
@option(
    "-o",
    "--output",
    type=PATH,
    metavar="OUT",
    required=True,
    help=N_("Tệp .docx, .html hoặc .pdf ghi ra (.xlsx với --template-xlsx); «-» là đầu ra chuẩn."),
)
@option("--force", is_flag=True, help=N_("Ghi đè tệp đã có."))
@option("--profile", "profile_id", metavar="ID", help=N_("Hồ sơ cơ quan: in tên đơn vị theo mã, kiểm tra đơn vị."))
@option("--template-xlsx", "is_form", is_flag=True, help=N_("Ghi ra mẫu Excel để điền nhiệm vụ."))
@option("--sheet", default="", metavar="NAME", help=N_("Trang của tệp Excel. Mặc định: trang đầu tiên."))
@option(
    "--columns",
    default="",
    metavar="COLS",
    help=N_("Các cột, cách nhau bằng dấu phẩy, ví dụ «stt,nhiem_vu=Nội dung,chu_tri». Mặc định: các cột mà tệp có."),
)
@option("--merge", default="", metavar="COLS", help=N_("Các cột gộp ô giống nhau liền kề."))
@option(
    "--numbering",
    type=click.Choice(("lien_tuc", "theo_nhom", "nhieu_cap")),
    default="lien_tuc",
    show_default=True,
    help=N_("Số thứ tự chạy liên tục, lại từ 1 trong mỗi nhóm, hoặc 1.1 theo nhóm nhỏ."),
)
@option("--landscape", "is_landscape", is_flag=True, help=N_("Trang giấy ngang."))
@layout_option
@profiles_option
@templates_option
def appendix(
    tasks: Path | None,
    output: Path,
    force: bool,
    profile_id: str | None,
    is_form: bool,
    sheet: str,
    columns: str,
    merge: str,
    numbering: str,
    is_landscape: bool,
    layout_name: str,
    profiles: Path | None,
    templates: Path | None,
) -> None:
    """Make a task table, or a form for one."""
    if is_form == (tasks is not None):
        raise click.UsageError(translate(N_("hãy ghi tệp nhiệm vụ TASKS, hoặc --template-xlsx để lấy mẫu Excel")))
    from cchc_draft.output import TABLE_WRITERS

    check_no_source(output, Path(layout_name), *([tasks] if tasks else []))
    kind = _kind(output, (".xlsx",) if is_form else TABLE_WRITERS, force=force)
    from cchc_draft import api

    if tasks is None:
        _write(output, api.task_form(profile_id=profile_id, profiles=profiles), force=force)
        return
    result = api.appendix(
        tasks,
        kind=kind,
        profile_id=profile_id,
        columns=[_column(entry) for entry in _listed(columns)],
        merged=_listed(merge),
        numbering=numbering,
        is_landscape=is_landscape,
        sheet=sheet,
        layout_name=layout_name,
        profiles=profiles,
        templates=templates,
    )
    report(result.warnings)
    _write(output, result.data, force=force)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _column(entry: str) -> str | dict[str, str]:
    """Return a column as the head of a plan names it: a key, or a key with its title."""
    key, equals, title = entry.partition("=")
    return {key.strip(): title.strip()} if equals else entry


@cli.command(name="new", help=N_("Tạo thư mục kế hoạch từ mẫu nội dung TEMPLATE; chỗ chỉ cơ quan biết ghi […]."))
@click.argument("template")
@option("--profile", "profile_id", metavar="ID", required=True, help=N_("Hồ sơ cơ quan ban hành."))
@option("--year", type=Whole(2000, 2199), required=True, help=N_("Năm của kế hoạch."))
@option("-o", "--output", type=PATH, metavar="DIR", help=N_("Thư mục tạo ra. Mặc định: <mẫu>-<năm>."))
@option("--force", is_flag=True, help=N_("Ghi đè tệp đã có."))
@profiles_option
@templates_option
def new_plan(
    template: str,
    profile_id: str,
    year: int,
    output: Path | None,
    force: bool,
    profiles: Path | None,
    templates: Path | None,
) -> None:
    """Make a plan folder."""
    from cchc_draft import api
    from cchc_draft.output import write_folder

    files = api.new_plan(template, profile_id=profile_id, year=year, profiles=profiles, templates=templates)
    target = output or Path(f"{template}-{year}")
    write_folder(target, {name: text.encode() for name, text in files.items()}, force=force)
    click.echo(target)


@cli.command(name="import", help=N_("Nhập kế hoạch đã có (.docx, .doc, .odt, .pdf, .txt) thành thư mục kế hoạch."))
@click.argument("document", type=PATH)
@option("-o", "--output", type=PATH, metavar="DIR", required=True, help=N_("Thư mục tạo ra."))
@option("--force", is_flag=True, help=N_("Ghi đè tệp đã có."))
@option("--profile", "profile_id", metavar="ID", help=N_("Hồ sơ cơ quan. Mặc định: hồ sơ có tên như trong văn bản."))
@option("--keep", is_flag=True, help=N_("Văn bản không phải kế hoạch: vẫn ghi lại phần chữ (noi-dung.txt)."))
@profiles_option
def import_plan(
    document: Path, output: Path, force: bool, profile_id: str | None, keep: bool, profiles: Path | None
) -> None:
    """Import one document."""
    from cchc_draft import api
    from cchc_draft.open_points import check_no_points
    from cchc_draft.output import write_folder

    try:
        made = api.import_plan(document, profile_id=profile_id, profiles=profiles)
    except CchcDraftError:
        if keep:
            files = api.keep_text(document)
            check_no_source(output, document, names=files)
            write_folder(output, {name: text.encode() for name, text in files.items()}, force=force)
        raise
    check_no_source(output, document, names=made.files)
    check_no_points(output)
    write_folder(output, {name: text.encode() for name, text in made.files.items()}, force=force)
    for line in made.summary:
        click.echo(line, err=True)
    click.echo(output)


@cli.group(
    name="templates", cls=Group, invoke_without_command=True, help=N_("Liệt kê mẫu nội dung; kiểm tra mẫu Word.")
)
@templates_option
@click.pass_context
def list_templates(ctx: click.Context, templates: Path | None) -> None:
    """List content templates, or hand over to a subcommand."""
    if ctx.invoked_subcommand:
        return
    from cchc_draft import api

    for found in api.list_templates(templates):
        click.echo(f"{found.id:<14}  {found.name}\n{'':<14}  {found.description}")


@list_templates.command(help=N_("Nói mẫu trình bày LAYOUT (.docx) thiếu, sai gì, ở đâu, và chỗ nào trái Nghị định 30."))
@click.argument("layout", type=PATH)
@click.pass_context
def check(ctx: click.Context, layout: Path) -> None:
    """Check one layout."""
    from cchc_draft import api

    problems = api.check_layout(layout)
    for problem in problems:
        click.echo(str(problem))
    if any(problem.level == "error" for problem in problems):
        ctx.exit(1)
    if not problems:
        message = N_("{layout}: dùng được và đúng thể thức Nghị định 30/2020/NĐ-CP")
        click.echo(translate(message).format(layout=layout))


@cli.group(cls=Group, invoke_without_command=True, help=N_("Liệt kê hồ sơ cơ quan; xem, tạo hồ sơ, in lược đồ."))
@profiles_option
@click.pass_context
def profiles(ctx: click.Context, profiles: Path | None) -> None:
    """List profiles, or hand over to a subcommand."""
    ctx.obj = profiles
    if ctx.invoked_subcommand:
        return
    from cchc_draft import api

    found = api.list_profiles(profiles)
    width = max((len(summary.id) for summary in found), default=0)
    level = translate(N_("(hồ sơ cấp, để kế thừa)"))
    for summary in found:
        click.echo(f"{summary.id:<{width}}  {summary.name or level}")


@profiles.command(help=N_("In hồ sơ ID đã ghép đủ, mỗi giá trị kèm tệp và dòng gốc."))
@click.argument("identifier", metavar="ID")
@click.pass_obj
def show(folder: Path | None, identifier: str) -> None:
    """Show one profile."""
    from cchc_draft import api

    click.echo(api.show_profile(identifier, folder), nl=False)


@profiles.command(help=N_("Tạo hồ sơ cho một xã, phường, đặc khu hoặc một tỉnh, thành phố."))
@option("--commune", default="", metavar="NAME", help=N_("Tên xã, phường, đặc khu, ví dụ «Phường Ngọc Hà»."))
@option("--province", default="", metavar="NAME", help=N_("Tên tỉnh, thành phố, ví dụ «Hà Nội»."))
@option(
    "-o",
    "--output",
    type=PATH,
    metavar="OUT",
    help=N_("Tệp .yaml ghi ra; «-» là đầu ra chuẩn. Mặc định: profiles/<mã>.yaml."),
)
@option("--force", is_flag=True, help=N_("Ghi đè tệp đã có."))
@click.pass_obj
def new(folder: Path | None, commune: str, province: str, output: Path | None, force: bool) -> None:
    """Make a profile."""
    if not (commune or province):
        raise click.UsageError(translate(N_("hãy ghi --commune, --province hoặc cả hai")))
    from cchc_draft import api
    from cchc_draft.output import write_whole

    made = api.new_profile(commune=commune, province=province, profiles=folder)
    if output and str(output) == "-":
        click.echo(made.text, nl=False)
        return
    usual = (folder or Path("profiles")) / f"{made.id}.yaml"
    target = output or usual
    if output is None:
        target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, made.text.encode(), force=force)
    if made.hides and made.hides.resolve() != target.resolve() == usual.resolve():
        note = translate(N_("từ nay tệp này được dùng thay cho hồ sơ cùng mã đã có: {path}"))
        click.echo(f"{target}: {note.format(path=made.hides)}", err=True)
    click.echo(target)


@profiles.command(help=N_("In lược đồ JSON của tệp hồ sơ, cho trình soạn thảo."))
def schema() -> None:
    """Print the schema."""
    from cchc_draft import api

    click.echo(api.profile_schema(), nl=False)


def _refused(error: OSError) -> int:
    """Say that the system refused something (a full stdout, an odd path), and return the exit status for it."""
    from cchc_draft.source_text import reason

    what = error.filename or translate(N_("đầu ra chuẩn"))
    message = translate(N_("{what}: lỗi: hệ thống từ chối: {reason}")).format(what=what, reason=reason(error))
    os.write(2, f"{message}\n".encode())
    return 2


def main() -> NoReturn:
    """Run the command line and exit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # Windows pipes have a code page without most Vietnamese letters
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    gc.disable()  # a command lives for a moment; nothing it makes is worth collecting
    use_language(os.environ.get("CCHC_DRAFT_LANG", "vi"))
    try:
        cli.main(prog_name="cchc-draft")
        status = 0
    except SystemExit as stop:
        status = stop.code if isinstance(stop.code, int) else 0 if stop.code is None else 1
    except OSError as error:
        status = _refused(error)
    try:
        sys.stdout.flush()
    except OSError as error:
        status = _refused(error)
    os._exit(status)  # files are closed; taking a thousand modules apart would be a tenth of a draft


if __name__ == "__main__":
    main()
