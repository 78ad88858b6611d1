#include <libpq-fe.h>

#include <QLibrary>

#include <cstdlib>
#include <cstring>
#include <memory>

// libpq is loaded when a server is first asked for, not when the program starts: it brings twenty libraries with it,
// which somebody without a server would wait for each time. Its functions have their own names here.

namespace {

constexpr int version = 5; // of its binary interface

QFunctionPointer found(const char *name)
{
    // Loaded before a second thread sees it: that is not safe where several do it.
    static const auto library = [] {
        auto loaded = std::make_unique<QLibrary>(QStringLiteral("pq"), version);
        loaded->load();
        return loaded;
    }();
    return library->resolve(name);
}

} // namespace

// clang-format off
#define LIBPQ(name) \
    [] { \
        static const auto function = reinterpret_cast<decltype(&::name)>(found(#name)); \
        return function; \
    }()
#define FORWARD(type, name, parameters, arguments) type name parameters { return LIBPQ(name) arguments; }

// Qt's driver needs the library too: whoever has a connection has all of these.
FORWARD(ConnStatusType, PQstatus, (const PGconn *c), (c))
FORWARD(PGTransactionStatusType, PQtransactionStatus, (const PGconn *c), (c))
FORWARD(const char *, PQparameterStatus, (const PGconn *c, const char *name), (c, name))
FORWARD(char *, PQerrorMessage, (const PGconn *c), (c))
FORWARD(int, PQsslInUse, (PGconn *c), (c))
FORWARD(const char *, PQsslAttribute, (PGconn *c, const char *name), (c, name))
FORWARD(int, PQconsumeInput, (PGconn *c), (c))
FORWARD(PGcancel *, PQgetCancel, (PGconn *c), (c))
FORWARD(void, PQfreeCancel, (PGcancel *cancel), (cancel))
FORWARD(int, PQcancel, (PGcancel *cancel, char *why, int size), (cancel, why, size))
FORWARD(PQnoticeProcessor, PQsetNoticeProcessor, (PGconn *c, PQnoticeProcessor processor, void *of), (c, processor, of))
FORWARD(PGresult *, PQexec, (PGconn *c, const char *query), (c, query))
FORWARD(PGresult *, PQexecParams,
        (PGconn *c, const char *query, int count, const Oid *types, const char *const *values, const int *lengths,
         const int *formats, int format),
        (c, query, count, types, values, lengths, formats, format))
FORWARD(PGresult *, PQprepare, (PGconn *c, const char *name, const char *query, int count, const Oid *types),
        (c, name, query, count, types))
FORWARD(PGresult *, PQexecPrepared,
        (PGconn *c, const char *name, int count, const char *const *values, const int *lengths, const int *formats,
         int format),
        (c, name, count, values, lengths, formats, format))
FORWARD(int, PQsendQueryParams,
        (PGconn *c, const char *query, int count, const Oid *types, const char *const *values, const int *lengths,
         const int *formats, int format),
        (c, query, count, types, values, lengths, formats, format))
FORWARD(int, PQsendQueryPrepared,
        (PGconn *c, const char *name, int count, const char *const *values, const int *lengths, const int *formats,
         int format),
        (c, name, count, values, lengths, formats, format))
FORWARD(int, PQsetSingleRowMode, (PGconn *c), (c))
FORWARD(PGresult *, PQgetResult, (PGconn *c), (c))
FORWARD(ExecStatusType, PQresultStatus, (const PGresult *r), (r))
FORWARD(char *, PQresultErrorField, (const PGresult *r, int field), (r, field))
FORWARD(char *, PQcmdStatus, (PGresult *r), (r))
FORWARD(char *, PQcmdTuples, (PGresult *r), (r))
FORWARD(int, PQntuples, (const PGresult *r), (r))
FORWARD(int, PQnfields, (const PGresult *r), (r))
FORWARD(char *, PQfname, (const PGresult *r, int column), (r, column))
FORWARD(Oid, PQftype, (const PGresult *r, int column), (r, column))
FORWARD(char *, PQgetvalue, (const PGresult *r, int row, int column), (r, row, column))
FORWARD(int, PQgetlength, (const PGresult *r, int row, int column), (r, row, column))
FORWARD(int, PQgetisnull, (const PGresult *r, int row, int column), (r, row, column))
FORWARD(void, PQclear, (PGresult *r), (r))
// clang-format on

// Before there is a connection: without the library nothing can be read, and nothing has been made that is freed.
PQconninfoOption *PQconninfoParse(const char *conninfo, char **why)
{
    if (const auto parse = LIBPQ(PQconninfoParse))
        return parse(conninfo, why);
    *why = strdup("libpq is not installed");
    return nullptr;
}

PQconninfoOption *PQconndefaults()
{
    const auto defaults = LIBPQ(PQconndefaults);
    return defaults ? defaults() : nullptr;
}

void PQconninfoFree(PQconninfoOption *options)
{
    LIBPQ(PQconninfoFree)(options);
}

void PQfreemem(void *memory)
{
    if (const auto release = LIBPQ(PQfreemem))
        release(memory);
    else
        std::free(memory);
}
