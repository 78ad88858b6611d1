#pragma once

#include "core/plannedkeys.h"
#include "core/runsettings.h"

namespace batchdeck {

struct PlannedLimit {
    Template by;
    quint32 max = 1;

    bool operator==(const PlannedLimit &) const = default;
};

struct PlannedConnection {
    QString name;
    QString driver;
    PlannedKeys keys{};

    bool operator==(const PlannedConnection &) const = default;
};

struct PlannedOperation {
    QString name; // "*": whatever records ask for that no other has
    QString kind;
    PlannedKeys keys{};

    std::optional<bool> idempotent() const; // where the plan says
    std::optional<SuccessTest> success() const;
    bool operator==(const PlannedOperation &) const = default;
};

// How a batch is run: what its records' operations are, and how many of them go how fast.
struct Plan {
    QString schema{}; // as its file names it, for editors
    std::optional<Template> id{};
    std::optional<Template> label{};
    std::optional<Template> target{};
    RunSettings settings{};
    bool saysContinue = false; // where that is not just what nobody has said of failures
    std::vector<PlannedLimit> limits{};
    std::optional<Template> coalesce{};
    std::vector<PlannedConnection> connections{};
    std::vector<PlannedOperation> operations{};
    QString folder{}; // where its paths start; not part of what it says

    static Plan trial(); // every record is simulated

    // By the name that a record asks for; null where the plan has none for it.
    const PlannedOperation *operation(const QString &name) const;
    const PlannedConnection *connection(const QString &name) const;
    bool saysFailures() const { return saysContinue || settings.failures != FailureSettings(); } // what they lead to
    QString path(const QString &written) const; // from its folder, unless it is absolute

    bool operator==(const Plan &other) const;
};

} // namespace batchdeck
