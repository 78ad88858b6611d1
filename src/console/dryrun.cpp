#include "console/dryrun.h"

#include "console/exitcodes.h"
#include "console/standardstreams.h"
#include "console/summarytext.h"
#include "console/terminal.h"
#include "session/session.h"

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype pieceSize = 1 << 16;

} // namespace

DryRun dryRun(Session &session, std::optional<quint32> limit)
{
    quint32 impossible = 0;
    QString lines;
    const quint32 records = std::min(session.batch()->size(), limit.value_or(session.batch()->size()));
    for (quint32 row = 0; row < records; ++row) {
        const Expected<QString> what = session.preview(row);
        impossible += what ? 0 : 1;
        const RecordName name = session.names().of(session.batch()->record(row));
        lines += QString::number(row) + u'\t' + harmless(name.label) + u'\t' + harmless(name.operation) + u'\t'
            + harmless(what ? *what : u"impossible: "_s + what.error().message) + u'\n';
        if (row + 1 < records && lines.size() < pieceSize)
            continue;
        if (auto printed = print(std::exchange(lines, {})); !printed)
            return {printed.error().message, someDidNotSucceed};
    }
    if (impossible == 0)
        return {u"%1 could be run; nothing was done."_s.arg(recordsText(records)), 0};
    return {u"%1 of %2 could not be run; nothing was done."_s.arg(impossible).arg(recordsText(records)),
            someDidNotSucceed};
}

} // namespace batchdeck
