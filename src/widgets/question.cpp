#include "widgets/question.h"

#include "widgets/theme.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>

namespace batchdeck {

namespace {

constexpr QLatin1StringView unreadName("problem");
constexpr int longWord = 24;
constexpr int readableLine = 48; // letters; a short sentence is not told in four lines

// What a file holds may be one word that is longer than any line: it may be broken after so many letters.
QString breakable(const QString &text)
{
    constexpr QChar zeroWidthSpace(0x200B);
    QString broken;
    int letters = 0;
    for (const QChar letter : text) {
        letters = letter.isSpace() ? 0 : letters + 1;
        if (letters > longWord && !letter.isLowSurrogate()) {
            broken += zeroWidthSpace;
            letters = 1;
        }
        broken += letter;
    }
    return broken;
}

void fill(QMessageBox &box, const QString &text)
{
    box.setInformativeText(breakable(text));
    box.setTextFormat(Qt::PlainText);
    if (auto *label = box.findChild<QLabel *>(QStringLiteral("qt_msgbox_informativelabel"))) {
        label->setTextFormat(Qt::PlainText); // it may name what a file holds
        label->setMinimumWidth(label->fontMetrics().averageCharWidth() * readableLine);
    }
    box.setAttribute(Qt::WA_DeleteOnClose);
}

} // namespace

void dress(QDialog &dialog)
{
    const Theme &theme = Theme::of(QGuiApplication::palette());
    dialog.setPalette(theme.palette());
    dialog.setStyleSheet(theme.styleSheet());
    for (QPushButton *button : dialog.findChildren<QPushButton *>())
        button->setIcon({});
}

void tellAtOnce(const QWidget *part, const QString &title, const QString &text)
{
    auto *told = new QMessageBox(QMessageBox::NoIcon, title, title, QMessageBox::Ok, part->window());
    told->setObjectName(unreadName);
    fill(*told, text);
    dress(*told);
    told->open();
}

QMessageBox *unreadIn(const QWidget &window)
{
    return window.findChild<QMessageBox *>(unreadName);
}

void ask(QWidget *parent, const QString &title, const QString &text, const QString &yes,
         const std::function<void()> &then)
{
    ask(parent, title, text, {{yes, then}});
}

void ask(QWidget *parent, const QString &title, const QString &text, const std::vector<Answer> &answers,
         const QString &no)
{
    auto *question = new QMessageBox(QMessageBox::NoIcon, title, title, QMessageBox::Cancel, parent);
    fill(*question, text);
    for (const Answer &answer : answers) {
        const QPushButton *agrees = question->addButton(answer.text, QMessageBox::AcceptRole);
        QObject::connect(agrees, &QAbstractButton::clicked, parent, answer.then);
    }
    // “Cancel” would be an answer to whether something is to be cancelled.
    question->button(QMessageBox::Cancel)
        ->setText(no.isEmpty() ? QCoreApplication::translate("batchdeck::Question", "Leave It as It Is") : no);
    question->setDefaultButton(QMessageBox::Cancel);
    dress(*question);
    question->open();
}

} // namespace batchdeck
