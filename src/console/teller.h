#pragma once

#include "console/options.h"
#include "core/recordresult.h"
#include "core/runsummary.h"

#include <memory>

namespace batchdeck {

// Tells on the standard error what goes on: to a person, or to a script.
class Teller {
    Q_DISABLE_COPY_MOVE(Teller)

public:
    static std::unique_ptr<Teller> of(std::optional<ProgressForm> form);

    Teller() = default;
    virtual ~Teller() = default;

    virtual std::chrono::milliseconds interval() const = 0; // between two progress()
    virtual void note(const QString &sentence) = 0;
    virtual void loading(quint64 bytes, quint64 all) = 0; // all: 0 where nobody knows
    virtual void loaded() { } // or nobody waits for it any more
    virtual void started(const QString &sentence, quint32 records, int jobs) = 0;
    virtual void progress(const RunSummary &summary) = 0;
    virtual void writing(quint32 lines, quint32 all) = 0; // the run is over, but somebody reads slowly
    virtual void problem(const RecordResult &result) = 0;
    virtual void ended(const RunSummary &summary, int exitCode) = 0;
};

} // namespace batchdeck
