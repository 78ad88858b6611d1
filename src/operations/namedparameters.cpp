#include "operations/namedparameters.h"

namespace batchdeck {

namespace {

bool isNameStart(QChar c)
{
    return c.isLetter() || c == u'_';
}

bool isNamePart(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

// After the end mark that follows `from`, or the text's end.
qsizetype after(const QString &text, const QString &mark, qsizetype from)
{
    const qsizetype at = text.indexOf(mark, from);
    return at < 0 ? text.size() : at + mark.size();
}

// $$ … $$ and $tag$ … $tag$, as PostgreSQL has them.
qsizetype dollarQuoteEnd(const QString &text, qsizetype from)
{
    qsizetype end = from + 1;
    while (end < text.size() && isNamePart(text[end]))
        ++end;
    if (end >= text.size() || text[end] != u'$' || (end > from + 1 && text[from + 1].isDigit()))
        return from + 1;
    const QString tag = text.mid(from, end + 1 - from);
    return after(text, tag, end + 1);
}

// Comments of PostgreSQL may hold comments.
qsizetype commentEnd(const QString &text, qsizetype from, bool isNested)
{
    if (!isNested)
        return after(text, QStringLiteral("*/"), from + 2);
    int depth = 1;
    for (qsizetype at = from + 2; at + 1 < text.size(); ++at) {
        if (text[at] == u'*' && text[at + 1] == u'/') {
            ++at;
            if (--depth == 0)
                return at + 1;
        } else if (text[at] == u'/' && text[at + 1] == u'*') {
            ++at;
            ++depth;
        }
    }
    return text.size();
}

// Where what begins at `at` ends, when no parameter can stand in it; `at` itself where one can.
qsizetype opaqueEnd(const QString &text, qsizetype at, SqlDialect dialect)
{
    const QChar c = text[at];
    const QChar next = at + 1 < text.size() ? text[at + 1] : QChar();
    const bool isPostgres = dialect == SqlDialect::PostgreSQL;
    const bool isMaria = dialect == SqlDialect::MariaDB;
    const bool isDash = c == u'-' && next == u'-' && (!isMaria || at + 2 >= text.size() || text[at + 2].isSpace());
    if (isDash || (isMaria && c == u'#'))
        return after(text, QStringLiteral("\n"), at);
    if (c == u'/' && next == u'*')
        return commentEnd(text, at, isPostgres);
    if (c == u':' && next == u':')
        return at + 2;
    if (isPostgres && c == u'$' && (at == 0 || !isNamePart(text[at - 1])))
        return dollarQuoteEnd(text, at);
    if (dialect == SqlDialect::SQLite && c == u'[')
        return after(text, QStringLiteral("]"), at + 1);
    if (c == u'\'' || c == u'"' || (!isPostgres && c == u'`')) {
        // E'it\'s'
        const bool escapes = (isMaria && c != u'`')
            || (isPostgres && c == u'\'' && at > 0 && text[at - 1].toLower() == u'e'
                && (at == 1 || !isNamePart(text[at - 2])));
        for (qsizetype end = at + 1; end < text.size(); ++end) {
            if (escapes && text[end] == u'\\')
                ++end;
            else if (text[end] == c)
                return end + 1; // of two in a row the second begins anew
        }
        return text.size();
    }
    return at;
}

} // namespace

NamedParameters namedParameters(const QString &statement, SqlDialect dialect)
{
    NamedParameters found;
    for (qsizetype at = 0; at < statement.size();) {
        const qsizetype end = opaqueEnd(statement, at, dialect);
        if (end > at) {
            found.text += QStringView(statement).sliced(at, end - at);
            at = end;
            continue;
        }
        const bool isParameter = statement[at] == u':' && at + 1 < statement.size() && isNameStart(statement[at + 1])
            && (at == 0 || !isNamePart(statement[at - 1]));
        if (!isParameter) {
            found.text += statement[at++];
            continue;
        }
        qsizetype stop = at + 1;
        while (stop < statement.size() && isNamePart(statement[stop]))
            ++stop;
        const QString name = statement.mid(at + 1, stop - at - 1);
        at = stop;
        qsizetype number = found.names.indexOf(name) + 1;
        if (number == 0 || dialect != SqlDialect::PostgreSQL) {
            found.names += name;
            number = found.names.size();
        }
        found.text += placeholder(dialect, number);
    }
    return found;
}

} // namespace batchdeck
