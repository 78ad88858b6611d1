#include "console/results.h"

#include "console/summarytext.h"
#include "session/recordtitle.h"
#include "session/resultline.h"

#include <QFileInfo>

#include <unistd.h>

namespace batchdeck {

namespace {

constexpr qsizetype fewCharacters = 200; // of a message, where it is told on the terminal

Expected<void> openFor(QFile &file, const QString &path)
{
    const auto wrong = [&](const QString &why) {
        return Error{QStringLiteral("results"), QStringLiteral("The results cannot go to “%1”: %2.").arg(path, why),
                     false};
    };
    if (path == u"-") {
        if (!file.open(STDOUT_FILENO, QIODevice::WriteOnly | QIODevice::Unbuffered))
            return wrong(file.errorString());
        return {};
    }
    file.setFileName(path);
    const QFileInfo info(path);
    if (info.isFile())
        return wrong(QStringLiteral("it exists already; name another file"));
    const QIODevice::OpenMode only = info.exists() ? QIODevice::WriteOnly : QIODevice::NewOnly;
    if (!file.open(only | QIODevice::Unbuffered))
        return wrong(file.errorString());
    return {};
}

} // namespace

Results::~Results()
{
    finish({});
    if (m_thread.joinable())
        m_thread.join();
}

Expected<void> Results::begin(std::shared_ptr<const Batch> batch, const QString &path)
{
    m_batch = std::move(batch);
    if (!path.isEmpty()) {
        if (auto opened = openFor(m_file, path); !opened)
            return opened;
    }
    m_thread = std::thread(&Results::run, this);
    return {};
}

void Results::finish(std::function<void()> written)
{
    const std::lock_guard lock(m_mutex);
    m_written = std::move(written);
    m_ending = true;
    m_changed.notify_all();
}

bool Results::waitWritten(Duration atMost)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, atMost, [this] { return m_isWritten; });
}

QStringList Results::takeProblems()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_problems, {});
}

std::optional<Error> Results::error() const
{
    const std::lock_guard lock(m_mutex);
    return m_error;
}

void Results::write(std::vector<HistoryItem> items)
{
    const std::lock_guard lock(m_mutex);
    m_items.insert(m_items.end(), std::make_move_iterator(items.begin()), std::make_move_iterator(items.end()));
    m_changed.notify_all();
}

// ---- The thread

void Results::run()
{
    writeInvalid();
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_ending || !m_items.empty(); });
        if (m_items.empty())
            break;
        const std::vector<HistoryItem> items = std::exchange(m_items, {});
        lock.unlock();
        writeLines(items);
        lock.lock();
    }
    m_isWritten = true;
    m_changed.notify_all();
    const auto written = std::move(m_written);
    lock.unlock();
    if (written)
        written();
}

void Results::writeInvalid()
{
    QByteArray lines;
    for (const Flaw &flaw : m_batch->flaws()) {
        tell(flaw.row, State::Invalid, m_batch->problem(flaw.row));
        if (m_file.isOpen())
            lines += invalidLine(*m_batch, flaw.row);
    }
    put(lines);
}

void Results::writeLines(const std::vector<HistoryItem> &items)
{
    QByteArray lines;
    for (const HistoryItem &item : items) {
        const End &end = item.end;
        if (end.writtenOff)
            continue; // its line was written when it was given up
        if (!isEnded(end.became)) {
            m_lastAttempts[end.row] = item;
            continue;
        }
        const auto before = m_lastAttempts.find(end.row);
        const HistoryItem *attempt = end.number > 0 ? &item
            : before != m_lastAttempts.end()        ? &before->second
                                                    : nullptr;
        if (isProblem(end.became))
            tell(end.row, end.became,
                 item.outcome.error.kind.isEmpty() && attempt ? attempt->outcome.error : item.outcome.error);
        if (m_file.isOpen())
            lines += resultLine(*m_batch, item, attempt);
        if (before != m_lastAttempts.end())
            m_lastAttempts.erase(before);
    }
    put(lines);
}

void Results::put(const QByteArray &lines)
{
    if (lines.isEmpty() || m_file.write(lines) == lines.size())
        return;
    const std::lock_guard lock(m_mutex);
    m_error = Error{
        QStringLiteral("results"),
        QStringLiteral("The results could not be written: %1. The run goes on without them.").arg(m_file.errorString()),
        false};
    m_file.close();
}

void Results::tell(quint32 row, State state, const Error &error)
{
    if (m_told > mostProblems)
        return;
    QString text = QStringLiteral("Problems past the first %1 are not told one by one; --results has all of them.")
                       .arg(mostProblems);
    if (m_told < mostProblems) {
        const QString label = RecordTitle::of(m_batch->record(row)).label;
        text = QStringLiteral("%1 (row %2) %3: %4")
                   .arg(capped(label, fewCharacters), QString::number(row), stateText(state),
                        capped(error.message, fewCharacters));
    }
    const std::lock_guard lock(m_mutex);
    ++m_told;
    m_problems << text;
}

} // namespace batchdeck
