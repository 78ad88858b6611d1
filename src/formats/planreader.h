#pragma once

#include "core/kinddescription.h"
#include "core/plan.h"

namespace batchdeck {

// What is wrong with a plan: where in its file, and with which of its keys.
struct PlanProblem {
    QString path; // "operations.touch.statment"; empty: the whole
    qsizetype line = 1;
    qsizetype column = 1; // in characters
    QString message;

    QString text() const; // "line 7: operations.touch.statment: this key is not known. …"
};

// A plan, or all that is wrong with it, in the file's order.
struct PlanReading {
    std::optional<Plan> plan;
    std::vector<PlanProblem> problems;

    Error error(const QString &name) const; // of a file of that name
};

// The kinds are those that operations may name; the plan's paths start at the folder.
PlanReading readPlan(const QByteArray &text, const std::vector<KindDescription> &kinds, const QString &folder = {});

} // namespace batchdeck
