#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace batchdeck {

// Where a text stops being JSON that a plan can be, and why.
struct SyntaxProblem {
    qsizetype at = 0; // in the text
    QString message; // a sentence
};

std::optional<SyntaxProblem> syntaxProblem(QByteArrayView text);

} // namespace batchdeck
