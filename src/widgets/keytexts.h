#pragma once

#include "core/kinddescription.h"

#include <QCoreApplication>

namespace batchdeck {

// What the keys of plans, and kinds, are called in a form. Core describes them in English.
class KeyTexts {
    Q_DECLARE_TR_FUNCTIONS(batchdeck::KeyTexts)

public:
    static QString label(const KeyDescription &key); // "Jobs"
    static QString help(const KeyDescription &key);
    static bool leads(const KeyDescription &key); // it stands in front, and not under More
    static bool isLong(const KeyDescription &key); // more than a line
    static QString kind(const KindDescription &kind); // "Rows into a table"
    static QString summary(const KindDescription &kind);
};

} // namespace batchdeck
