#pragma once

#include "core/record.h"
#include "core/template.h"

#include <vector>

namespace batchdeck {

// How the gates of a workload are called where somebody reads of them. Rendered when it is shown, from a
// record that passes there: a text for each would take more than all else that is kept of a record.
class GateNames {
public:
    enum class Kind : std::uint8_t { Target, Limit };

    void add(quint32 firstGate, Kind kind, const Template &by); // of the gates from there on; in their order

    // "wahs" of a target, "target_db = wahs" of a limit.
    QString name(quint32 gate, const Record &record) const;

private:
    struct Rule {
        quint32 firstGate;
        Kind kind;
        Template by;
    };
    std::vector<Rule> m_rules;
};

} // namespace batchdeck
