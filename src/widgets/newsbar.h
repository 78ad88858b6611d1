#pragma once

#include "models/runnews.h"
#include "widgets/noticebar.h"

#include <memory>

namespace Ui {
class NewsBar;
}

namespace batchdeck {

struct RunActions;

// What a person must know of a run that has stopped to go on as it began, and the verbs that are next. It stands
// below the rows, so that none of them moves when it comes.
class NewsBar final : public NoticeBar {
    Q_OBJECT

public:
    explicit NewsBar(QWidget *parent = nullptr);
    ~NewsBar() override;

    void setActions(const RunActions &actions); // they outlive it
    void setLean(bool isLean); // what stands above the rows too is left out
    void setNews(const RunNews &news); // shown until it is another, or is put away

Q_SIGNALS:
    void problemsAsked();
    void moveAsked(); // of the journal

protected:
    void changeEvent(QEvent *event) override;

private:
    void showVerbs();
    void paintIcons();

    const std::unique_ptr<Ui::NewsBar> m_ui;
    RunNews m_news;
    bool m_isLean = false;
    bool m_isDismissed = false;
};

} // namespace batchdeck
