#pragma once

#include "widgets/themeddialog.h"

#include <memory>

namespace Ui {
class EditDialog;
}

namespace batchdeck {

class JsonHighlighter;
class Session;

// A record's fields as text, checked while somebody types, and run again as they stand then.
class EditDialog final : public ThemedDialog {
    Q_OBJECT

public:
    EditDialog(Session &session, quint32 row, const QString &label, const QString &error, QWidget *parent);
    ~EditDialog() override;

Q_SIGNALS:
    void ran(quint32 row);

protected:
    void changeEvent(QEvent *event) override;
    bool hasChanges() const override;

private:
    QByteArray body() const; // as it stands now
    void check();
    void run();
    void show(const QString &problem);

    const std::unique_ptr<Ui::EditDialog> m_ui;
    JsonHighlighter *m_highlighter;
    Session &m_session;
    const quint32 m_row;
};

} // namespace batchdeck
