#pragma once

#include "models/rowverbs.h"
#include "widgets/noticebar.h"

#include <memory>

namespace Ui {
class DoubtsBar;
}

namespace batchdeck {

// All records that are in doubt, while there are any, and what a person can do about them: no other verb of the run
// reaches them.
class DoubtsBar final : public NoticeBar {
    Q_OBJECT

public:
    explicit DoubtsBar(QWidget *parent = nullptr);
    ~DoubtsBar() override;

    struct Doubts {
        quint32 records = 0;
        quint32 looking = 0; // of them, those that are being looked up
        bool canLook = false; // the operation of some of them can
        bool operator==(const Doubts &) const = default;
    };
    void setDoubts(const Doubts &doubts);

Q_SIGNALS:
    void showAsked();
    void asked(batchdeck::RowVerbs::Verb verb); // of all of them

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintIcon();

    const std::unique_ptr<Ui::DoubtsBar> m_ui;
    Doubts m_doubts;
};

} // namespace batchdeck
