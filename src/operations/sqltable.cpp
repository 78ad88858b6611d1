#include "operations/sqltable.h"

#include <QHash>

#include <algorithm>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

// Of the letters A to Z only, as SQLite does it: a Kelvin sign is no k.
QString lowered(QStringView name)
{
    QString lower = name.toString();
    for (QChar &c : lower) {
        if (c >= u'A' && c <= u'Z')
            c = QChar(c.unicode() + (u'a' - u'A'));
    }
    return lower;
}

struct Declared {
    QString part;
    SqlType type;
};

} // namespace

const SqlColumn *SqlTable::column(QStringView written, bool anyCase) const
{
    for (const SqlColumn &column : columns) {
        if (column.name == written)
            return &column;
    }
    if (anyCase) {
        const QString lower = lowered(written);
        for (const SqlColumn &column : columns) {
            if (lowered(column.name) == lower)
                return &column;
        }
    }
    return nullptr;
}

QString SqlTable::path(SqlDialect dialect) const
{
    const QString last = quotedIdentifier(name, dialect);
    return schema.isEmpty() ? last : QString(quotedIdentifier(schema, dialect) + u'.' + last);
}

QString SqlTable::title() const
{
    return schema.isEmpty() || schema == u"main" ? name : QString(schema + u'.' + name);
}

SqlType sqliteType(const QString &declared)
{
    // The first that fits; INTEGER wins over all, as there.
    static const std::vector<Declared> parts = {
        {u"int"_s, SqlType::Integer}, {u"char"_s, SqlType::Text}, {u"clob"_s, SqlType::Text},
        {u"text"_s, SqlType::Text},   {u"blob"_s, SqlType::Any},  {u"real"_s, SqlType::Real},
        {u"floa"_s, SqlType::Real},   {u"doub"_s, SqlType::Real}, {u"bool"_s, SqlType::Boolean},
        {u"json"_s, SqlType::Json},   {u"date"_s, SqlType::Time}, {u"time"_s, SqlType::Time},
    };
    if (declared.isEmpty())
        return SqlType::Any;
    const QString lower = lowered(declared);
    const auto found =
        std::find_if(parts.begin(), parts.end(), [&](const Declared &row) { return lower.contains(row.part); });
    return found == parts.end() ? SqlType::Decimal : found->type;
}

SqlType postgresType(const QString &name)
{
    static const QHash<QString, SqlType> types = {
        {u"int2"_s, SqlType::Integer},     {u"int4"_s, SqlType::Integer}, {u"int8"_s, SqlType::Integer},
        {u"numeric"_s, SqlType::Decimal},  {u"float4"_s, SqlType::Real},  {u"float8"_s, SqlType::Real},
        {u"bool"_s, SqlType::Boolean},     {u"text"_s, SqlType::Text},    {u"varchar"_s, SqlType::Text},
        {u"bpchar"_s, SqlType::Text},      {u"name"_s, SqlType::Text},    {u"citext"_s, SqlType::Text},
        {u"json"_s, SqlType::Json},        {u"jsonb"_s, SqlType::Json},   {u"date"_s, SqlType::Time},
        {u"time"_s, SqlType::Time},        {u"timetz"_s, SqlType::Time},  {u"timestamp"_s, SqlType::Time},
        {u"timestamptz"_s, SqlType::Time}, {u"bytea"_s, SqlType::Binary},
    };
    return types.value(name, SqlType::Other);
}

int postgresBits(const QString &name)
{
    return name == u"int2" ? 16 : name == u"int4" ? 32 : 64;
}

SqlType mariadbType(const QString &name, const QString &declared)
{
    static const QHash<QString, SqlType> types = {
        {u"tinyint"_s, SqlType::Integer}, {u"smallint"_s, SqlType::Integer}, {u"mediumint"_s, SqlType::Integer},
        {u"int"_s, SqlType::Integer},     {u"bigint"_s, SqlType::Integer},   {u"decimal"_s, SqlType::Decimal},
        {u"float"_s, SqlType::Real},      {u"double"_s, SqlType::Real},      {u"char"_s, SqlType::Text},
        {u"varchar"_s, SqlType::Text},    {u"tinytext"_s, SqlType::Text},    {u"text"_s, SqlType::Text},
        {u"mediumtext"_s, SqlType::Text}, {u"longtext"_s, SqlType::Text},    {u"json"_s, SqlType::Json},
        {u"date"_s, SqlType::Time},       {u"time"_s, SqlType::Time},        {u"datetime"_s, SqlType::Time},
        {u"timestamp"_s, SqlType::Time},  {u"binary"_s, SqlType::Binary},    {u"varbinary"_s, SqlType::Binary},
        {u"tinyblob"_s, SqlType::Binary}, {u"blob"_s, SqlType::Binary},      {u"mediumblob"_s, SqlType::Binary},
        {u"longblob"_s, SqlType::Binary},
    };
    if (declared == u"tinyint(1)")
        return SqlType::Boolean;
    if (name == u"bigint" && declared.contains(u"unsigned")) // holds more than we count in
        return SqlType::Decimal;
    return types.value(name, SqlType::Other);
}

// Of those without a sign the server knows the bounds.
int mariadbBits(const QString &name, const QString &declared)
{
    static const QHash<QString, int> bits = {
        {u"tinyint"_s, 8}, {u"smallint"_s, 16}, {u"mediumint"_s, 24}, {u"int"_s, 32}};
    return declared.contains(u"unsigned") ? 64 : bits.value(name, 64);
}

} // namespace batchdeck
