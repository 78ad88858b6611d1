"""A loop that commits each upsert, and a ThreadPoolExecutor of connections that do, as one writes them."""

import json
import os
import pwd
import queue
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from glob import glob

TABLE = "create table t (a integer primary key, b integer, c text)"
UPSERT = ("insert into t (a, b, c) values ({0}, {0}, {0}) "
          "on conflict (a) do update set b = excluded.b, c = excluded.c")


@contextmanager
def sqlite(slots):
    """Connections to a file with a write-ahead log and a sync for each commit."""
    with tempfile.TemporaryDirectory() as folder:
        def connect():
            connection = sqlite3.connect(folder + "/bench.db", timeout=60, check_same_thread=False)
            connection.execute("pragma synchronous = full")
            return connection

        first = connect()
        first.execute("pragma journal_mode = wal")
        first.execute(TABLE)
        first.commit()
        yield [connect() for _ in range(slots)], UPSERT.format("?")


@contextmanager
def postgresql(slots):
    """Connections to a server of its own."""
    import psycopg2
    programs = sorted(glob("/usr/lib/postgresql/*/bin"))[-1]
    folder = tempfile.mkdtemp()
    other = {}
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
        other = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/", **other}
    subprocess.run([programs + "/initdb", "-D", folder + "/data", "-A", "trust", "-U", "postgres", "-E", "UTF8",
                    "--no-locale", "--no-sync"], check=True, **quiet)
    server = subprocess.Popen([programs + "/postgres", "-D", folder + "/data", "-k", folder, "-c", "listen_addresses="],
                              **quiet)
    try:
        def connect():
            while True:
                try:
                    return psycopg2.connect(host=folder, user="postgres", dbname="postgres")
                except psycopg2.OperationalError:
                    if server.poll() is not None:
                        raise
                    time.sleep(0.05)

        first = connect()
        first.cursor().execute(TABLE)
        first.commit()
        yield [connect() for _ in range(slots)], UPSERT.format("%s")
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def one(connection, statement, row):
    connection.cursor().execute(statement, (row, row, "a text"))
    connection.commit()


def loop(connections, statement, records):
    for row in range(records):
        one(connections[0], statement, row)


def pool(connections, statement, records):
    free = queue.SimpleQueue()
    for connection in connections:
        free.put(connection)

    def work(row):
        connection = free.get()
        try:
            one(connection, statement, row)
        finally:
            free.put(connection)

    with ThreadPoolExecutor(max_workers=len(connections)) as executor:
        for future in [executor.submit(work, row) for row in range(records)]:
            future.result()


case, slots, records = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
database, way = case.split()
with {"sqlite": sqlite, "postgresql": postgresql}[database](slots) as (connections, statement):
    since = time.perf_counter()
    {"loop": loop, "pool": pool}[way](connections, statement, records)
    us = (time.perf_counter() - since) * 1e6 / records
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps({"us": us, "peak": peak}))
