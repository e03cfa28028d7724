"""A stranger who tries tokens as fast as they can: `python -m tests.bench.flood PORT SECONDS` prints how many."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import sys
import time

CONNECTIONS = 20


async def guess(port: int, until: float) -> int:
    """One connection that asks for one made-up token after another; returns how many were answered."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answered = 0
    with contextlib.suppress(OSError, asyncio.IncompleteReadError):
        while time.monotonic() < until:
            writer.write(f"GET /s/{secrets.token_urlsafe(32)} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
            await reader.readexactly(int(length.split(b":")[1]))
            answered += 1
    writer.close()
    return answered


async def flood(port: int, seconds: float) -> int:
    until = time.monotonic() + seconds
    return sum(await asyncio.gather(*(guess(port, until) for _ in range(CONNECTIONS))))


if __name__ == "__main__":
    os.nice(19)  # the stranger's own work is not ours to pay: on their machine it would cost us nothing
    print(asyncio.run(flood(int(sys.argv[1]), float(sys.argv[2]))))
