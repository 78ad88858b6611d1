#pragma once

#include <QFrame>

#include <functional>
#include <memory>

namespace Ui {
class MessageBar;
}

namespace batchdeck {

// One sentence above everything else, until somebody puts it away.
class MessageBar final : public QFrame {
    Q_OBJECT

public:
    enum class Kind { News, Problem };

    explicit MessageBar(QWidget *parent = nullptr);
    ~MessageBar() override;

    struct Undo { // of what is told
        QString text;
        std::function<void()> does;
    };
    void tell(Kind kind, const QString &sentence, const Undo &undo = {});
    void forgetNews(); // of what is over by now; what went wrong, and what can be undone, stays
    QString sentence() const;

private:
    const std::unique_ptr<Ui::MessageBar> m_ui;
    std::function<void()> m_undo; // beside putting it away
};

} // namespace batchdeck
