"""Upserts of one row, each durable before it is shown, beside Python's own drivers that commit each. µs: a record."""

from case import Case, Peer


def lite(slots, loop):
    return Case("sqlite", slots, 5_000, [Peer("sqlite3 loop", "upserts.py", "sqlite loop", reach=loop),
                                         Peer("sqlite3 pool", "upserts.py", "sqlite pool")])


def postgres(slots, pool):
    return Case("postgresql", slots, 5_000, [Peer("psycopg2 loop", "upserts.py", "postgresql loop"),
                                             Peer("psycopg2 pool", "upserts.py", "postgresql pool", reach=pool)])


CASES = [lite(1, 0.9), lite(8, 5), lite(64, 10), postgres(1, 0), postgres(8, 1.5), postgres(64, 0)]
