#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace batchdeck {

// Asks, and does it where somebody agrees; it is not done while the question stands. The first answer is no.
void ask(QWidget *parent, const QString &title, const QString &text, const QString &yes,
         const std::function<void()> &then);

} // namespace batchdeck
