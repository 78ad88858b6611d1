#include "widgets/keytexts.h"

#include <algorithm>

namespace batchdeck {

namespace {

struct Name {
    const char *name;
    const char *text;
};

constexpr Name labels[] = {
    {"$schema", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Schema for editors")},
    {"id", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Id")},
    {"label", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Label")},
    {"target", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Target")},
    {"concurrency", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Jobs")},
    {"timeout", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Timeout, seconds")},
    {"cleanup", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Clean-up, seconds")},
    {"rate", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Starts a second")},
    {"deadline", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Deadline, seconds")},
    {"attempts", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Tries in all")},
    {"delay", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Delay, seconds")},
    {"backoff", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Delay grows")},
    {"maxDelay", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Longest delay, seconds")},
    {"jitter", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Random delay")},
    {"timeouts", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Retry timeouts")},
    {"then", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Then")},
    {"after", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "After so many")},
    {"alike", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "After so many alike")},
    {"limits", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Limits")},
    {"coalesce", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Share by")},
    {"idempotent", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Idempotent")},
    {"success", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Success")},
    {"database", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Database")},
    {"create", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Make what is missing")},
    {"host", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Host")},
    {"port", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Port")},
    {"user", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "User")},
    {"password", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Password")},
    {"sslmode", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Encryption")},
    {"sslrootcert", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Certificates")},
    {"marker", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Notes for what is in doubt")},
    {"connections", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Connections")},
    {"connection", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Connection")},
    {"schema", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Schema")},
    {"table", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Table")},
    {"rows", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Rows")},
    {"key", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Key")},
    {"onConflict", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Row that is there")},
    {"set", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Set as well")},
    {"statement", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Statement")},
    {"bind", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Values")},
    {"maxRows", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Rows of the answer")},
};

// What leads in a form; required keys do by themselves.
constexpr const char *leading[] = {"database", "host", "port", "user", "password", "schema", "key", "concurrency"};
constexpr const char *longOnes[] = {"statement", "bind", "set"};

constexpr Name kindNames[] = {
    {"sql.upsert", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Rows into a table")},
    {"sql", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "A SQL statement")},
    {"simulate", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Simulated")},
    {"sqlite", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "SQLite file")},
    {"postgresql", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "PostgreSQL server")},
    {"mariadb", QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "MariaDB server")},
};

// As core says them, so that they can be translated; a test says where one is missing.
[[maybe_unused]] constexpr const char *sentences[] = {
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "How often a record is tried, and how long it waits in between."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Tries in all, the first included."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Seconds before the second try."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "How the delay grows from try to try."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "The longest delay, in seconds."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts",
                      "Whether a delay is anything from nothing to the whole, so that not all come at once."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Whether what timed out is tried again also where it is not idempotent."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "What happens after so many records went wrong."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts",
                      "Go on, pause, finish what runs, or cancel what runs; or one success is enough."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "So many records that went wrong, or such a share of all."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "So many failures of one kind in a row."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Where editors find the schema of plans."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts",
                      "What tells a record from all others; else its messageId, its field id, or its row."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "How a record is called; else its field label, or its id."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts",
                      "What a record works on: a server that asks for a pause stops all records of one target."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "How many records run at once."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Seconds after which an attempt is stopped."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Seconds that the clean-up of a stopped attempt may take."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Attempts that start in a second, at most."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Seconds after which nothing more starts."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "How many records of one value run at once."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "The value that counts; a record that lacks it is not limited."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "How many records of that value run at once."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Records of one such value run once and share the success."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Databases and the like, by names that operations use."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "What each operation that records ask for does; \"*\" is for all others."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Whether running it twice does no harm; else what its kind says."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts",
                      "What a result must be to count as a success: \"notNull\", or values by their places."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "A database in a file."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "The file, from the plan's folder."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Whether a file and tables that are missing are made."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "A PostgreSQL server."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "The server, or the folder of its socket."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "The server's port."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts",
                      "The database's name. Where nothing is said, DATABASE_URL, PGSERVICE and their like count."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "A MariaDB server."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "The server, or its socket."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "The database's name."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Who connects."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Where the password is kept."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "How much the connection must be secured."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "The certificates that servers are checked against."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Whether tables that are missing are made."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "How many connections it may have at once."),
    QT_TRANSLATE_NOOP(
        "batchdeck::KeyTexts",
        "Each transaction also notes run, row and attempt in the table batchdeck_marks, which is made: what "
        "became of a record in doubt can then be looked up."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Which of the plan's connections it goes to."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts",
                      "Rows into a table of a database: inserted, or updated where they are there."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts",
                      "The table's schema. SQLite has none: schema.table is the name of a table there."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "The table."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "One object or a list of them, with a value for each column to write."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts",
                      "The columns that a row is found by; else the table's primary key or a unique constraint."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts",
                      "What becomes of a row that is there: it is updated, left as it is, or an error."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Columns with a value that the plan gives, or {\"sql\": an expression}."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "Runs a statement in a database."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "The SQL, with :name for each value."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts",
                      "The values by their names; a name that is not here is a field of the record."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts", "How many rows of what it answers are kept."),
    QT_TRANSLATE_NOOP("batchdeck::KeyTexts",
                      "Each record says in its own fields what happens to it; nothing else is touched."),
};

template <std::size_t size>
bool isOneOf(const char *const (&names)[size], const QString &name)
{
    return std::any_of(std::begin(names), std::end(names),
                       [&](const char *one) { return name == QLatin1StringView(one); });
}

template <std::size_t size>
QString named(const Name (&all)[size], const QString &name)
{
    for (const Name &one : all) {
        if (name == QLatin1StringView(one.name))
            return KeyTexts::tr(one.text);
    }
    return name;
}

} // namespace

QString KeyTexts::label(const KeyDescription &key)
{
    return named(labels, key.name);
}

QString KeyTexts::help(const KeyDescription &key)
{
    return tr(key.help.toUtf8().constData());
}

bool KeyTexts::leads(const KeyDescription &key)
{
    return key.required || isOneOf(leading, key.name);
}

bool KeyTexts::isLong(const KeyDescription &key)
{
    return isOneOf(longOnes, key.name);
}

QString KeyTexts::kind(const KindDescription &kind)
{
    return named(kindNames, kind.name);
}

QString KeyTexts::summary(const KindDescription &kind)
{
    return tr(kind.summary.toUtf8().constData());
}

} // namespace batchdeck
