#include "bench.h"

#include "formats/batchloader.h"

#include <QByteArray>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <simdjson.h>

#include <fstream>
#include <functional>
#include <map>

using namespace batchdeck;

namespace {

// ---- The files: the same for everybody, in the folder that bench.py removes again

QByteArray record(unsigned row)
{
    const QByteArray number = QByteArray::number(row);
    return R"("{\"mallid\": \"aivelabs\", \"target_db\": \"wahs\", \"table_name\": \"test\", \"schema\": \"temp\", )"
           R"(\"operation\": \"execute_upsert\", \"data\": [{\"a\": )"
        + number + R"(, \"b\": )" + QByteArray::number(100'000 + row % 97) + R"(}]}")";
}

QByteArray tableRow(unsigned row)
{
    return "aivelabs,wahs,test,temp,execute_upsert," + QByteArray::number(row) + ",\"" + QByteArray::number(row % 97)
        + " \"\"of\"\" 97, more or less\"";
}

struct Shape {
    const char *suffix;
    const char *before;
    const char *between;
    const char *after;
    QByteArray (*entry)(unsigned);
};
constexpr Shape recordsShape{".json", "{\"Records\": [", ", ", "]}\n", record};
constexpr Shape tableShape{".csv", "mallid,target_db,table_name,schema,operation,a,b\n", "\n", "\n", tableRow};

QString fileOf(const Shape &shape, unsigned records)
{
    const QByteArray folder = qgetenv("BATCHDECK_BENCH_FOLDER");
    if (folder.isEmpty())
        qFatal("BATCHDECK_BENCH_FOLDER names no folder for the files");
    const QString path = QFile::decodeName(folder) + u'/' + QString::number(records) + QLatin1StringView(shape.suffix);
    if (QFile::exists(path))
        return path;
    std::ofstream file(path.toStdString());
    file << shape.before;
    for (unsigned row = 0; row < records; ++row)
        file << (row > 0 ? shape.between : "") << shape.entry(row).constData();
    file << shape.after;
    if (!file.flush())
        qFatal("The file to load could not be written.");
    return path;
}

long residentNow()
{
    std::ifstream file("/proc/self/statm");
    long pages = 0;
    long resident = 0;
    file >> pages >> resident;
    return resident * 4096;
}

// ---- Who loads

unsigned ours(const QString &path)
{
    const LoadedBatch batch = loadBatch(path);
    if (!batch || !(*batch)->flaws().empty())
        qFatal("it does not load");
    return (*batch)->size();
}

unsigned simdjsonOnDemand(const QString &path)
{
    const simdjson::padded_string text = simdjson::padded_string::load(path.toStdString());
    simdjson::ondemand::parser parser;
    simdjson::ondemand::document document = parser.iterate(text);
    unsigned count = 0;
    std::size_t size = 0;
    for (simdjson::ondemand::value entry : document["Records"].get_array()) {
        size += std::string_view(entry.get_string()).size();
        ++count;
    }
    return size > 0 ? count : 0;
}

unsigned simdjsonDom(const QString &path)
{
    simdjson::dom::parser parser;
    const simdjson::dom::element document = parser.load(path.toStdString());
    unsigned count = 0;
    std::size_t size = 0;
    for (const simdjson::dom::element entry : document["Records"].get_array()) {
        size += std::string_view(entry.get_string()).size();
        ++count;
    }
    return size > 0 ? count : 0;
}

unsigned nlohmannDom(const QString &path)
{
    std::ifstream file(path.toStdString());
    return static_cast<unsigned>(nlohmann::json::parse(file)["Records"].size());
}

unsigned qtDocument(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return static_cast<unsigned>(
        QJsonDocument::fromJson(file.readAll()).object().value(QLatin1StringView("Records")).toArray().size());
}

template <const Shape &shape, unsigned (*load)(const QString &)>
void time(const bench::Case &c)
{
    const QString path = fileOf(shape, c.records);
    const long size = QFileInfo(path).size();
    const long before = residentNow();
    const auto since = bench::Clock::now();
    const unsigned found = load(path);
    const double took = bench::microseconds(bench::Clock::now() - since);
    if (found != c.records)
        qFatal("%u records instead of %u", found, c.records);
    bench::print({{"us", took / c.records},
                  {"seconds", took / 1e6},
                  {"beyond_file", static_cast<double>(bench::peak() - before - size) / c.records}});
}

const std::map<std::string, void (*)(const bench::Case &)> cases = {
    {"records", time<recordsShape, ours>},
    {"simdjson", time<recordsShape, simdjsonOnDemand>},
    {"simdjson dom", time<recordsShape, simdjsonDom>},
    {"nlohmann", time<recordsShape, nlohmannDom>},
    {"QJsonDocument", time<recordsShape, qtDocument>},
    {"table", time<tableShape, ours>},
};

} // namespace

int main(int count, char **arguments)
{
    const bench::Case c = bench::caseOf(count, arguments);
    const auto found = cases.find(c.name);
    if (found == cases.end()) {
        std::fprintf(stderr, "There is no case \"%s\".\n", c.name.c_str());
        return 2;
    }
    found->second(c);
}
