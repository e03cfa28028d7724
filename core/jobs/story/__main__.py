"""`python -m core.jobs.story DIR` writes the demo story's files into DIR."""

import sys
from pathlib import Path

from core.jobs.story.files import demo_files


def write_story(folder: Path) -> None:
    """Write every file of the story below `folder`; existing ones are replaced."""
    for file in demo_files():
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.written())


if __name__ == "__main__":
    write_story(Path(sys.argv[1]))
