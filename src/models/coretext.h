#pragma once

#include <QCoreApplication>

namespace batchdeck {

// What core, formats, operations and journals say in English, in the person's language. They are known by their
// sentences; what those hold, names and values and what a database says, stays as it is.
class CoreText {
    Q_DECLARE_TR_FUNCTIONS(batchdeck::CoreText)

public:
    // As it is where nobody knows it. Any thread may ask.
    static QString told(const QString &english);
    // Whether the whole of it is a sentence that is known.
    static bool isKnown(const QString &english);
};

} // namespace batchdeck
