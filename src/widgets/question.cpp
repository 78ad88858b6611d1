#include "widgets/question.h"

#include <QMessageBox>
#include <QPushButton>

namespace batchdeck {

void ask(QWidget *parent, const QString &title, const QString &text, const QString &yes,
         const std::function<void()> &then)
{
    ask(parent, title, text, {{yes, then}});
}

void ask(QWidget *parent, const QString &title, const QString &text, const std::vector<Answer> &answers)
{
    auto *question = new QMessageBox(QMessageBox::Question, title, text, QMessageBox::Cancel, parent);
    question->setAttribute(Qt::WA_DeleteOnClose);
    for (const Answer &answer : answers) {
        const QPushButton *agrees = question->addButton(answer.text, QMessageBox::AcceptRole);
        QObject::connect(agrees, &QAbstractButton::clicked, parent, answer.then);
    }
    question->setDefaultButton(QMessageBox::Cancel);
    question->open();
}

} // namespace batchdeck
