#pragma once

#include "core/plannedkeys.h"

namespace batchdeck {

// What is wrong with a part of a plan, and where.
struct KeyProblem {
    QString path; // "operations.touch.statement"
    QByteArrayView part; // of the text that was read
    QString message; // a sentence
};

// Reads an object by the descriptions of its keys. All that is wrong with it is told, not the first
// alone; what is wrong is left out of the keys. The text must be JSON.
PlannedKeys readKeys(QByteArrayView object, const std::vector<KeyDescription> &keys, const QString &path,
                     std::vector<KeyProblem> &problems);

// A value in a sentence: on one line and not long.
QString inShort(QByteArrayView json);

// The same of a key, but nothing of connections: what is wrong there may be an address, password and all.
QString shown(const QString &path, QByteArrayView json);
bool isPrivate(const QString &path);

} // namespace batchdeck
