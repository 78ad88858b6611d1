#include "console/optiontable.h"

#include <QStringList>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

constexpr OptionRow table[] = {
    {"plan", nullptr, "FILE", "what to do with the records; without it NAME.plan.json\nbeside the batch",
     "What is run"},
    {"trial", nullptr, nullptr, "simulate every record by its own fields; nothing else is\ntouched", nullptr},
    {"dry-run", nullptr, nullptr, "say what each record would do, and do nothing", nullptr},
    {"check", nullptr, nullptr,
     "run it, and have databases roll back what each record does;\nwhat would come of each goes to --results", nullptr},
    {"limit", nullptr, "N", "the first N records only; what is left is not run and stands\nin --failed", nullptr},

    {"jobs", "j", "N", "at most N records at once (8)", "How it is run; what is not said here, the plan says"},
    {"timeout", nullptr, "S", "stop an attempt after S seconds", nullptr},
    {"attempts", nullptr, "N", "try a record up to N times, where that may help (1)", nullptr},
    {"rate", nullptr, "N", "start at most N attempts a second", nullptr},
    {"deadline", nullptr, "S", "after S seconds start nothing more and skip the rest", nullptr},
    {"stop-after", nullptr, "N|N%", "stop after so many records, or so many of all, went wrong", nullptr},
    {"then", nullptr, "HOW", "how it stops then: drain (finish what runs), cancel (that\nas well), or pause (ask)",
     nullptr},

    {"journal", nullptr, "FILE", "where the run is written down as it goes; without it in your\ndata folder",
     "What survives a crash"},
    {"no-journal", nullptr, nullptr, "write nothing down; trials do not, unless --journal is given", nullptr},
    {"resume", nullptr, nullptr, "go on with the earlier run of this batch; results are of all\nthat it has", nullptr},
    {"fresh", nullptr, nullptr, "begin anew; the earlier run stays as it is", nullptr},
    {"in-doubt", nullptr, "HOW[:ROWS]",
     "with --resume: what nobody could look up is done, failed, or\nto run again, such as done:3,5-9", nullptr},

    {"results", nullptr, "FILE", "what came of each record; - for the standard output", "What is written"},
    {"results-form", nullptr, "FORM",
     "jsonl (as records end), csv, or json (as they stand in the\nbatch); else FILE's name says: .csv, .json", nullptr},
    {"results-key", nullptr, "TEMPLATE",
     "one JSON object with a member for each record, named by\nthe template, such as {id}", nullptr},
    {"raw-cells", nullptr, nullptr, "CSV cells as they are, also what a spreadsheet takes for a\nformula", nullptr},
    {"failed", nullptr, "FILE",
     "what did not succeed, as a batch in the input's own form;\nnot what is in doubt, for it may have been done",
     nullptr},
    {"failed-states", nullptr, "STATES", "just these, such as failed,timedOut", nullptr},
    {"lambda-response", nullptr, "FILE", "the answer to a queue: {\"batchItemFailures\": [...]}", nullptr},
    {"force", nullptr, nullptr, "replace files that exist", nullptr},
    {"progress", nullptr, "HOW", "bar, plain (lines), json (events for scripts) or none", nullptr},

    {"form", nullptr, "FORM", "records, array, jsonl or csv (also with tabs)",
     "How the batch is read; all of it is found out unless it is said"},
    {"encoding", nullptr, "NAME", "utf-8, utf-16le, utf-16be or cp949", nullptr},
    {"largest-entry", nullptr, "MIB", "entries above so many MiB are not read (16)", nullptr},

    {"help", "h", nullptr, "show this", "And"},
    {"version", "v", nullptr, "show the version", nullptr},
};

constexpr int column = 26;

QString said(const OptionRow &row)
{
    QString text = row.letter ? u"  -%1, --%2"_s.arg(QLatin1StringView(row.letter), QLatin1StringView(row.name))
                              : u"  --%1"_s.arg(QLatin1StringView(row.name));
    if (row.value)
        text += u' ' + QLatin1StringView(row.value);
    QStringList lines = QString::fromUtf8(row.help).split(u'\n');
    text = text.size() < column ? text.leftJustified(column) : text + u'\n' + QString(column, u' ');
    return text + lines.join(u'\n' + QString(column, u' ')) + u'\n';
}

} // namespace

std::span<const OptionRow> optionTable()
{
    return table;
}

QString helpText()
{
    QString text = u"Usage: batchdeck-run [options] BATCH\n\n"
                   "Runs each record of BATCH as its plan says, so many at once. BATCH is a file,\n"
                   "or - for the standard input: JSON ({\"Records\": [...]} or an array), JSON Lines,\n"
                   "CSV or TSV, also packed with gzip.\n"_s;
    for (const OptionRow &row : table) {
        if (row.heading)
            text += u'\n' + QString::fromUtf8(row.heading) + u":\n"_s;
        text += said(row);
    }
    return text + uR"(
A plan says what records ask for, and how they are run. The shortest one:
  {"operations": {"*": {"kind": "simulate"}}}

Examples:
  Look before you leap: what would each record do?
    batchdeck-run --dry-run orders.json
  And what would its database say to it? Nothing is kept:
    batchdeck-run --check orders.json
  Four at a time, each tried twice; keep what came of it, and what failed:
    batchdeck-run -j 4 --attempts 2 --results out.jsonl --failed again.json a.json
  Then run just what failed, under the same plan:
    batchdeck-run --plan a.plan.json again.json
  Stop when one in twenty has gone wrong; results for a spreadsheet:
    batchdeck-run --stop-after 5% --results out.csv orders.csv
  It was killed, or the computer went down; go on where it was:
    batchdeck-run --resume --results out.jsonl orders.json
  In a pipe, for a script:
    zcat orders.jsonl.gz | batchdeck-run --plan p.json --results - - | jq .state

Ctrl+C cancels what runs and cleans up. A second one kills what can be killed.

Exit code: 0 all records succeeded, 1 some did not, 2 it could not start,
3 of some nobody knows, 130 it was interrupted. Where several hold, the first of
2, 130, 3, 1.
)"_s;
}

} // namespace batchdeck
