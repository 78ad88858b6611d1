#include "core/dispatch.h"

#include <algorithm>
#include <iterator>

namespace batchdeck {

namespace {

thread_local Dispatch *innermost = nullptr;

} // namespace

Dispatch::Dispatch(const BatchRun &run, Attempts list)
    : m_run(run)
    , m_outer(innermost)
    , m_list(std::move(list))
{
    innermost = this;
}

Dispatch::~Dispatch()
{
    innermost = m_outer;
}

Dispatch *Dispatch::of(const BatchRun &run)
{
    Dispatch *dispatch = innermost;
    while (dispatch && &dispatch->m_run != &run)
        dispatch = dispatch->m_outer;
    return dispatch;
}

void Dispatch::add(Attempts list)
{
    // As long as what is still to start, however many end in a row.
    if (m_at >= 64 && m_at >= m_list.size() / 2) {
        m_list.erase(m_list.begin(), m_list.begin() + static_cast<std::ptrdiff_t>(m_at));
        m_at = 0;
    }
    std::move(list.begin(), list.end(), std::back_inserter(m_list));
}

std::shared_ptr<Attempt> Dispatch::next()
{
    if (m_list.empty())
        return nullptr;
    std::shared_ptr<Attempt> attempt = std::move(m_list[m_at++]);
    if (m_at == m_list.size()) {
        m_list.clear();
        m_at = 0;
    }
    return attempt;
}

Dispatch::Attempts Dispatch::rest()
{
    return {std::make_move_iterator(m_list.begin() + static_cast<std::ptrdiff_t>(m_at)),
            std::make_move_iterator(m_list.end())};
}

} // namespace batchdeck
