#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QString>

namespace batchdeck {

// As much of some JSON as a pane shows: making it takes time, so that a thread does.
struct ShownJson {
    Q_DECLARE_TR_FUNCTIONS(batchdeck::ShownJson)

public:
    static constexpr qsizetype most = 256 * 1024; // bytes

    QByteArray json; // as it is written
    QString text; // as a person reads it
    QString raw; // as it stands in the file, where it comes from one
    qsizetype size = 0; // of all of it, in bytes

    static ShownJson of(QByteArrayView json);

    bool isCut() const { return size > most; }
    QString note() const; // that it is cut, and where; empty where it is not
};

// A text with its longest lines broken: to lay out one of many thousand characters takes seconds. What is shorter than
// the longest line was broken by nobody but its author.
constexpr qsizetype longestLine = 1000; // characters
QString inShortLines(const QString &text);

// So many bytes of UTF-8 at most, and no half a character.
QByteArrayView beginningOf(QByteArrayView text, qsizetype most);

} // namespace batchdeck
