"""The folders of the inbox: `inbox/<client>/` and `inbox/<client>/<account>/`, each with `done/` and `refused/` in it.

Nothing outside is ever read or written: links of any kind are not followed, only plain files are taken, and a file that
is put away never takes the place of another.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.errors import Refused
from core.model import Sentence
from core.store.metrics import synced

DONE, REFUSED = "done", "refused"
PUT_AWAY = frozenset({DONE, REFUSED})
UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp", ".filepart")
"""Names that a transfer gives a file until it is whole."""
LARGEST = 100 * 1024 * 1024
"""Bytes of one file: as much as the import page takes."""

Stamp = tuple[int, int]
"""(size, time of the last change in nanoseconds): the same twice means that nobody is writing."""


@dataclass(frozen=True, slots=True, order=True)
class Incoming:
    """A file in the inbox. `account` is the folder it lies in; empty when it lies in the client's own."""

    client: str
    account: str
    name: str
    path: Path


def inbox_folder(root: Path) -> Path:
    """Where a data folder's inbox is; it need not exist."""
    return root / "inbox"


def incoming(root: Path) -> Iterator[tuple[Incoming, Stamp]]:
    """Every plain file that lies in the inbox now, client by client, with its stamp. Links and files still in transfer
    are passed over."""
    for client in _folders(inbox_folder(root)):
        yield from _files(client.name, "", client)
        for account in _folders(client):
            if account.name not in PUT_AWAY:
                yield from _files(client.name, account.name, account)


def strangers(root: Path) -> list[Path]:
    """What lies in the inbox and is never taken: links, and files outside any client's folder."""
    inbox = inbox_folder(root)
    if inbox.is_symlink():
        return [inbox]
    found = [entry for entry in _entries(inbox) if not _is_folder(entry)]
    for client in _folders(inbox):
        for folder in (client, *(f for f in _folders(client) if f.name not in PUT_AWAY)):
            found += [
                entry for entry in _entries(folder) if entry.is_symlink() or not (_is_folder(entry) or _is_file(entry))
            ]
    return [entry for entry in found if not entry.name.startswith(".")]


def client_folders(root: Path) -> list[str]:
    """The clients that the inbox has folders for, as the folders are called."""
    return [folder.name for folder in _folders(inbox_folder(root))]


def stamp_of(path: Path) -> Stamp:
    """How the file looks now. Raises OSError when it is gone."""
    about = path.lstat()
    return about.st_size, about.st_mtime_ns


def read_incoming(file: Incoming) -> bytes:
    """The file's bytes. Raises Refused when it is too large or no plain file any more, OSError when it is gone."""
    handle = os.open(file.path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as opened:
        about = os.fstat(opened.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise Refused(f"{file.name} is no plain file.", f"{file.name} ei ole tavallinen tiedosto.")
        if about.st_size > LARGEST:
            size = LARGEST // 1024 // 1024
            raise Refused(
                f"{file.name} is larger than {size} MB. Export a shorter period.",
                f"{file.name} on yli {size} Mt. Vie lyhyempi jakso.",
            )
        return opened.read()


def put_away(file: Incoming, where: str, why: Sentence | None = None) -> Path:
    """Move a file to `done` or `refused` beside it, with a .txt that says why; returns its new place. A name that is
    taken gets a number. Raises Refused when that folder is a link, OSError when it cannot be written."""
    folder = file.path.parent / where
    if folder.is_symlink():
        raise Refused(
            f"The folder {where} of the inbox is a link. Remove it.", f"Saapuvien kansio {where} on linkki. Poista se."
        )
    folder.mkdir(exist_ok=True)
    target = _free(folder, file.name)
    if why is not None:
        note = folder / f"{target.name}.txt"
        note.write_text(f"{why.en}\n\n{why.fi}\n", "utf-8")
        synced(note)
    os.replace(file.path, target)
    synced(folder)
    synced(file.path.parent)
    return target


def _free(folder: Path, name: str) -> Path:
    stem, dot, ending = name.rpartition(".")
    first, rest = (stem, f".{ending}") if dot and stem else (name, "")
    names = (name if n == 1 else f"{first}-{n}{rest}" for n in range(1, 100_000))
    taken = set(os.listdir(folder))
    return next(folder / name for name in names if not {name, f"{name}.txt"} & taken)


def _files(client: str, account: str, folder: Path) -> Iterator[tuple[Incoming, Stamp]]:
    for entry in _entries(folder):
        if _is_file(entry) and not _is_unfinished(entry.name):
            yield Incoming(client, account, entry.name, entry), stamp_of(entry)


def _folders(folder: Path) -> list[Path]:
    return [entry for entry in _entries(folder) if _is_folder(entry) and not entry.name.startswith(".")]


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if _is_folder(folder) else []


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _is_unfinished(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower().endswith(UNFINISHED)
