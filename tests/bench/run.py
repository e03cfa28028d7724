"""All measurements in one table: `make bench`, or `python -m tests.bench.run [FOLDER]`.

FOLDER keeps the ten million rows for the next run; without it they are made in a temporary folder (20 s, 400 MB).
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from core.store import open_store
from tests.bench import board_bench, findings_bench, import_bench, nab, pages, queries, sharing, simulate
from tests.bench.lines import Line, table
from tests.bench.make_rows import make_rows


def main(folder: Path) -> None:
    """Measure over the store in `folder`, which is made when it is not there, and print."""
    store = open_store(folder)
    if not store.metrics.generation():
        make_rows(store)
    busy = Line("load of the machine before (over 0.5: trust the ratios alone)", f"{os.getloadavg()[0]:.1f}")
    lines = [busy, Line("day rows in the store", f"{store.metrics.count_days():,}"), *queries.measured(store)]
    lines += findings_bench.measured(store)
    store.metrics.close()
    lines += [*pages.measured(folder), *sharing.measured(), *import_bench.measured(folder)]
    lines += board_bench.measured()
    print(table([*lines, *nab.measured(), *simulate.measured()]))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(Path(temporary))
