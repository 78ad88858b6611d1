#include "core/plankeys.h"

#include "core/runsettings.h"

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

double inSeconds(Duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

QByteArray json(double value)
{
    return QByteArray::number(value, 'g', 12);
}

QByteArray json(Duration value)
{
    return json(inSeconds(value));
}

QByteArray json(bool value)
{
    return value ? "true" : "false";
}

const RunSettings standard;
const double longest = inSeconds(longestDuration);

KeyDescription seconds(const QString &name, const QString &help, std::optional<Duration> otherwise, bool mayBeZero)
{
    return {.name = name,
            .type = KeyType::Number,
            .help = help,
            .standard = otherwise ? json(*otherwise) : QByteArray(),
            .least = 0,
            .most = longest,
            .moreThanLeast = !mayBeZero};
}

KeyDescription naming(const QString &name, const QString &help)
{
    return {.name = name, .type = KeyType::Text, .help = help, .isEarly = true};
}

KeyDescription plain(const QString &name, const QString &help, bool required = false)
{
    return {.name = name, .type = KeyType::Plain, .help = help, .required = required};
}

KeyDescription place(const QString &name, const QString &help)
{
    return {.name = name, .type = KeyType::Place, .help = help};
}

KeyDescription flag(const QString &name, const QString &help, bool otherwise)
{
    return {.name = name, .type = KeyType::Boolean, .help = help, .standard = json(otherwise)};
}

KeyDescription choice(const QString &name, const QString &help, const QStringList &choices, const QByteArray &otherwise)
{
    return {.name = name, .type = KeyType::Choice, .help = help, .standard = otherwise, .choices = choices};
}

KeyDescription integer(const QString &name, const QString &help, double least, double most, const QByteArray &otherwise)
{
    return {.name = name, .type = KeyType::Integer, .help = help, .standard = otherwise, .least = least, .most = most};
}

KeyDescription retryKeys()
{
    return {
        .name = u"retry"_s,
        .type = KeyType::Group,
        .help = u"How often a record is tried, and how long it waits in between."_s,
        .keys = {
            integer(u"attempts"_s, u"Tries in all, the first included."_s, 1, maxAttempts,
                    json(double(standard.retry.attempts))),
            seconds(u"delay"_s, u"Seconds before the second try."_s, standard.retry.delay, true),
            choice(u"backoff"_s, u"How the delay grows from try to try."_s, {u"fixed"_s, u"linear"_s, u"exponential"_s},
                   "\"exponential\""),
            seconds(u"maxDelay"_s, u"The longest delay, in seconds."_s, standard.retry.maxDelay, true),
            flag(u"jitter"_s, u"Whether a delay is anything from nothing to the whole, so that not all come at once."_s,
                 standard.retry.jitter),
            flag(u"timeouts"_s, u"Whether what timed out is tried again also where it is not idempotent."_s,
                 standard.retry.timeouts),
        }};
}

KeyDescription failureKeys()
{
    return {.name = u"failures"_s,
            .type = KeyType::Group,
            .help = u"What happens after so many records went wrong."_s,
            .keys = {
                choice(u"then"_s, u"Go on, pause, finish what runs, or cancel what runs; or one success is enough."_s,
                       {u"continue"_s, u"pause"_s, u"drain"_s, u"cancel"_s, u"firstSuccess"_s}, "\"continue\""),
                {.name = u"after"_s,
                 .type = KeyType::Amount,
                 .help = u"So many records that went wrong, or such a share of all."_s},
                integer(u"alike"_s, u"So many failures of one kind in a row."_s, 1, 1e9, {}),
            }};
}

} // namespace

const QString connectionsKey = u"connections"_s;
const QString operationsKey = u"operations"_s;

const std::vector<KeyDescription> &planKeys()
{
    static const std::vector<KeyDescription> keys = {
        plain(u"$schema"_s, u"Where editors find the schema of plans."_s),
        naming(u"id"_s, u"What tells a record from all others; else its messageId, its field id, or its row."_s),
        naming(u"label"_s, u"How a record is called; else its field label, or its id."_s),
        naming(u"target"_s,
               u"What a record works on: a server that asks for a pause stops all records of one target."_s),
        integer(u"concurrency"_s, u"How many records run at once."_s, 1, maxConcurrency,
                json(double(standard.concurrency))),
        seconds(u"timeout"_s, u"Seconds after which an attempt is stopped."_s, {}, false),
        seconds(u"cleanup"_s, u"Seconds that the clean-up of a stopped attempt may take."_s, standard.cleanup, false),
        {.name = u"rate"_s,
         .type = KeyType::Number,
         .help = u"Attempts that start in a second, at most."_s,
         .least = 0.0001,
         .most = 1e9},
        seconds(u"deadline"_s, u"Seconds after which nothing more starts."_s, {}, false),
        retryKeys(),
        failureKeys(),
        {.name = u"limits"_s,
         .type = KeyType::Group,
         .help = u"How many records of one value run at once."_s,
         .shape = KeyShape::List,
         .keys = {{.name = u"by"_s,
                   .type = KeyType::Text,
                   .help = u"The value that counts; a record that lacks it is not limited."_s,
                   .required = true,
                   .isEarly = true},
                  {.name = u"max"_s,
                   .type = KeyType::Integer,
                   .help = u"How many records of that value run at once."_s,
                   .required = true,
                   .least = 1,
                   .most = 1e9}}},
        naming(u"coalesce"_s, u"Records of one such value run once and share the success."_s),
        {.name = connectionsKey,
         .type = KeyType::Json,
         .help = u"Databases and the like, by names that operations use."_s},
        {.name = operationsKey,
         .type = KeyType::Json,
         .help = u"What each operation that records ask for does; \"*\" is for all others."_s,
         .required = true},
    };
    return keys;
}

const std::vector<KeyDescription> &operationKeys()
{
    static const std::vector<KeyDescription> keys = {
        {.name = u"idempotent"_s,
         .type = KeyType::Boolean,
         .help = u"Whether running it twice does no harm; else what its kind says."_s},
        {.name = u"success"_s,
         .type = KeyType::Success,
         .help = u"What a result must be to count as a success: \"notNull\", or values by their places."_s},
    };
    return keys;
}

const std::vector<KindDescription> &connectionDrivers()
{
    static const std::vector<KindDescription> drivers = {
        {.name = u"sqlite"_s,
         .summary = u"A database in a file."_s,
         .keys = {{.name = u"database"_s,
                   .type = KeyType::Path,
                   .help = u"The file, from the plan's folder."_s,
                   .required = true},
                  flag(u"create"_s, u"Whether a file and tables that are missing are made."_s, false)}},
        {.name = u"postgresql"_s,
         .summary = u"A PostgreSQL server."_s,
         .keys = {place(u"host"_s, u"The server, or the folder of its socket."_s),
                  integer(u"port"_s, u"The server's port."_s, 1, 65535, {}),
                  place(u"database"_s,
                        u"The database's name. Where nothing is said, DATABASE_URL, PGSERVICE and their like count."_s),
                  place(u"user"_s, u"Who connects."_s),
                  {.name = u"password"_s, .type = KeyType::Secret, .help = u"Where the password is kept."_s},
                  {.name = u"sslmode"_s,
                   .type = KeyType::Choice,
                   .help = u"How much the connection must be secured."_s,
                   .choices = {u"disable"_s, u"allow"_s, u"prefer"_s, u"require"_s, u"verify-ca"_s, u"verify-full"_s}},
                  {.name = u"sslrootcert"_s,
                   .type = KeyType::Path,
                   .help = u"The certificates that servers are checked against."_s},
                  flag(u"create"_s, u"Whether tables that are missing are made."_s, false),
                  integer(u"connections"_s, u"How many connections it may have at once."_s, 1, 1000, "16")}},
        {.name = u"mariadb"_s,
         .summary = u"A MariaDB server."_s,
         .keys = {place(u"host"_s, u"The server, or its socket."_s),
                  integer(u"port"_s, u"The server's port."_s, 1, 65535, {}),
                  {.name = u"database"_s, .type = KeyType::Place, .help = u"The database's name."_s, .required = true},
                  place(u"user"_s, u"Who connects."_s),
                  {.name = u"password"_s, .type = KeyType::Secret, .help = u"Where the password is kept."_s},
                  integer(u"connections"_s, u"How many connections it may have at once."_s, 1, 1000, "16")}},
    };
    return drivers;
}

} // namespace batchdeck
