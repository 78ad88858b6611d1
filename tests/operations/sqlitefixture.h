#pragma once

#include "sqlfixture.h"

#include <QDir>
#include <QProcess>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace batchdeck {

inline QByteArray plan(const QByteArray &operation, const QByteArray &more = {})
{
    return R"({"connections": {"wahs": {"driver": "sqlite", "database": "wahs.db", "create": true}},)" + more
        + R"("operations": {"*": {"connection": "wahs", )" + operation + "}}}";
}

inline const QByteArray upsertA = R"("kind": "sql.upsert", "table": "t", "rows": "{data}", "key": ["a"])";

inline const QByteArray forEver =
    "with recursive n(x) as (select 1 union all select x + 1 from n) select count(*) from n";

// A folder with a file of SQLite in it, by somebody else than the program.
class SqliteFolder {
protected:
    void beginAnew() { m_folder = std::make_unique<QTemporaryDir>(); }
    QString path() const { return m_folder->filePath(QStringLiteral("wahs.db")); }
    void sql(const QByteArray &text)
    {
        sqlite3 *database = nullptr;
        sqlite3_open(path().toUtf8(), &database);
        char *why = nullptr;
        if (sqlite3_exec(database, text, nullptr, nullptr, &why) != SQLITE_OK)
            qFatal("%s: %s", text.constData(), why);
        sqlite3_close(database);
    }
    QByteArray asked(const QByteArray &text, const QString &file = QStringLiteral("wahs.db"))
    {
        sqlite3 *database = nullptr;
        sqlite3_open(m_folder->filePath(file).toUtf8(), &database);
        QByteArray found;
        const auto add = [](void *all, int columns, char **values, char **) {
            auto &lines = *static_cast<QByteArray *>(all);
            for (int at = 0; at < columns; ++at)
                lines += QByteArray(at ? "|" : lines.isEmpty() ? "" : "\n") + (values[at] ? values[at] : "null");
            return 0;
        };
        sqlite3_exec(database, text, add, &found, nullptr);
        sqlite3_close(database);
        return found;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

// A file system of one mebibyte, where this may make one.
class SmallDisk {
    Q_DISABLE_COPY_MOVE(SmallDisk)

public:
    explicit SmallDisk(const QString &folder)
        : m_folder(folder)
    {
        const QStringList options = {QStringLiteral("-t"), QStringLiteral("tmpfs"), QStringLiteral("-o"),
                                     QStringLiteral("size=1M"), QStringLiteral("tmpfs")};
        m_isThere =
            QDir().mkpath(folder) && QProcess::execute(QStringLiteral("mount"), options + QStringList{folder}) == 0;
    }
    ~SmallDisk()
    {
        if (m_isThere)
            QProcess::execute(QStringLiteral("umount"), {m_folder});
    }
    bool isThere() const { return m_isThere; }
    void empty() const
    {
        QDir folder(m_folder);
        for (const QString &file : folder.entryList(QDir::Files))
            folder.remove(file);
    }

private:
    const QString m_folder;
    bool m_isThere = false;
};

// A connection of somebody else's that holds the file.
class Holder {
    Q_DISABLE_COPY_MOVE(Holder)

public:
    explicit Holder(const QString &path, const char *begin = "begin immediate")
    {
        sqlite3_open(path.toUtf8(), &m_database);
        sqlite3_exec(m_database, begin, nullptr, nullptr, nullptr);
    }
    ~Holder() { sqlite3_close(m_database); }

private:
    sqlite3 *m_database = nullptr;
};

// As if another process held a file that has no write-ahead log: first nobody else reads it; then whoever likes
// does, and nobody writes. Outlives those that work with the file.
class SqliteLock {
    Q_DISABLE_COPY_MOVE(SqliteLock)

public:
    explicit SqliteLock(const QString &path)
        : m_file(::open(path.toUtf8().constData(), O_RDWR | O_CLOEXEC))
    {
        lock(F_WRLCK, pending, 2 + shared);
    }
    ~SqliteLock() { ::close(m_file); }

    void letRead()
    {
        lock(F_UNLCK, pending, 1);
        lock(F_UNLCK, pending + 2, shared);
    }
    void letWrite() { lock(F_UNLCK, pending, 2 + shared); }

private:
    // Where SQLite locks: who waits to write, who is about to, who reads.
    static constexpr off_t pending = 0x40000000;
    static constexpr off_t shared = 510;

    void lock(short type, off_t from, off_t bytes)
    {
        struct flock lock { };
        lock.l_type = type;
        lock.l_whence = SEEK_SET;
        lock.l_start = from;
        lock.l_len = bytes;
        if (::fcntl(m_file, F_OFD_SETLK, &lock) != 0) // others in this process count as well
            qFatal("the file cannot be locked");
    }

    const int m_file;
};

} // namespace batchdeck
