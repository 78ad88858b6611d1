#include "operations/postgresoptions.h"

#include <libpq-fe.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

// As libpq reads it in a line of options.
QString option(const QString &name, QString value)
{
    value.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
    return name + u"='" + value + u'\'';
}

Error notAnAddress(const QString &why)
{
    return {
        u"sql.connection"_s,
        u"DATABASE_URL is no address of PostgreSQL: %1. Correct it, unset it, or say in the plan where the connection "
        "leads."_s.arg(why),
        false};
}

// Nothing of the URL itself is told: it may hold a password, wherever it was mistyped.
Error notReadable(const QByteArray &url, const QString &why)
{
    QString what = u"libpq cannot read it"_s;
    if (!isPostgresUrl(url))
        what = u"it must begin with postgresql:// or postgres://"_s;
    else if (why.startsWith(u"invalid URI query parameter")) // and quotes its name only
        what = why.simplified();
    return notAnAddress(what);
}

using AllOptions = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

// Where it counts: for a connection of which the plan says nothing.
QByteArray databaseUrl(const SqlTarget &target)
{
    const bool saysNothing = target.host.isEmpty() && target.database.isEmpty() && target.user.isEmpty();
    return saysNothing && !qEnvironmentVariableIsSet("PGSERVICE") ? qgetenv("DATABASE_URL") : QByteArray();
}

// What such a password has is taken for the server, the port or the database, and libpq tells those when it cannot
// connect.
bool mixesItsParts(const QByteArray &url, const AllOptions &all)
{
    const QByteArray place = isPostgresUrl(url) ? url.sliced(url.indexOf("://") + 3).split('?').front() : QByteArray();
    const qsizetype at = place.indexOf('@');
    const qsizetype slash = place.indexOf('/');
    if (place.count('@') > 1 || (slash >= 0 && slash < at))
        return true;
    for (const PQconninfoOption *each = all.get(); each->keyword; ++each) {
        const auto isOfPort = [](char letter) { return (letter >= '0' && letter <= '9') || letter == ','; };
        const QByteArray value = each->val;
        if (qstrcmp(each->keyword, "port") == 0 && !std::all_of(value.begin(), value.end(), isOfPort))
            return true;
    }
    return false;
}

// What it says. Its password is set apart: Qt's driver takes every semicolon of its options for a space.
Expected<QStringList> optionsOfUrl(const QByteArray &url, QString &password)
{
    QStringList options;
    char *why = nullptr;
    const AllOptions all(PQconninfoParse(url.constData(), &why), &PQconninfoFree);
    const std::unique_ptr<char, decltype(&PQfreemem)> owned(why, &PQfreemem);
    if (!all)
        return notReadable(url, QString::fromUtf8(why));
    if (mixesItsParts(url, all))
        return notAnAddress(u"a /, ? or @ in a name or a password must be percent-encoded"_s);
    for (const PQconninfoOption *each = all.get(); each->keyword; ++each) {
        if (each->val && qstrcmp(each->keyword, "password") == 0)
            password = QString::fromUtf8(each->val);
        else if (each->val)
            options += option(QString::fromUtf8(each->keyword), QString::fromUtf8(each->val));
    }
    return options;
}

// Those that lead somewhere, and are no secrets.
QStringList placesIn(const AllOptions &all)
{
    static const QStringList leading{u"service"_s, u"host"_s, u"hostaddr"_s, u"port"_s,
                                     u"dbname"_s,  u"user"_s, u"options"_s};
    QStringList places;
    for (const PQconninfoOption *each = all.get(); each && each->keyword; ++each) {
        const auto keyword = QString::fromUtf8(each->keyword);
        if (each->val && leading.contains(keyword))
            places += option(keyword, QString::fromUtf8(each->val));
    }
    return places;
}

} // namespace

QStringList postgresDefaults(const SqlTarget &target)
{
    const AllOptions defaults(PQconndefaults(), &PQconninfoFree);
    QStringList places = placesIn(defaults);
    if (const QByteArray url = databaseUrl(target); !url.isEmpty()) {
        char *why = nullptr;
        const AllOptions said(PQconninfoParse(url.constData(), &why), &PQconninfoFree);
        PQfreemem(why);
        places += placesIn(said);
    }
    return places;
}

bool isPostgresUrl(const QByteArray &url)
{
    return url.startsWith("postgresql://") || url.startsWith("postgres://");
}

Expected<QString> postgresOptions(const SqlTarget &target, QString &password)
{
    QStringList options;
    // Whatever stands in between forgets a connection that is idle for some minutes, and tells neither end; and a
    // server that is gone with its machine would be waited for all day. Of two that say it the later counts.
    if (!qEnvironmentVariableIsSet("PGSERVICE"))
        options += {option(u"keepalives_idle"_s, u"30"_s), option(u"keepalives_interval"_s, u"10"_s),
                    option(u"keepalives_count"_s, u"4"_s), option(u"tcp_user_timeout"_s, u"70000"_s)};
    if (const QByteArray url = databaseUrl(target); !url.isEmpty()) {
        auto told = optionsOfUrl(url, password);
        if (!told)
            return told.error();
        options += *std::move(told);
    }
    if (!target.sslmode.isEmpty())
        options += option(u"sslmode"_s, target.sslmode);
    if (!target.sslrootcert.isEmpty())
        options += option(u"sslrootcert"_s, target.sslrootcert);
    options += {option(u"application_name"_s, u"batchdeck"_s), option(u"connect_timeout"_s, u"15"_s)};
    return options.join(u' ');
}

// What the words do not tell is taken for a matter of the network.
QString refusal(const QString &why)
{
    static const std::vector<std::pair<QString, QString>> words = {
        {u"too many c"_s, u"53300"_s}, // clients, or connections for role "…", which is said first
        {u"connection slots"_s, u"53300"_s},
        {u"starting up"_s, u"57P03"_s},
        {u"shutting down"_s, u"57P03"_s},
        {u"recovery mode"_s, u"57P03"_s},
        {u"authentication failed"_s, u"28P01"_s},
        {u"no password supplied"_s, u"28P01"_s},
        {u"pg_hba.conf"_s, u"28000"_s},
        {u"not permitted to log in"_s, u"28000"_s},
        {u"database \""_s, u"3D000"_s},
        {u"role \""_s, u"28000"_s},
        {u"permission denied"_s, u"42501"_s},
        {u"certificate"_s, u"08P01"_s},
        {u"SSL"_s, u"08P01"_s},
        {u"service file"_s, u"08P01"_s},
    };
    for (const auto &[word, state] : words) {
        if (why.contains(word))
            return state;
    }
    return u"08001"_s;
}

bool isOfCertificates(const QString &why)
{
    return why.contains(u"root certificate file") || why.contains(u"certificate verify failed");
}

} // namespace batchdeck
