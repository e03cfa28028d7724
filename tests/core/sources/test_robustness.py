"""Files that are no reports, or reports gone wrong: one sentence that says what to do, soon and in little memory.

`make test` tries them small; with SOAK=1 they are as large as people's mistakes and enemies make them, each in a
process of its own whose processor time and memory are measured."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from core.model import FileStatus
from core.sources.read import Hints, read_file

SOAK = bool(os.environ.get("SOAK"))
SCALE = 1 if SOAK else 40
"""Sizes are divided by this."""
SECONDS, MEGABYTES = 10, 1024
HEAD = b"Day,Campaign,Currency,Impr.,Cost\n"
GOOD = b"2026-01-01,A,EUR,5,5\n"


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(f"{name}.csv", data)
    return out.getvalue()


def many(line: bytes, count: int) -> bytes:
    """`count` lines (less when small), each with its number for %d."""
    count //= SCALE
    return b"".join(line % ((i,) * line.count(b"%d")) for i in range(count)) if b"%d" in line else line * count


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb of one member": (lambda: zipped(a=b"0" * 30_000_000), "one by one"),
    "a bomb of many members": (lambda: zipped(**{f"m{i}": b"0,1\n" * 400_000 for i in range(20)}), "one by one"),
    "a zip in a zip": (lambda: zipped(a=zipped(b=HEAD)), "inside a package"),
    "an endless line": (lambda: b"a" * 100_000_000, "far too long"),
    "an endless line of cells": (lambda: HEAD + b"a," * 50_000_000, "far too long"),
    "an endless quoted cell": (lambda: HEAD + b'2026-01-01,"' + b"a" * 100_000_000, "far too long"),
    "a million columns": (lambda: b"a," * 990_000 + b"\n" + b"1," * 990_000, "columns"),
    "a million empty columns": (lambda: b"," * 1_000_000 + b"\n" + b"," * 1_000_000, "columns"),
    "thousands of columns": (lambda: b"Day,Cost," + b",".join(b"c%d" % i for i in range(2_000)) + b"\n1", "columns"),
    "zero bytes inside": (lambda: HEAD + b"2026-01-01,A\x00B,EUR,5,5\n", "binary data"),
    "zero bytes before": (lambda: b"\x00" * 999 + HEAD, "binary data"),
    "a sign-in page": (lambda: b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
    "a page that begins with a remark": (lambda: b"\xef\xbb\xbf\n <!-- saved --><html>a,b\n1,2</html>", "web page"),
    "an error as JSON": (lambda: b'{"error": {"code": 401}}', "JSON"),
    "a workbook cut short": (lambda: zipped(a=HEAD + GOOD * 999)[:-30], "cannot be opened"),
    "half a character": (lambda: (HEAD + GOOD).decode().encode("utf-16")[:-1], "cut short"),
    "half a row": (lambda: HEAD + GOOD + b"2026-01-02,A,EU", "Line 3"),
    "half a quoted cell": (lambda: HEAD + GOOD + b'2026-01-02,"A,EU', "line 3"),
    "a picture called csv": (lambda: b"\x89PNG\r\n\x1a\n" + b"0" * 99, "an image"),
    "an old workbook called csv": (lambda: b"\xd0\xcf\x11\xe0" + b"0" * 99, "old Excel"),
    "a PDF called csv": (lambda: b"%PDF-1.7\n" + b"0" * 99, "PDF"),
    "only remarks": (lambda: many(b"# a: b\n", 3_000_000), "No table"),
    "only delimiters": (lambda: many(b",,,,\n", 10_000_000), "No table"),
    "rows of another width": (lambda: HEAD + many(b"2026-01-01,A,EUR,5,5,6\n", 3_000_000), "as many cells"),
    "cells that are no numbers": (
        lambda: HEAD + many(b"2026-01-01,A,EUR,5,oops%d\n", 1_200_000),
        "Line 2, column Cost",
    ),
    "sections without days": (lambda: many(b"# a\nNth day,Users\n0,1\n\n", 1_000_000), "numbered"),
}
if SOAK:
    REFUSED["a million campaigns"] = (
        lambda: HEAD + many(b"2026-01-01,C%d,EUR,%d,1\n", 1_000_000),
        "different campaigns",
    )

READ = {
    "a million rows": (lambda: HEAD + many(b"2026-01-01,A,EUR,5,5\n", 1_000_000), FileStatus.IMPORTED),
    "two hundred thousand campaigns": (lambda: HEAD + many(b"2026-01-01,C%d,EUR,5,5\n", 200_000), FileStatus.IMPORTED),
    "a long list of orders": (
        lambda: b"Order ID,Order date,Order total,Currency\n" + many(b"%d,2026-01-01,5.50,EUR\n", 300_000),
        FileStatus.IMPORTED,
    ),
    "nothing but line breaks": (lambda: many(b"\n", 20_000_000), FileStatus.EMPTY),
    "a header again and again": (lambda: many(HEAD, 1_000_000), FileStatus.EMPTY),
}


def told(data: bytes) -> tuple[FileStatus, str, str]:
    (reading, *_) = read_file(data, "report.csv", Hints(currency="EUR"))
    return reading.status, reading.message.en, reading.message.fi


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_sentence_that_says_what_to_do(name: str) -> None:
    build, words = REFUSED[name]
    status, english, finnish = measured(name, build) if SOAK else told(build())
    assert status is FileStatus.REFUSED
    assert words in english
    assert english != finnish
    assert english.count(".") < 8


@pytest.mark.parametrize("name", READ)
def test_it_is_read_soon_and_in_little_memory(name: str) -> None:
    build, expected = READ[name]
    status, *_ = measured(name, build) if SOAK else told(build())
    assert status is expected


def measured(name: str, build: Callable[[], bytes]) -> tuple[FileStatus, str, str]:
    """What a process of its own tells of the file, within bounds of processor time and memory."""
    path = Path(os.environ.get("TMPDIR", "/tmp")) / f"tahti-robust-{os.getpid()}.csv"
    path.write_bytes(build())
    try:
        answer = subprocess.run(
            [sys.executable, "-c", _CHILD, str(path)], capture_output=True, check=True, cwd=Path(__file__).parents[3]
        )
    finally:
        path.unlink()
    seconds, megabytes, status, english, finnish = json.loads(answer.stdout)
    assert seconds < SECONDS, name
    assert megabytes < MEGABYTES, name
    return FileStatus(status), english, finnish


_CHILD = """
import json, resource, sys, time
from pathlib import Path
from core.sources.read import Hints, read_file
data = Path(sys.argv[1]).read_bytes()
before = time.process_time()
reading = read_file(data, "report.csv", Hints(currency="EUR"))[0]
seconds = time.process_time() - before
megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([seconds, megabytes, reading.status, reading.message.en, reading.message.fi]))
"""
