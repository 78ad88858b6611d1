#pragma once

#include <memory>
#include <mutex>

namespace batchdeck {

// How others call somebody who may be gone by then. Who owns it cuts it before he goes: that returns when no
// call is under way, and whoever calls later reaches nobody.
template <typename Target>
class Lifeline {
public:
    explicit Lifeline(Target &target)
        : m_end(std::make_shared<End>())
    {
        m_end->target = &target;
    }
    ~Lifeline() { cut(); }
    Lifeline(const Lifeline &) = delete;
    Lifeline &operator=(const Lifeline &) = delete;

    void cut()
    {
        const std::lock_guard lock(m_end->mutex);
        m_end->target = nullptr;
    }

    // What may be called for as long as anybody likes. One call at a time.
    template <typename Function>
    auto call(Function function) const
    {
        return [end = m_end, function = std::move(function)](auto &&...arguments) {
            const std::lock_guard lock(end->mutex);
            if (end->target)
                function(*end->target, std::forward<decltype(arguments)>(arguments)...);
        };
    }

private:
    struct End {
        std::mutex mutex;
        Target *target;
    };
    std::shared_ptr<End> m_end;
};

} // namespace batchdeck
