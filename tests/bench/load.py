"""Loading a batch: {"Records": […]} of JSON strings beside simdjson, which reads the file and visits each record's
string, and beside whoever reads it whole; a table beside Python's csv. µs: a record. "beyond_file" is what a record
takes at the peak beyond the file's own bytes."""

from case import Case, Peer

MILLION = 1_000_000
MEMORY = {"beyond_file": 64}


def simdjson():
    return [Peer("simdjson", case="simdjson", reach=1 / 1.3), Peer("simdjson DOM", case="simdjson dom")]


CASES = [
    Case("records", 1, MILLION,
         [*simdjson(), Peer("nlohmann DOM", case="nlohmann", times=1), Peer("QJsonDocument", case="QJsonDocument", times=1),
          Peer("Python json", "load.py", "records", times=1)], MEMORY, times=5),
    Case("table", 1, MILLION, [Peer("Python csv", "load.py", "table", times=1)], MEMORY),
    Case("records", 1, 10 * MILLION, [], MEMORY, times=1),
]
