"""Speed of a batch, as ratios in one run: `python tests/bench/bench_batch.py`.

The floor of a document is that of a draft (see bench_draft.py). Adapting and drafting the 126 communes of Hà Nội in
one process, what two processes gain, and the peak memory for the whole country against that for the 126.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench_draft import Floor, compare

from cchc_draft import api, docx_writer, layout
from cchc_draft.adapting.commune_work import Commune, Settings, Workshop
from cchc_draft.model import Plan, plain
from cchc_draft.outline import Line, lines

CITY = Path(__file__).parents[2] / "examples" / "ha-noi-ubnd-2026"
SCALE = 5.0
"""A batch may cost so many floors a document."""
TWO = 0.65
"""What two processes may take of the time of one, where there are two cores."""
MEMORY = 1.3
"""What the whole country may take of the memory for 126 communes."""


def of_ha_noi(folder: Path) -> list[Commune]:
    """Return the 126 communes."""
    return api.prepare_batch(CITY, folder, communes="ha-noi").communes


def flat_of(plan: Plan, floor: Floor) -> dict[str, object]:
    """Return the strings of a plan whose table has six columns."""
    printed = [line for line in (*lines(plan.body), *lines(plan.closing)) if isinstance(line, Line)]
    rows = [
        (
            str(number),
            plain(one.text),
            plain(one.product),
            "; ".join(one.lead),
            "; ".join(one.support),
            str(one.deadline),
        )
        for number, one in enumerate(plan.appendices[0].tasks, 1)
    ]
    texts = [(floor.styles[line.kind], f"{line.label} {plain(line.content)}") for line in printed]
    return {"paragraphs": texts, "rows": rows}


def one_process(communes: list[Commune]) -> None:
    """Time the city's plan read, adapted and drafted for all communes against as many floors."""
    look = layout.load(layout.find(layout.DEFAULT))
    city = api.adapt(CITY, "ha-noi/phuong-ngoc-ha").adapted.lower
    assert city is not None
    floor = Floor(look, docx_writer.write(city, look))
    flat = flat_of(city, floor)

    def all_floors(_: int) -> None:
        for _commune in communes:
            floor.fill(flat)

    def all_communes(_: int) -> None:
        shop = Workshop(Settings(CITY))
        for commune in communes:
            shop.make(commune)

    compare(f"{len(communes)} communes adapted and drafted", all_communes, all_floors, SCALE, 7)


def two_processes(folder: Path) -> None:
    """Time a batch of a third of the country with one process and with two, starting them included."""
    cores = os.cpu_count() or 1
    seconds = {}
    for jobs in (1, 2):
        prepared = api.prepare_batch(CITY, folder / f"jobs-{jobs}", communes="ca-nuoc")
        prepared.communes = [one for one in prepared.communes if not any(map(str.isdigit, one.locality.name))][::3]
        start = time.perf_counter()
        api.batch(prepared, jobs=jobs)
        seconds[jobs] = time.perf_counter() - start
    ratio = seconds[2] / seconds[1]
    verdict = "ok" if ratio <= TWO else "one core only" if cores < 2 else "TOO SLOW"
    print(
        f"{'two processes / one, a third of the country':44} {seconds[2]:8.2f} s    one   {seconds[1]:8.2f} s    "
        f"ratio {ratio:5.2f}  (at most {TWO})  {verdict}"
    )


def memory(folder: Path) -> None:
    """Print the peak memory of whole runs."""
    peaks = {}
    for name in ("ha-noi", "ca-nuoc"):
        script = (
            "import resource, runpy, sys\n"
            f"sys.argv = ['cchc-draft', 'batch', {str(CITY)!r}, '--communes', {name!r}, '-o', "
            f"{str(folder / name)!r}, '--jobs', '1']\n"
            "import os; leave = os._exit\n"
            "def told(status):\n"
            "    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr, flush=True); leave(status)\n"
            "os._exit = told\n"
            "runpy.run_module('cchc_draft', run_name='__main__')\n"
        )
        start = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        peaks[name] = int(done.stderr.split()[-1]) / 1000
        print(f"{name}: {done.stdout.splitlines()[0]}; {time.perf_counter() - start:.1f} s, peak {peaks[name]:.0f} MB")
    ratio = peaks["ca-nuoc"] / peaks["ha-noi"]
    verdict = "ok" if ratio <= MEMORY else "TOO MUCH"
    print(f"{'memory, 3,321 communes / 126':44} ratio {ratio:5.2f}  (at most {MEMORY})  {verdict}")


def main() -> None:
    """Measure everything that the project promises about batches."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one_process(of_ha_noi(folder))
        two_processes(folder)
        memory(folder)


if __name__ == "__main__":
    main()
