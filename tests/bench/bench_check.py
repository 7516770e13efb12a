"""Speed of `check`, as ratios in the same run: `python tests/bench/bench_check.py`.

All rules on a plan of ten pages, its reading included, against the import of the same file; a table of 2,000 rows
against ten of 200; and a draft as a process, which tells its faults, against the same draft without that count.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench_draft import compare, plan

from cchc_draft import api, docx_writer, layout

EXAMPLE = Path(__file__).parents[2] / "examples" / "ha-noi-ubnd-2026"


def run(*arguments: str) -> None:
    """Run a command as a process of its own."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = (sys.executable, "-m", "cchc_draft", *arguments)
    subprocess.run(command, env=environment, check=True, capture_output=True)


def written(path: Path, data: bytes) -> Path:
    """Write a file and return its path."""
    path.write_bytes(data)
    return path


def whole_plan(folder: Path) -> None:
    """Print the ratio of a check to an import."""
    file = written(folder / "kh.docx", api.draft(EXAMPLE).data)
    compare("check / import, 10 pages", lambda _: api.check(file), lambda _: api.import_plan(file), 2.0, 30)
    imported = ("import", str(file), "-o", str(folder / "kh"), "--force")
    compare(
        "the same as commands",
        lambda _: run("check", str(file), "--fail-on", "never"),
        lambda _: run(*imported),
        2.0,
        15,
    )


def growth(folder: Path) -> None:
    """Print the ratio of a long table to ten short ones."""
    look = layout.load(layout.find(layout.DEFAULT))
    short, long = (
        written(folder / f"{rows}.docx", docx_writer.write(plan("phường Lớn", rows), look)) for rows in (200, 2_000)
    )
    compare(
        "check, 2,000 rows / ten times 200 rows",
        lambda _: api.check(long),
        lambda _: [api.check(short) for _ in range(10)],
        1.3,
        2,
    )


def draft_process(folder: Path) -> None:
    """Print what the count of faults adds to a draft as a process."""
    draft = ("draft", str(EXAMPLE), "-o", str(folder / "out.docx"), "--force")
    compare("draft with / without its faults told", lambda _: run(*draft), lambda _: run(*draft, "--no-check"), 2.5, 15)


def main() -> None:
    """Measure everything that the project promises about checking."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole_plan(folder)
        growth(folder)
        draft_process(folder)


if __name__ == "__main__":
    main()
