#pragma once

#include "core/error.h"

#include <QCoreApplication>

namespace batchdeck {

// What core, formats, operations and journals say in English, in the person's language. They are known by their
// sentences; what those hold, names and values and what a database says, stays as it is.
class CoreText {
    Q_DECLARE_TR_FUNCTIONS(batchdeck::CoreText)

public:
    // As it is where nobody knows it. Any thread may ask.
    static QString told(const QString &english);
    // What a record says of itself, or an exception, stays as it was said, whatever it looks like.
    static QString told(const Error &error) { return told(error.kind, error.message); }
    static QString told(const QString &kind, const QString &message);
    // Whether the whole of it is a sentence that is known.
    static bool isKnown(const QString &english);
};

} // namespace batchdeck
