#pragma once

#include "core/jsontext.h"
#include "operations/sqldialect.h"

#include <QStringList>

#include <algorithm>
#include <vector>

namespace batchdeck {

// Names and values by which somebody may try to do what they may not.
inline const QStringList &hostileTexts()
{
    static const QStringList texts = {QStringLiteral("\""),
                                      QStringLiteral("'"),
                                      QStringLiteral("\"; drop table t; --"),
                                      QStringLiteral("'; drop table t; --"),
                                      QStringLiteral("]"),
                                      QStringLiteral("`"),
                                      QStringLiteral("[t]"),
                                      QStringLiteral("?"),
                                      QStringLiteral("$1"),
                                      QStringLiteral(":a"),
                                      QStringLiteral("t\u0000x"),
                                      QStringLiteral("\u0430"), // looks like the column's name
                                      QStringLiteral("ａ"),
                                      QStringLiteral("\u212a"),
                                      QStringLiteral("%s%n"),
                                      QStringLiteral("\\"),
                                      QStringLiteral("\\'"),
                                      QStringLiteral("$$"),
                                      QStringLiteral("E'\\'"),
                                      QString(64 * 1024, u'x'),
                                      QStringLiteral("\U0001F600"),
                                      QStringLiteral(" "),
                                      QStringLiteral("\n"),
                                      QStringLiteral("a\"b\"c")};
    return texts;
}

// Records for a table t with the columns a, its key, and b: a third of them has such values for both, another
// one such a column besides, and the last one is for such a table.
struct HostileRecords {
    explicit HostileRecords(SqlDialect dialect, int count = 500)
    {
        const QStringList &texts = hostileTexts();
        for (int at = 0; at < count; ++at) {
            QString text = texts[at % texts.size()];
            const bool isValue = at % 3 == 0;
            if (isValue && dialect == SqlDialect::PostgreSQL)
                text.truncate(2000); // longer ones do not fit in an index, whoever asks
            if (at >= texts.size())
                text += QString::number(at);
            const QByteArray json = quoted(QStringView(text));
            if (isValue)
                records += R"({"table": "t", "data": {"a": )" + json + R"(, "b": )" + json + "}}";
            else if (at % 3 == 1)
                records += R"({"table": "t", "data": {"a": "x", )" + json + ": 1}}";
            else
                records += R"({"table": )" + json + R"(, "data": {"a": "x", "b": "y"}})";
            works.push_back(isValue && !(dialect == SqlDialect::PostgreSQL && text.contains(QChar(u'\0'))));
        }
        values = static_cast<int>(std::count(works.begin(), works.end(), true));
    }

    QByteArrayList records;
    std::vector<bool> works; // by row
    int values = 0;
};

} // namespace batchdeck
