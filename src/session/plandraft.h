#pragma once

#include "core/plan.h"
#include "session/batchfields.h"

namespace batchdeck {

// Where a batch without a plan is to go.
enum class WhereTo : std::uint8_t {
    Database, // rows into tables of a server
    Statement, // a statement for each record
    LocalFile, // a trial: rows into a SQLite file beside the batch
};

struct DraftRequest {
    WhereTo destination = WhereTo::Database;
    QString batchPath;
    int jobs = 8;
    int timeout = 0; // seconds; 0: none
};

// A plan for a batch that looks like this, as JSON for a person to go over: what its fields do not say is left out.
QByteArray draftPlan(const BatchFields &fields, const DraftRequest &request);

// The files that a plan writes to, where all that it writes to are files of a trial; else none.
QStringList trialFilesOf(const Plan &plan);

// The columns that most likely tell one row of a table from all others; may be none.
QStringList likelyKey(const BatchFields &fields);

} // namespace batchdeck
