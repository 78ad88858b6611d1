"""The table of records, with 1,000,000 rows, beside the same table on a QSortFilterProxyModel with 100,000. µs: of the
whole act, until the window shows what came of it; of the first two, the longest turn of the window's thread in ten
seconds at 50,000 changes a second, and the turn that 99 % stay within, while somebody scrolls and points; "window stall" is of the whole window, and
"acts" the longest turn at anything a person does in one: opening, running, sorting, searching, retrying, closing,
cancelling all that runs; with it stands what the process holds of memory on the way. And from the program's start until
its window is to be seen, and until something can be read in it, beside a window with nothing in it."""

from case import Case, Peer

MILLION = 1_000_000
MS = 1000


def beside(name, most):
    return Case(name, 64, MILLION, [Peer("proxy, 100,000", case=f"proxy {name}", records=100_000, times=1)],
                {"us": most * MS})


CASES = [
    beside("stall", 50),
    beside("frame p99", 16),
    Case("window stall", 64, MILLION, [], {"longest_us": 50 * MS, "p99_us": 16 * MS}, times=1),
    Case("acts", 64, MILLION, [], {"us": 50 * MS, "p99_us": 16 * MS}, times=1, program="window"),
    beside("filter state", 100),
    beside("sort number", 100),
    beside("sort text", 1500),
    beside("sort few", 1500),
    beside("search entries", 300),
    beside("select all", 50),
    beside("cancel all", 1000),
    Case("first paint", 0, 0, [Peer("empty window", case="empty window", reach=0.667)], shown=True),
    Case("first words", 0, 0, [Peer("empty window", case="empty window")], shown=True),
]
