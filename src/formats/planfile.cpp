#include "formats/planfile.h"

#include "core/jsontext.h"
#include "core/recordnames.h"
#include "formats/planreader.h"

#include <QFileInfo>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

constexpr quint32 fewRecords = 1000;
constexpr qsizetype fewOperations = 5;
constexpr qsizetype longestName = 40;

Error refused(const QString &message)
{
    return {u"plan"_s, message, false};
}

} // namespace

QString planPathFor(const QString &batchPath)
{
    if (batchPath.isEmpty() || batchPath == u"-")
        return {};
    QString path = batchPath;
    for (const QStringList &suffixes :
         {QStringList{u".gz"_s}, {u".json"_s, u".jsonl"_s, u".ndjson"_s, u".csv"_s, u".tsv"_s, u".txt"_s}}) {
        for (const QString &suffix : suffixes) {
            if (!path.endsWith(suffix, Qt::CaseInsensitive) || QFileInfo(path).fileName().size() == suffix.size())
                continue;
            path.chop(suffix.size());
            break;
        }
    }
    return path + u".plan.json"_s;
}

Expected<Plan> readPlanFile(const QString &path, const std::vector<KindDescription> &kinds)
{
    const QFileInfo info(path);
    if (!info.exists())
        return refused(u"There is no plan “%1”."_s.arg(path));
    if (info.isDir())
        return refused(u"“%1” is a folder, not a plan."_s.arg(path));
    QFile file(path);
    constexpr qint64 most = 16 * 1024 * 1024; // what is longer is refused when it is read
    if (!file.open(QIODevice::ReadOnly))
        return refused(u"The plan “%1” could not be opened: %2."_s.arg(path, file.errorString()));
    const QByteArray text = file.read(most);
    if (file.error() != QFileDevice::NoError)
        return refused(u"The plan “%1” could not be read: %2."_s.arg(path, file.errorString()));
    PlanReading reading = readPlan(text, kinds, info.absolutePath());
    if (!reading.plan)
        return reading.error(u"“%1”"_s.arg(path));
    return *std::move(reading.plan);
}

QString shortestPlanFor(const Batch &batch)
{
    QStringList names;
    for (quint32 row = 0; row < std::min(batch.size(), fewRecords); ++row) {
        if (batch.isInvalid(row))
            continue;
        QString name = operationOf(RecordValues::of(batch.record(row)));
        if (name.isEmpty() || name.size() > longestName)
            name = u"*"_s;
        if (!names.contains(name))
            names << name;
    }
    if (names.isEmpty() || names.size() > fewOperations)
        names = QStringList{u"*"_s};
    if (names.removeOne(u"*"_s))
        names << u"*"_s; // for all others: the last
    QStringList operations;
    for (const QString &name : names)
        operations << QString::fromUtf8(quoted(name)) + uR"(: {"kind": "simulate"})"_s;
    return uR"({"operations": {%1}})"_s.arg(operations.join(u", "_s));
}

} // namespace batchdeck
