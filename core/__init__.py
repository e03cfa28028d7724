"""The product without a screen. Nothing here imports Streamlit (except `web`, which serves its static shell)."""

import ctypes
import os
from contextlib import suppress

# Before Arrow is loaded and before there are threads. Arrow's own pool keeps what its tables once needed; glibc keeps
# up to eight heaps a processor, and what is free in one is of no use to the others. Together that was 20 MB of a
# server and 100 MB of a large import, and nothing is faster for it.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
M_ARENA_MAX, HEAPS = -8, 2
with suppress(OSError, AttributeError, TypeError):  # other systems have no such heaps
    ctypes.CDLL(None).mallopt(M_ARENA_MAX, HEAPS)
