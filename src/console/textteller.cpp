#include "console/textteller.h"

#include "console/exitcodes.h"
#include "console/summarytext.h"
#include "core/outcome.h"

#include <QLocale>

#include <limits>

namespace batchdeck {

namespace {

using namespace std::chrono_literals;
constexpr auto barInterval = 100ms;
constexpr auto lineInterval = 5s;
constexpr qsizetype fewCharacters = 200; // of a message, where it is told on the terminal

} // namespace

TextTeller::TextTeller(std::optional<ProgressForm> form)
    : m_form(form.value_or(m_terminal.canMove() ? ProgressForm::Bar : ProgressForm::Plain))
{
}

std::chrono::milliseconds TextTeller::interval() const
{
    return m_form == ProgressForm::Bar ? std::chrono::milliseconds(barInterval) : lineInterval;
}

void TextTeller::note(const QString &sentence)
{
    m_terminal.say(sentence);
}

void TextTeller::loading(quint64 bytes, quint64 all)
{
    if (m_form != ProgressForm::Bar)
        return;
    const QString size =
        QLocale::c().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeTraditionalFormat);
    m_terminal.showBar(all ? double(bytes) / double(all) : 0, QStringLiteral("Reading, %1").arg(size));
}

void TextTeller::started(const QString &sentence, quint32, int)
{
    m_terminal.say(sentence);
}

void TextTeller::progress(const RunSummary &summary)
{
    const double fraction = summary.inRound ? 1 - double(summary.left) / summary.inRound : 0;
    const int room = m_form == ProgressForm::Bar ? m_terminal.besideBar() : std::numeric_limits<int>::max();
    show(fraction, progressText(summary, room));
}

void TextTeller::writing(quint32 lines, quint32 all)
{
    show(double(lines) / all, QStringLiteral("Writing results, %L1 of %L2").arg(lines).arg(all));
}

void TextTeller::show(double fraction, const QString &text)
{
    if (m_form == ProgressForm::Bar)
        m_terminal.showBar(fraction, text);
    else if (m_form == ProgressForm::Plain && text != std::exchange(m_lastLine, text))
        m_terminal.say(text);
}

void TextTeller::problem(const RecordResult &result)
{
    const QString row = QString::number(result.row);
    const QString record = result.label == row
        ? QStringLiteral("Row %1").arg(row)
        : QStringLiteral("%1 (row %2)").arg(capped(result.label, fewCharacters), row);
    m_terminal.say(
        QStringLiteral("%1 %2: %3").arg(record, stateText(result.state), capped(result.error.message, fewCharacters)));
}

void TextTeller::ended(const RunSummary &summary, int exitCode)
{
    m_terminal.hideBar();
    m_terminal.say(endText(summary, exitCode == wasInterrupted));
}

} // namespace batchdeck
