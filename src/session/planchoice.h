#pragma once

#include "core/batch.h"
#include "core/plan.h"

namespace batchdeck {

struct ChosenPlan {
    Plan plan;
    QString file; // its name; empty where it is in none
    QString path; // where that is
    QByteArray text{}; // as somebody wrote it; only where it is in none
};

inline const QString noPlanKind = QStringLiteral("plan.missing"); // of the error that there is none

// Where the plan is looked for: the file that is named, else the one beside the batch; empty where there can
// be none.
QString planPathOf(const QString &batchPath, const QString &planPath);

// The plan in the file that is named, else in the one beside the batch; nothing where there is none.
Expected<std::optional<ChosenPlan>> choosePlan(const QString &batchPath, const QString &planPath);

QString planFileBeside(const QString &batchPath); // whether there is one or not

// Says that there is none, and what the shortest one for this batch would be.
Error noPlan(const QString &batchPath, const Batch &batch);

} // namespace batchdeck
