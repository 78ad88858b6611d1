#include "widgets/copiedtext.h"

#include "session/session.h"

namespace batchdeck {

namespace {

// As a shell takes it for one word.
QString quoted(QString text)
{
    return QLatin1Char('\'') + text.replace(QLatin1Char('\''), QLatin1StringView("'\\''")) + QLatin1Char('\'');
}

QString commandLine(const Session &session, quint32 row)
{
    if (!hasCommandLine(session, row))
        return {};
    return QStringLiteral("printf '%s\\n' %1 | batchdeck-run %2 -")
        .arg(quoted(QLatin1Char('[') + QString::fromUtf8(session.batch()->record(row).body()) + QLatin1Char(']')),
             session.isTrial() ? QStringLiteral("--trial")
                               : QString(QLatin1StringView("--plan ") + quoted(session.planPath())));
}

// Stands in a file.
QString wholeResult(const RecordHistory &history, quint32 row)
{
    const auto ends = history.ends(row);
    if (!ends || ends->empty() || ends->back().became != State::Succeeded)
        return {};
    const auto body = history.body(ends->back());
    if (!body)
        return {};
    return body->result.isEmpty() ? QStringLiteral("null") : QString::fromUtf8(body->result);
}

} // namespace

bool hasCommandLine(const Session &session, quint32 row)
{
    return !session.batch()->isInvalid(row) && (session.isTrial() || !session.planPath().isEmpty());
}

QString copiedText(RecordActions::Copy what, const Session &session, const RecordTexts &texts, quint32 row)
{
    switch (what) {
    case RecordActions::Label:
        return texts.label(row);
    case RecordActions::Entry:
        return QString::fromUtf8(session.batch()->entry(row));
    case RecordActions::Result:
        return session.history() ? wholeResult(*session.history(), row) : QString();
    case RecordActions::Error:
        return texts.error(row, session.run().status(row));
    case RecordActions::CommandLine:
        return commandLine(session, row);
    }
    return {};
}

} // namespace batchdeck
