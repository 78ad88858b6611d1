"""The engine, beside what Python's own library offers. µs: a record; of "mixed sleeps" the whole; of "calls"
the time that 999 of 1,000 calls stay within. "memory" compares peaks."""

from case import Case, Peer

MILLION = 1_000_000


def peers(pool=True):
    """Once each: they take half a minute, in which what else goes on evens out."""
    threads = [Peer("ThreadPoolExecutor", "threadpool.py", "nothing", reach=8, times=1)] if pool else []
    return threads + [Peer("asyncio.gather", "gather.py", "nothing", reach=25, times=1)]


CASES = [
    *(Case("nothing", slots, MILLION, peers(), {"us": 2}) for slots in (1, 8, 64, 256)),
    Case("ends in start", 64, MILLION, peers(pool=False), {"us": 2}),
    Case("blocked key", 64, MILLION, [Peer("nothing", case="nothing", reach=0.5)]),
    Case("many keys", 64, MILLION, [Peer("nothing", case="nothing")], {"lock_us": 1000, "lock_work_us": 1000}),
    Case("shared limits", 64, MILLION, [Peer("nothing", case="nothing")], {"lock_us": 1000, "lock_work_us": 1000}),
    Case("mixed sleeps", 64, 10_000,
         [Peer("ThreadPoolExecutor", "threadpool.py"), Peer("asyncio.gather", "gather.py")], {"of_best": 1.02}, times=1),
    Case("calls", 64, MILLION, [], {"us": 1000, "lock_us": 1000, "lock_work_us": 1000}),
    Case("calls at 1 ms", 64, MILLION, [], {"us": 1000, "lock_us": 1000, "lock_work_us": 1000}, times=1),
    Case("calls, claimed", 64, 200_000, [], {"us": 1000, "lock_us": 1000, "lock_work_us": 1000}, times=1),
    Case("calls, claimed", 4096, 200_000, [], {"us": 1000, "lock_us": 1000, "lock_work_us": 1000}, times=1),
    Case("calls, limited", 64, 200_000, [], {"us": 1000, "lock_us": 1000, "lock_work_us": 1000}, times=1),
    Case("calls, limited", 4096, 200_000, [], {"us": 1000, "lock_us": 1000, "lock_work_us": 1000}, times=1),
    # All records at once, as an hour's batch stands: for the peak. The bytes are what a record takes beyond the file's own.
    Case("memory", 64, MILLION,
         [Peer("ThreadPoolExecutor", "threadpool.py", "nothing"), Peer("asyncio.gather", "gather.py", "nothing")],
         {"waiting": 64, "waiting_limited": 64, "waiting_again": 64, "waiting_again_limited": 64,
          "succeeded": 96, "succeeded_limited": 96, "failed": 96}, times=1),
    Case("memory of keys", 64, MILLION, [],
         {"waiting_ten_a_key": 64, "waiting_two_a_key": 64, "waiting_again_ten_a_key": 64, "waiting_again_two_a_key": 64,
          "succeeded_ten_a_key": 96, "succeeded_two_a_key": 96}, times=1),
]
