#pragma once

#include <QFrame>

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

    void tell(Kind kind, const QString &sentence);
    QString sentence() const;

private:
    const std::unique_ptr<Ui::MessageBar> m_ui;
};

} // namespace batchdeck
