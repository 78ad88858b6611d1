#pragma once

#include "widgets/recordheader.h"
#include "widgets/windowfixture.h"

#include <QAbstractButton>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>

namespace batchdeck {

// A window with one batch, and what a person does with its table.
class TableFixture : public WindowFixture {
public:
    static constexpr auto mixed = R"([
    {"id": "a", "label": "apples", "target": "wahs"},
    {"id": "b", "label": "bread", "target": "prod", "fail": "Out of ink."},
    {"id": "c", "label": "\uc0ac\uacfc", "target": "wahs", "fail": "Out of paper."},
    {"id": "d", "label": "dates", "note": "{\"what\": \"\\uc8fc\\ubb38\"}"},
    {"id": "e", "label": "eggs 10", "fail": "Out of ink."},
    {"id": "f", "label": "eggs 9", "unknown": true}])";

    // Without a plan it is on trial.
    void open(const QByteArray &content, const char *plan = nullptr)
    {
        if (plan)
            file(QStringLiteral("batch.plan.json"), plan);
        window().open(OpenRequest{.path = bare(QStringLiteral("batch.json"), content), .isTrial = plan == nullptr});
        QTRY_VERIFY(records());
    }
    void run()
    {
        action("actionRun")->trigger();
        QTRY_VERIFY(window().windowTitle().startsWith(QStringLiteral("100%")));
    }

    RecordView &view() const { return *records(); }
    QStringList labels() const
    {
        QStringList labels;
        for (int row = 0; row < view().model()->rowCount(); ++row)
            labels += cell(row, RecordModel::Label);
        return labels;
    }
    QString foot() const { return named<QLabel>("rows")->text(); }
    void click(const char *chip) const { QTest::mouseClick(named<QAbstractButton>(chip), Qt::LeftButton); }
    void clickHead(RecordModel::Column column) const
    {
        const RecordHeader &head = view().header();
        const QPoint middle(head.sectionViewportPosition(column) + head.sectionSize(column) / 2, head.height() / 2);
        QTest::mouseClick(head.viewport(), Qt::LeftButton, {}, middle);
    }
    QPoint middleOf(int row, RecordModel::Column column = RecordModel::Label) const
    {
        return view().visualRect(view().model()->index(row, column)).center();
    }
    void select(std::initializer_list<int> rows) const
    {
        Qt::KeyboardModifiers modifiers;
        for (const int row : rows) {
            QTest::mouseClick(view().viewport(), Qt::LeftButton, modifiers, middleOf(row));
            modifiers = Qt::ControlModifier;
        }
    }

    QMenu *menu() const
    {
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QCoreApplication::sendEvent(view().viewport(), &event);
        const auto menus = view().findChildren<QMenu *>(QString(), Qt::FindDirectChildrenOnly);
        return menus.isEmpty() ? nullptr : menus.last();
    }
    // What cannot be taken back asks before.
    void agree() const
    {
        auto *question = window().findChild<QMessageBox *>();
        if (!question)
            qFatal("nothing is asked");
        for (QAbstractButton *button : question->buttons()) {
            if (question->buttonRole(button) == QMessageBox::AcceptRole)
                button->click();
        }
        QTRY_VERIFY(!window().findChild<QMessageBox *>());
        window().activateWindow();
        QTRY_VERIFY(window().isActiveWindow());
    }
    // An open menu would take the keys that follow.
    void choose(const QString &text) const
    {
        QMenu *opened = menu();
        QAction *action = opened ? entry(opened, text) : nullptr;
        if (!action)
            qFatal("there is no %s", qPrintable(text));
        opened->close();
        action->trigger();
    }
    static QAction *entry(QMenu *menu, const QString &text)
    {
        for (QAction *action : menu->actions()) {
            if (QString(action->text()).remove(u'&') == text)
                return action;
            if (action->menu()) {
                if (QAction *found = entry(action->menu(), text))
                    return found;
            }
        }
        return nullptr;
    }
};

} // namespace batchdeck
