#pragma once

#include "core/runsettings.h"

#include <QtGlobal>

namespace batchdeck {

// Counts what fails in a round and tells when it has been enough. A bare `then` means the first failure.
class FailurePolicy {
public:
    explicit FailurePolicy(const FailureSettings &settings)
        : m_settings(settings)
    {
    }

    void beginRound(quint32 records);
    void addRecords(quint32 records) { m_records += records; }
    void set(const FailureSettings &settings) { m_settings = settings; }
    void forgive(); // a person saw the failures and goes on: count anew

    void failed(quint16 kind);
    bool isReached(bool sizeIsKnown) const; // while the round still grows a percentage says nothing
    bool succeeded(); // true where one success is enough
    FailureSettings::Then then() const { return m_settings.then; }

private:
    FailureSettings m_settings;
    quint32 m_records = 0;
    quint32 m_failures = 0;
    quint32 m_alike = 0;
    quint16 m_kind = 0;
};

} // namespace batchdeck
