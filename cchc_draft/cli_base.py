"""What all commands share: how help is shown, how our errors become lines and an exit status, common options."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from unicodedata import normalize

import click

from cchc_draft import __version__
from cchc_draft.errors import CchcDraftError, OutputError, Place, Problem
from cchc_draft.language import LANGUAGES, N_, translate, use_language


class Command(click.Command):
    """A command whose help is translated when it is shown, and whose errors are ours."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the language in use."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(translate(self.help or ""))

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first line of the help."""
        return translate(self.help or "").partition("\n")[0]

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; our errors are shown without a traceback."""
        try:
            return super().invoke(ctx)
        except CchcDraftError as error:
            raise Shown(error) from error


class Group(Command, click.Group):
    """A group with the same help."""

    command_class = Command


class Option(click.Option):
    """An option whose help is translated when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return names and help of the option."""
        record = super().get_help_record(ctx)
        return (record[0], record[1].replace(self.help or "", translate(self.help or ""), 1)) if record else None


class Shown(click.ClickException):
    """The one place where our errors become an exit status and lines on stderr."""

    exit_code = 2

    def __init__(self, error: CchcDraftError) -> None:
        super().__init__(str(error))
        self.error = error

    def show(self, file: Any = None) -> None:
        """Print the problems."""
        report(self.error.problems)


def report(problems: Iterable[Problem]) -> None:
    """Print problems, one a line, on stderr."""
    for problem in problems:
        click.echo(str(problem), err=True)


def check_no_source(output: Path, *sources: Path, names: Iterable[str] = ()) -> None:
    """Raise OutputError when *output* is a file that the command reads: not even --force writes over those.

    Of a plan folder those are the plan and the files that it names. With *names* the output is a folder of such files.
    """
    for target in [output / name for name in names] or [output]:
        if target.is_file() and any(_is_read(target, source) for source in sources):
            raise OutputError([Problem("output-is-source", IS_SOURCE, {}, Place(str(target)))])


def _is_read(target: Path, source: Path) -> bool:
    from cchc_draft.plan_folder import PLAN_FILE

    plan = source / PLAN_FILE if source.is_dir() else source
    if not plan.is_file() or plan.samefile(target):
        return plan.is_file()
    if plan.suffix.lower() != ".md" or not target.absolute().parent.samefile(plan.absolute().parent):
        return False
    return normalize("NFC", target.name) in normalize("NFC", plan.read_text("utf-8", "replace"))


IS_SOURCE = N_("lệnh này đọc chính tệp này nên không ghi đè; hãy chọn tên khác bằng -o")

option = functools.partial(click.option, cls=Option)


class Named(click.Path):
    """A path, under the name that the disk has where the two ways of writing Vietnamese letters differ."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path. Raises BadParameter for a file, and for nothing, where a folder is wanted."""
        from cchc_draft.source_text import existing

        path = existing(Path(value))
        if not self.file_okay and not path.is_dir():
            message = NOT_A_FOLDER if path.exists() else NO_FOLDER
            self.fail(translate(message).format(folder=path), param, ctx)
        return super().convert(path, param, ctx)


class Whole(click.IntRange):
    """A whole number; click itself calls it "integer" in every language."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number. Raises BadParameter for anything else."""
        self.name = translate(N_("số nguyên"))
        return super().convert(value, param, ctx)


NO_FOLDER = N_("không có thư mục «{folder}»")
NOT_A_FOLDER = N_("«{folder}» không phải là thư mục")
PATH = Named(path_type=Path)
FOLDER = Named(path_type=Path, exists=True, file_okay=False)


def profiles_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option --profiles."""
    return option("--profiles", type=FOLDER, metavar="DIR", help=N_("Thư mục hồ sơ tìm trước tiên."))(command)


def templates_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option --templates."""
    return option("--templates", type=FOLDER, metavar="DIR", help=N_("Thư mục mẫu tìm trước tiên."))(command)


def layout_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option --layout."""
    help_ = N_("Mẫu trình bày Word.")
    named = option("--layout", "layout_name", default="ke-hoach", metavar="DOCX", show_default=True, help=help_)
    return named(command)


def _choose_language(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    use_language(value or os.environ.get("CCHC_DRAFT_LANG", "vi"))


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=N_("Soạn kế hoạch cải cách hành chính đúng thể thức Nghị định 30/2020/NĐ-CP."),
)
@option(
    "--lang",
    type=click.Choice(LANGUAGES),
    is_eager=True,
    expose_value=False,
    callback=_choose_language,
    help=N_("Ngôn ngữ của thông báo (hoặc biến môi trường CCHC_DRAFT_LANG)."),
)
@click.version_option(
    __version__,
    prog_name="cchc-draft",
    message="%(prog)s %(version)s",
    cls=Option,
    help=N_("Hiện phiên bản rồi thoát."),
)
def cli() -> None:
    """Collect the commands."""
