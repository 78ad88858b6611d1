#include "widgets/question.h"

#include <QMessageBox>
#include <QPushButton>

namespace batchdeck {

void ask(QWidget *parent, const QString &title, const QString &text, const QString &yes,
         const std::function<void()> &then)
{
    auto *question = new QMessageBox(QMessageBox::Question, title, text, QMessageBox::Cancel, parent);
    question->setAttribute(Qt::WA_DeleteOnClose);
    const QPushButton *agrees = question->addButton(yes, QMessageBox::AcceptRole);
    question->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(agrees, &QAbstractButton::clicked, parent, then);
    question->open();
}

} // namespace batchdeck
