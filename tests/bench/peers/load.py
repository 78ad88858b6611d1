"""A batch's file, as Python's own library reads it."""

import csv
import json
import os

from peer import measure


def path(records, suffix):
    return os.path.join(os.environ["BATCHDECK_BENCH_FOLDER"], f"{records}{suffix}")


def read_records(_, records):
    with open(path(records, ".json"), encoding="utf-8") as file:
        found = [json.loads(entry) for entry in json.load(file)["Records"]]
    assert len(found) == records


def read_table(_, records):
    with open(path(records, ".csv"), encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    assert len(found) == records


measure({"records": read_records, "table": read_table})
