#pragma once

#include <QObject>
#include <QPointer>

#include <vector>

namespace batchdeck {

class BatchTab;

// Which batch is to be run when which other one is done.
class RunOrder final : public QObject {
    Q_OBJECT

public:
    explicit RunOrder(QObject *parent = nullptr);

    void runAfter(BatchTab *what, BatchTab *first); // null: after none any more
    BatchTab *awaited(const BatchTab *what) const;
    bool mayFollow(const BatchTab *what, const BatchTab *first) const; // not in a circle
    void ended(BatchTab *first); // its round
    void forget(BatchTab *gone);
    void giveUp(); // what is to follow anything

private:
    struct Wish {
        QPointer<BatchTab> what;
        QPointer<BatchTab> first;
    };

    static void tellStopped(const Wish &wish);

    std::vector<Wish> m_wishes;
};

} // namespace batchdeck
