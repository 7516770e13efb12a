"""The benchmark script still measures what it says: both sides of its comparisons make a whole document."""

import importlib.util
import io
import zipfile
from pathlib import Path

from cchc_draft import docx_writer, layout

SCRIPT = Path(__file__).parent / "bench" / "bench_draft.py"


def test_the_floor_holds_as_much_text_as_the_draft():
    specification = importlib.util.spec_from_file_location("bench_draft", SCRIPT)
    bench = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(bench)
    look = layout.load(layout.find(layout.DEFAULT))
    plan = bench.plan("phường Thử")
    draft = docx_writer.write(plan, look)
    floor = bench.Floor(look, draft)

    made = floor.fill(floor.flat(plan))

    sizes = [len(zipfile.ZipFile(io.BytesIO(data)).read(bench.DOCUMENT)) for data in (draft, made)]
    assert abs(sizes[0] - sizes[1]) < 0.1 * sizes[0]
