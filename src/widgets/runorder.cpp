#include "widgets/runorder.h"

#include "widgets/batchpane.h"
#include "widgets/batchtab.h"
#include "widgets/messagebar.h"

#include <algorithm>
#include <utility>

namespace batchdeck {

RunOrder::RunOrder(QObject *parent)
    : QObject(parent)
{
}

void RunOrder::runAfter(BatchTab *what, BatchTab *first)
{
    std::erase_if(m_wishes, [&](const Wish &wish) { return wish.what == what; });
    if (!first)
        return what->messages().hide();
    m_wishes.push_back({what, first});
    what->messages().tell(MessageBar::Kind::News, tr("Starts when “%1” is done.").arg(first->name()),
                          {tr("Don’t Start"), [this, what] {
                               std::erase_if(m_wishes, [what](const Wish &wish) { return wish.what == what; });
                           }});
}

BatchTab *RunOrder::awaited(const BatchTab *what) const
{
    const auto wish = std::find_if(m_wishes.begin(), m_wishes.end(), [&](const Wish &one) { return one.what == what; });
    return wish == m_wishes.end() ? nullptr : wish->first.data();
}

bool RunOrder::mayFollow(const BatchTab *what, const BatchTab *first) const
{
    for (const BatchTab *tab = first; tab; tab = awaited(tab)) {
        if (tab == what)
            return false;
    }
    return true;
}

void RunOrder::ended(BatchTab *first)
{
    const RunSummary run = first->pane()->summary();
    const bool isDone = run.count(State::Queued) == 0 && run.phase == RunPhase::Idle && run.halt != Halt::User;
    std::vector<Wish> wishes;
    std::copy_if(m_wishes.begin(), m_wishes.end(), std::back_inserter(wishes),
                 [&](const Wish &wish) { return wish.first == first && wish.what; });
    std::erase_if(m_wishes, [&](const Wish &wish) { return wish.first == first; });
    for (const Wish &wish : wishes) {
        if (isDone && wish.what->pane()) {
            wish.what->messages().hide();
            wish.what->pane()->run();
        } else {
            tellStopped(wish);
        }
    }
}

void RunOrder::giveUp()
{
    for (const Wish &wish : std::exchange(m_wishes, {})) {
        if (wish.first && wish.what)
            tellStopped(wish);
    }
}

void RunOrder::tellStopped(const Wish &wish)
{
    wish.what->messages().tell(MessageBar::Kind::Problem,
                               tr("“%1” was stopped, so this batch was not started.").arg(wish.first->name()));
}

void RunOrder::forget(BatchTab *gone)
{
    for (const Wish &wish : m_wishes) {
        if (wish.first == gone && wish.what)
            wish.what->messages().tell(
                MessageBar::Kind::Problem,
                tr("“%1” was closed before it was done; this batch waits for nothing any more.").arg(gone->name()));
    }
    std::erase_if(m_wishes, [&](const Wish &wish) { return wish.first == gone || wish.what == gone; });
}

} // namespace batchdeck
