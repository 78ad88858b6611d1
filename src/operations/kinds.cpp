#include "operations/kinds.h"

#include "core/nearest.h"
#include "operations/previewoperation.h"
#include "operations/simulateoperation.h"
#include "operations/sqloperations.h"

#include <algorithm>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

using Made = Expected<std::unique_ptr<Operation>>;
using Connections = std::shared_ptr<SqlConnections>;

template <typename SqlKind>
Made make(const PlannedOperation &operation, const Connections &connections)
{
    return Made(std::make_unique<SqlKind>(operation, connections));
}

// A row for each kind: what it is, and how one is made as the plan has it.
struct Kind {
    KindDescription description;
    Made (*make)(const PlannedOperation &operation, const Connections &connections);
    bool canBeUndone = false;
};

const std::vector<Kind> &all()
{
    static const std::vector<Kind> rows = {
        {{.name = u"simulate"_s,
          .summary = u"Each record says in its own fields what happens to it; nothing else is touched."_s,
          .idempotent = true},
         [](const PlannedOperation &, const Connections &) { return Made(std::make_unique<SimulateOperation>()); }},
        {UpsertOperation::description(), make<UpsertOperation>, true},
        {StatementOperation::description(), make<StatementOperation>, true},
    };
    return rows;
}

const Kind *kindNamed(const QString &name)
{
    const auto found =
        std::find_if(all().begin(), all().end(), [&](const Kind &kind) { return kind.description.name == name; });
    return found == all().end() ? nullptr : &*found;
}

} // namespace

const std::vector<KindDescription> &kinds()
{
    static const std::vector<KindDescription> descriptions = [] {
        std::vector<KindDescription> found;
        for (const Kind &kind : all())
            found.push_back(kind.description);
        return found;
    }();
    return descriptions;
}

Expected<std::unique_ptr<Operation>> makeOperation(const PlannedOperation &operation, const Plan &plan,
                                                   const SecretSource &secrets,
                                                   std::shared_ptr<SqlConnections> connections, Effect effect)
{
    if (!connections)
        connections = std::make_shared<SqlConnections>(plan, secrets, effect);
    if (const Kind *kind = kindNamed(operation.kind)) {
        Made made = kind->make(operation, connections);
        if (made && effect == Effect::Undone && !kind->canBeUndone)
            return Made(std::make_unique<PreviewOperation>(*std::move(made)));
        return made;
    }
    return Error{u"plan"_s,
                 u"The kind “%1” is not known. %2"_s.arg(operation.kind, nearestHint(operation.kind, namesOf(kinds()))),
                 false};
}

bool canBeUndone(const QString &name)
{
    const Kind *kind = kindNamed(name);
    return kind && kind->canBeUndone;
}

} // namespace batchdeck
