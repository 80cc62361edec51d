"""How much more two processes do on this machine than one: what no program can pass."""

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

_SECONDS = 1.5
_TURNS = 3
_BLOCK = 64 * 1024 * 1024  # bytes; more than a processor keeps near itself
_NUMBERS = range(100_000)
Work = Callable[[float], int]


def counting(seconds: float) -> int:
    """Add numbers up for so long; return how often."""
    until, done = time.perf_counter() + seconds, 0
    while time.perf_counter() < until:
        sum(_NUMBERS)
        done += 1
    return done


def moving(seconds: float) -> int:
    """Move a block of memory to and fro for so long; return how often."""
    here, there = bytearray(_BLOCK), bytearray(_BLOCK)
    until, done = time.perf_counter() + seconds, 0
    while time.perf_counter() < until:
        there[:] = here
        done += 1
    return done


def two_against_one(work: Work) -> float:
    """Return how much more of `work` two processes do at once than one alone, in turns."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        _done(pool, work, 2)  # both processes start before anything is measured
        ratios = [_done(pool, work, 2) / _done(pool, work, 1) for _ in range(_TURNS)]
    return statistics.median(ratios)


def _done(pool: ProcessPoolExecutor, work: Work, processes: int) -> int:
    return sum(pool.map(work, [_SECONDS] * processes))
