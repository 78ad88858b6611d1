#pragma once

#include "core/error.h"
#include "core/gatenames.h"
#include "core/nothing.h"

#include <cstdint>
#include <vector>

namespace batchdeck {

// What the engine has to know of the records before it may start one: who stands with whom.
// Records of one group have the same operation, target and limit keys.
struct Workload {
    struct Group {
        quint32 operation = 0;
        quint32 target = nothing; // a gate that a server may shut for a while (Retry-After)
        std::vector<quint32> limits; // gates that let so many in at once
    };
    struct Gate {
        quint32 max = nothing; // attempts at once; nothing: as many as like
    };
    struct OperationTraits {
        bool idempotent = false; // running it twice does no harm
        bool durable = false; // its end must be on disk before it is shown
        bool claimed = false; // it may not begin before a claim of it is on disk
        // The last two hold under a journal that is durable.
        bool settles = false; // it can find out what became of an attempt in doubt
    };

    quint32 records = 0;
    std::vector<OperationTraits> operations{{}};
    std::vector<Gate> gates;
    GateNames gateNames;
    std::vector<Group> groups{{}};
    std::vector<quint32> groupOf; // a record's group; empty: all are in the first
    std::vector<quint32> sameAs; // a record's coalescing key, from 0, or nothing; empty: nothing is shared
    std::vector<quint32> invalid; // rows that are no records
};

// What it names must be there.
Expected<void> check(const Workload &workload);

} // namespace batchdeck
