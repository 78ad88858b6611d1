"""concurrent.futures.ThreadPoolExecutor, as one writes it."""

import time
from concurrent.futures import ThreadPoolExecutor

from peer import measure, sleep_of


def run(function, slots, records):
    with ThreadPoolExecutor(max_workers=slots) as pool:
        for future in [pool.submit(function, row) for row in range(records)]:
            future.result()


def nothing(slots, records):
    run(lambda row: None, slots, records)


def mixed_sleeps(slots, records):
    run(lambda row: time.sleep(sleep_of(row)), slots, records)


measure({"nothing": nothing, "mixed sleeps": mixed_sleeps})
