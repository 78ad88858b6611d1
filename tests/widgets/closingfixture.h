#pragma once

#include "widgets/windowfixture.h"

#include "widgets/batchpane.h"
#include "widgets/choicebutton.h"
#include "widgets/closingdialog.h"
#include "widgets/messagebar.h"

namespace batchdeck {

// A window that is left, or whose tabs are.
class ClosingFixture : public WindowFixture {
public:
    // What is stopped before it has begun has nothing to clean up.
    void startCleaningUp(const QString &name, const QByteArray &content) const
    {
        start(name, content);
        QTRY_VERIFY(!cell(0, RecordModel::Progress).isEmpty());
    }

    // To what is to become of what runs.
    void answer(const char *button) const
    {
        QTRY_VERIFY(question());
        QTRY_VERIFY(question()->isVisible());
        QTest::mouseClick(question()->findChild<ChoiceButton *>(QLatin1StringView(button)), Qt::LeftButton);
        QTRY_VERIFY(!question());
    }
    ClosingDialog *question() const { return window().findChild<ClosingDialog *>(); }

    QStringList tabTexts() const
    {
        QStringList texts;
        for (int i = 0; i < tabs()->count(); ++i)
            texts += tabs()->tabText(i);
        return texts;
    }
};

} // namespace batchdeck
