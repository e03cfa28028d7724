"""Copy a data folder while it is in use, and bring a copy back.

A copy holds the SQLite file, the generation it points at, the batches that generation is made from, and a manifest
with the SHA-256 of each. The secrets file is not part of it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from core.errors import Refused, StoreError, StoreFull
from core.model import Sentence
from core.store import Store, import_log
from core.store.calendars import end_restored
from core.store.copies import copy_ops, make_restorable, replace_ops
from core.store.invites import end_invites
from core.store.metrics import store_errors, synced
from core.store.ops import Ops
from core.store.restored_people import keep_rights
from core.store.shares import close_restored

MANIFEST = "manifest.json"
OPS = "ops.sqlite"


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that was made, or brought back. `kept` is where a restore put what was there before."""

    folder: Path
    generation: str
    files: int
    sentence: Sentence
    kept: Path | None = None

    def as_json(self) -> dict[str, Any]:
        """`{"folder", "generation", "files", "kept"}`."""
        return {
            "folder": str(self.folder),
            "generation": self.generation,
            "files": self.files,
            "kept": str(self.kept) if self.kept else None,
        }


def back_up(store: Store, folder: Path, *, now: datetime) -> Copied:
    """Copy both stores into an empty or new folder; readers and sign-ins go on meanwhile, imports wait. Raises Refused
    when the folder is not empty, StoreError when it cannot be written."""
    with store.metrics.lock():
        return _back_up(store, folder, now)


def restore(store: Store, folder: Path, *, now: datetime) -> Copied:
    """Bring a copy back into this data folder. What was there is first copied to `before-restore-<time>` inside it, so
    a restore can be taken back by another. Everybody is signed out, and nobody gets back a right, a password or an
    account that was taken from them since. Raises Refused when the copy is not whole, and then
    nothing has changed."""
    manifest = _verified(folder)
    with store.metrics.lock():
        kept = _keep(store, store.root / f"before-restore-{now:%Y%m%dT%H%M%S}", now)
        closed = _bring_back(store, folder, manifest["generation"], now)
        store.metrics.tidy(keep=import_log.batches_in_use(store.ops))
    sentence = _restored(f"{manifest['made_at'][:16].replace('T', ' ')} UTC", kept, *closed)
    return Copied(folder, store.metrics.generation(), len(manifest["files"]), sentence, kept)


def _keep(store: Store, folder: Path, now: datetime) -> Path | None:
    """Copy what is here before it goes; None when it cannot be read any more, which is when a copy is needed most."""
    try:
        return _back_up(store, folder, now).folder
    except StoreFull:
        raise
    except StoreError:
        shutil.rmtree(folder, ignore_errors=True)
        return None


def _restored(made_at: str, kept: Path | None, revoked: int, paused: int, people: int) -> Sentence:
    before = f"What was here before is in {kept}." if kept else "What was here before could not be read any more."
    ennen = f"Aiempi sisältö on kansiossa {kept}." if kept else "Aiempaa sisältöä ei voitu enää lukea."
    links, rights = _said_of_links(revoked, paused), _said_of_people(people)
    return Sentence(
        f"The copy of {made_at} is back. {before} Everybody has to sign in again.{rights.en}{links.en}",
        f"Varmuuskopio {made_at} on palautettu. {ennen} Kaikkien on kirjauduttava uudelleen.{rights.fi}{links.fi}",
    )


def _said_of_links(revoked: int, paused: int) -> Sentence:
    """The warning that an older copy knows links as open which are not, or may not be."""
    if not revoked and not paused:
        return Sentence("", "")
    return Sentence(
        f" Links for clients: {revoked} that had been closed since stay closed; {paused} could not be compared or had"
        " changed and are paused: look at each before you resume it.",
        f" Asiakkaiden linkit: {revoked} sen jälkeen suljettua pysyy suljettuina; {paused} oli muuttunut tai sitä ei"
        " voitu verrata, joten ne ovat tauolla: katso jokainen ennen kuin jatkat sitä.",
    )


def _said_of_people(people: int) -> Sentence:
    """That an older copy knows passwords, roles, clients or closed accounts otherwise than they were just now."""
    if not people:
        return Sentence("", "")
    return Sentence(
        f" {people} people had another password, role, clients or state in the copy: they keep those of now.",
        f" {people} henkilöllä oli kopiossa eri salasana, rooli, asiakkaat tai tila: nykyiset jäivät voimaan.",
    )


def _back_up(store: Store, folder: Path, now: datetime) -> Copied:
    if folder.exists() and any(folder.iterdir()):
        raise Refused(
            f"{folder} is not empty: choose a new folder for the copy.",
            f"{folder} ei ole tyhjä: valitse varmuuskopiolle uusi kansio.",
        )
    with store_errors():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        copy_ops(store.ops, folder / OPS)
        copied = Ops(folder / OPS)
        generation = copied.version()[0]
        if generation:
            shutil.copyfile(store.root / generation, folder / generation)
        for batch in sorted(import_log.batches_in_use(copied)):
            shutil.copytree(store.root / "batches" / batch, folder / "batches" / batch)
        files = {path.relative_to(folder).as_posix(): _sha256(path) for path in _files(folder)}
        for path in _files(folder):
            synced(path)
        manifest = {"made_at": now.isoformat(), "generation": generation, "files": files}
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=1), "utf-8")
        for path in (folder / MANIFEST, folder):
            synced(path)
    sentence = Sentence(
        f"Copied {len(files)} files to {folder}. The copy holds people's sign-in data: keep it as safe as the"
        " original.",
        f"Kopioitu {len(files)} tiedostoa kansioon {folder}. Kopiossa on kirjautumistietoja: säilytä sitä yhtä"
        " huolellisesti kuin alkuperäistä.",
    )
    return Copied(folder, generation, len(files), sentence)


def _bring_back(store: Store, folder: Path, generation: str, now: datetime) -> tuple[int, int, int]:
    """Lay everything beside what is live, then switch in one SQLite transaction. Returns how many links for clients
    were revoked and paused because the copy is older than what happened to them, and how many people keep rights of
    now."""
    incoming = store.root / "next-restore.sqlite"
    with store_errors():
        for batch in folder.glob("batches/*"):
            shutil.copytree(batch, store.root / "batches" / batch.name, dirs_exist_ok=True)
            for path in (store.root / "batches" / batch.name).iterdir():
                synced(path)
        installed = store.metrics.install(folder / generation) if generation else ""
        shutil.copyfile(folder / OPS, incoming)
    copy = Ops(incoming)
    make_restorable(copy, generation=installed, change=store.ops.version()[1] + 1, now=now)
    closed = _closed(store, copy, now)
    end_invites(copy, person_id=None, now=now)  # one that was used since must not set a password again
    replace_ops(store.ops, copy)
    return closed


def _closed(store: Store, copy: Ops, now: datetime) -> tuple[int, int, int]:
    """Close in the copy the links, calendars and accounts that are closed here; all links and calendars where that
    cannot be told."""
    try:
        people = keep_rights(copy, live=store.ops)
        end_restored(copy, live=store.ops, now=now)
        return (*close_restored(copy, live=store.ops, now=now), people)
    except StoreError:
        end_restored(copy, live=None, now=now)
        return (*close_restored(copy, live=None, now=now), 0)


def _verified(folder: Path) -> dict[str, Any]:
    """The manifest of a copy of which every file is as it was made."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        raise Refused(
            f"{folder} is not a whole copy: it has no readable {MANIFEST}.",
            f"{folder} ei ole kokonainen varmuuskopio: siinä ei ole luettavaa tiedostoa {MANIFEST}.",
        ) from None
    bad = [name for name, digest in manifest["files"].items() if not _is_same(folder / name, digest)]
    if bad:
        raise Refused(
            f"The copy in {folder} is damaged or incomplete: {', '.join(bad[:3])}. Nothing was changed.",
            f"Varmuuskopio {folder} on vioittunut tai vajaa: {', '.join(bad[:3])}. Mitään ei muutettu.",
        )
    return manifest


def _is_same(path: Path, digest: str) -> bool:
    return path.is_file() and _sha256(path) == digest


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.endswith("-journal"))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
