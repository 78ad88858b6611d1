"""The journal, on the disk that holds temporary files. µs: a record. "once at 1 ms" is of records that must not run
twice: each waits for its claim, and is shown once its end is on disk. "reopen stall" is the longest turn of the
window's thread while somebody opens the batch of a run that was cut short, goes on with it, and looks at its rows."""

from case import Case, Peer

MILLION = 1_000_000

CASES = [
    Case("ended", 64, MILLION, [], {"us": 4}),  # 250,000 a second
    Case("once at 1 ms", 64, 200_000, [Peer("without", case="without", reach=1 / 1.1)]),
    Case("reopened", 64, MILLION, [], {"seconds": 2}),
    Case("reopen stall", 64, MILLION, [], {"us": 50_000}, times=1, program="table"),
]
