#pragma once

#include <QString>

#include <functional>
#include <vector>

class QDialog;
class QMessageBox;
class QWidget;

namespace batchdeck {

void dress(QDialog &dialog); // one of Qt's own as ours are

// What has to be read, before the window goes: a part of it may go earlier.
void tellAtOnce(const QWidget *part, const QString &title, const QString &text);
QMessageBox *unreadIn(const QWidget &window); // or null

// Asks, and does it where somebody agrees; it is not done while the question stands. The first answer is no.
void ask(QWidget *parent, const QString &title, const QString &text, const QString &yes,
         const std::function<void()> &then);

// Likewise, where more than one thing may be done.
struct Answer {
    QString text;
    std::function<void()> then;
};
void ask(QWidget *parent, const QString &title, const QString &text, const std::vector<Answer> &answers,
         const QString &no = {}); // empty: it stays as it is

} // namespace batchdeck
