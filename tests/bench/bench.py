#!/usr/bin/env python3
"""Runs our benchmarks and their peers, one after the other, each case in a process of its own.

A benchmark is a module beside this one: engine.py says what bench_engine measures, beside whom, and what
it must reach. Times are medians; the peers' are of the same call on the same machine, a record each where
a peer would need minutes for as many.
"""

import argparse
import importlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ALL = ["engine", "load", "journal", "table", "upsert"]


def run(command):
    """The figures of a program that prints one object."""
    command = [str(part) for part in command]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    return json.loads(done.stdout)


def median(runs):
    """Of each figure. What is not a figure is the middle run's."""
    middle = sorted(runs, key=lambda figures: figures.get("us", 0))[len(runs) // 2]
    return {key: statistics.median(figures[key] for figures in runs) if isinstance(value, (int, float)) else value
            for key, value in middle.items()}


def results(bench, case, programs):
    """One result for each peer, or one alone. They take turns, and a peer that runs less often stands between ours,
    so that what else goes on meets them all alike."""
    program = programs / f"bench_{case.program or bench}"
    display = [HERE.parent / "gui" / "realwindow"] if case.shown and shutil.which("Xvfb") and shutil.which("openbox") else []
    commands = [([*display, program, case.name, case.slots, case.records], case.times)]
    for peer in case.peers:
        peer.records = peer.records or case.records
        theirs = ["/usr/bin/python3", HERE / "peers" / peer.script] if peer.script else [program]
        commands.append(([*display, *theirs, peer.case or case.name, case.slots, peer.records], peer.times or case.times))
    runs = [[] for _ in commands]
    for turn in range(case.times):
        for at, (done, (command, times)) in enumerate(zip(runs, commands)):
            if (turn + 1 - at) % case.times < times:
                done.append(run(command))
    ours, *theirs = map(median, runs)

    line = {"bench": bench, "case": case.name, "slots": case.slots, "records": case.records, **ours}
    line["missed"] = [f"{key} ≤ {most}" for key, most in case.reach.items() if ours[key] > most]
    if not case.peers:
        yield line
    for peer, figures in zip(case.peers, theirs):
        against = "us" if "us" in ours else "peak"
        ratio = figures[against] / ours[against]
        missed = line["missed"] + ([f"{peer.name} ≥ {peer.reach:.3g}×"] if ratio < peer.reach else [])
        yield {**line, "peer": peer.name, "peer_us": figures["us"], "ratio": ratio,
               "peer_records": peer.records, "peer_peak": figures["peak"], "missed": missed}


def rounded(value):
    if isinstance(value, float):
        return float(f"{value:.4g}") if value < 1000 else round(value)
    return value


def row(result):
    """What a person reads of it."""
    extra = {"seconds": "{:.2f} s in all", "beyond_file": "{:.1f} B a record beyond the file",
             "of_best": "{:.4f} of the best possible", "peak": "peak {:,.0f} B", "peer_peak": "the peer's {:,.0f} B",
             "waiting": "{:.1f} B waiting", "waiting_limited": "{:.1f} B with a limit",
             "waiting_ten_a_key": "{:.1f} B with ten a key", "waiting_two_a_key": "{:.1f} B with two",
             "waiting_again": "{:.1f} B waiting again", "waiting_again_limited": "{:.1f} B with a limit",
             "waiting_again_ten_a_key": "{:.1f} B with ten a key", "waiting_again_two_a_key": "{:.1f} B with two",
             "succeeded": "{:.1f} B ended", "succeeded_limited": "{:.1f} B with a limit",
             "succeeded_ten_a_key": "{:.1f} B with ten a key", "succeeded_two_a_key": "{:.1f} B with two", "failed": "{:.1f} B failed", "calls": "{:,} calls",
             "longest_us": "longest {:,.0f} µs", "p99_us": "99 % {:,.0f} µs", "work_us": "at work {:,.0f} µs",
             "p99_work_us": "99 % at work {:,.0f} µs", "act": "at “{}”",
             "cancel_us": "all cancelled in {:,.0f} µs", "opened_bytes": "{:,.0f} B when opened",
             "run_bytes": "{:,.0f} B when run", "closed_bytes": "{:,.0f} B when closed", "own_us": "{:,.0f} µs without what others had the core for", "lock_us": "lock held {:,.0f} µs",
             "opened_us": "all of it {:,.0f} µs", "lock_work_us": "its holder at work for {:,.0f} µs", "per_second": "{:,.0f} a second"}
    notes = [text.format(result[key]) for key, text in extra.items() if key in result]
    if result.get("peer_records", result["records"]) != result["records"]:
        notes.append(f"the peer's {result['peer_records']:,} records")
    if result["missed"]:
        notes.append("MISSED " + ", ".join(result["missed"]))
    number = lambda key, form: form.format(result[key]) if key in result else ""
    return [result["bench"], result["case"], f"{result['slots']:,}", f"{result['records']:,}", number("us", "{:,.2f}"),
            result.get("peer", ""), number("peer_us", "{:,.2f}"), number("ratio", "{:.2f}×"), "; ".join(notes)]


def main():
    parser = argparse.ArgumentParser(prog="packaging/bench", description="Measures Batchdeck beside its peers.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(ALL)}, or a case: engine/memory")
    parser.add_argument("--json", action="store_true", help="one object a line")
    parser.add_argument("--programs", type=Path, required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()

    sys.path.insert(0, str(HERE))
    chosen = []
    for bench in ALL:
        cases = importlib.import_module(bench).CASES
        chosen += [(bench, case) for case in cases
                   if not options.names or bench in options.names or f"{bench}/{case.name}" in options.names]
    if not chosen:
        parser.error(f"there is no benchmark {' '.join(options.names)}")

    widths = [6, 15, 5, 9, 12, 18, 12, 8, 0]
    heads = ["bench", "case", "slots", "records", "µs", "peer", "peer's µs", "ratio", ""]
    show = lambda cells: print("  ".join(cell.ljust(width) if at in (0, 1, 5, 8) else cell.rjust(width)
                                         for at, (cell, width) in enumerate(zip(cells, widths))), flush=True)
    if not options.json:
        show(heads)
    with tempfile.TemporaryDirectory(prefix="batchdeck-bench-") as folder:  # for files that programs share
        os.environ["BATCHDECK_BENCH_FOLDER"] = folder
        for bench, case in chosen:
            for result in results(bench, case, options.programs):
                if options.json:
                    line = {key: rounded(value) for key, value in result.items()}
                    print(json.dumps(line, ensure_ascii=False), flush=True)
                else:
                    show(row(result))


if __name__ == "__main__":
    main()
