#pragma once

#include "core/error.h"
#include "core/state.h"

#include <QWidget>

#include <memory>

namespace Ui {
class ErrorPane;
}

namespace batchdeck {

// An error: what happened, in its own words too, what is left of it and what to do.
class ErrorPane final : public QWidget {
    Q_OBJECT

public:
    explicit ErrorPane(QWidget *parent = nullptr);
    ~ErrorPane() override;

    void setEmptyText(const QString &text);
    // Without a kind and a message there is none. What it is of is said where that is over, and advises nothing.
    void setError(State state, const Error &error, const QString &earlier = {});
    void setVerbs(bool mayRetry, bool mayEdit, quint32 alike); // how many records, it included, went wrong alike

Q_SIGNALS:
    void retryAsked();
    void editAsked();
    void alikeAsked();

private:
    void fitMessage();

    const std::unique_ptr<Ui::ErrorPane> m_ui;
};

} // namespace batchdeck
