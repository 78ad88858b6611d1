"""What the peers have in common: PROGRAM CASE SLOTS RECORDS prints one object, as our own programs do."""

import json
import resource
import sys
import time


def sleep_of(row):
    """1 to 50 ms, as bench_engine.cpp has it."""
    return (((row * 2654435761 & 0xFFFFFFFF) >> 16) % 50 + 1) / 1000


def measure(works):
    """Runs the work that the first argument names, and tells how long it took."""
    case, slots, records = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    since = time.perf_counter()
    works[case](slots, records)
    us = (time.perf_counter() - since) * 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"us": us if case == "mixed sleeps" else us / records, "peak": peak}))
