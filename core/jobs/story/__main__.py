"""`python -m core.jobs.story DIR` writes the demo story's files into DIR."""

import sys
from pathlib import Path

from core.jobs.story.files import BOARD_FILES, BoardFile, DemoFile, demo_files


def write_story(folder: Path) -> None:
    """Write every file of the story below `folder`; existing ones are replaced."""
    files: list[DemoFile | BoardFile] = [*demo_files(), *BOARD_FILES]
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.written())


if __name__ == "__main__":
    write_story(Path(sys.argv[1]))
