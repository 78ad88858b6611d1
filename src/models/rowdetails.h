#pragma once

#include "models/rowbits.h"

#include <QString>

#include <functional>

namespace batchdeck {

// What a run has written down of its records that the engine does not keep. Any thread may ask.
class RowDetails {
public:
    virtual ~RowDetails() = default;

    virtual QString error(quint32 row) const = 0; // on one line; empty where it went well, or has not been tried
    // Adds the rows whose error passes; of equal errors one is asked.
    virtual void addErrors(const std::function<bool(const QString &)> &passes, RowBits &rows) const = 0;
};

} // namespace batchdeck
