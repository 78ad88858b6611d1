#pragma once

#include "effects.h"

#include <QProcessEnvironment>
#include <QTemporaryDir>

#include <memory>

namespace batchdeck {

// A batch whose records write into a database that knows nothing of the journal, and the console that runs it, again
// and again: what is told of a record is compared with what it did.
class ConsoleRuns {
protected:
    static constexpr int slotCount = 8;

    static int option(const char *name, int otherwise)
    {
        return qEnvironmentVariableIsSet(name) ? qEnvironmentVariableIntValue(name) : otherwise;
    }
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString journal() const { return path(QStringLiteral("journal/run")); } // alone in its folder
    void begin(int records, bool isMarked = false);
    void write(const QString &name, const QByteArray &bytes) const;
    QStringList command(const QString &journal) const;
    int run(const QStringList &command,
            const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment());
    std::map<int, int> effects() const { return effectsIn(path(QStringLiteral("ledger.db"))); }
    void check();
    void checkResults(bool isWhole) const;
    void goesOn();

    std::unique_ptr<QTemporaryDir> m_folder;
    int m_records = 0;
    bool m_isMarked = false; // each transaction in the database: it can be looked up
    QByteArray m_said; // by the last one
    quint32 m_inDoubt = 0;
    quint32 m_held = 0; // of them, since it ended too often while they were at work
    std::size_t m_mostAtOnce = 0;
};

} // namespace batchdeck
