#include "layers.h"

#include <QDir>
#include <QHash>
#include <QLibraryInfo>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace layers {

const QList<Layer> all = {
    {u"core"_s, {}, {u"QtCore"_s, u"QtConcurrent"_s}, {u"nlohmann"_s}},
    {u"formats"_s,
     {u"core"_s},
     {u"QtCore"_s, u"QtConcurrent"_s},
     {u"nlohmann"_s, u"simdjson"_s, u"xxhash"_s, u"csv"_s, u"zlib"_s}},
    {u"operations"_s,
     {u"core"_s},
     {u"QtCore"_s, u"QtConcurrent"_s, u"QtSql"_s},
     {u"nlohmann"_s, u"curl"_s, u"libpq"_s, u"sqlite3"_s}},
    {u"journal"_s,
     {u"core"_s},
     {u"QtCore"_s, u"QtConcurrent"_s, u"QtSql"_s},
     {u"nlohmann"_s, u"sqlite3"_s, u"xxhash"_s}},
    {u"models"_s, {u"core"_s}, {u"QtCore"_s, u"QtConcurrent"_s, u"QtGui"_s}, {u"nlohmann"_s}},
    {u"session"_s,
     {u"core"_s, u"formats"_s, u"operations"_s, u"journal"_s},
     {u"QtCore"_s, u"QtConcurrent"_s},
     {u"nlohmann"_s, u"qtkeychain"_s}},
    {u"widgets"_s,
     {u"core"_s, u"models"_s, u"session"_s},
     {u"QtCore"_s, u"QtConcurrent"_s, u"QtGui"_s, u"QtSvg"_s, u"QtWidgets"_s},
     {u"nlohmann"_s}},
    {u"console"_s, {u"core"_s, u"session"_s}, {u"QtCore"_s, u"QtConcurrent"_s}, {u"nlohmann"_s}},
    {u"app"_s,
     {u"core"_s, u"formats"_s, u"operations"_s, u"journal"_s, u"models"_s, u"session"_s, u"widgets"_s, u"console"_s},
     {u"QtCore"_s, u"QtConcurrent"_s, u"QtSql"_s, u"QtGui"_s, u"QtWidgets"_s, u"QtDBus"_s},
     {u"nlohmann"_s}},
};

const Layer *find(const QString &folder)
{
    const auto found = std::find_if(all.begin(), all.end(), [&](const Layer &l) { return l.folder == folder; });
    return found == all.end() ? nullptr : &*found;
}

namespace {

// Headers of other libraries that not every layer may use, by how their path begins.
const QHash<QString, QString> libraries = {
    {u"nlohmann/"_s, u"nlohmann"_s}, {u"simdjson"_s, u"simdjson"_s},
    {u"csv.h"_s, u"csv"_s},          {u"zlib.h"_s, u"zlib"_s},
    {u"xxhash"_s, u"xxhash"_s},      {u"curl/"_s, u"curl"_s},
    {u"libpq-"_s, u"libpq"_s},       {u"postgresql/"_s, u"libpq"_s},
    {u"sqlite3"_s, u"sqlite3"_s},    {u"qt6keychain/"_s, u"qtkeychain"_s},
};

// The modules of Qt that have a header of this name: <QAction> is in two.
QStringList modulesWith(const QString &header)
{
    static const QDir qt(QLibraryInfo::path(QLibraryInfo::HeadersPath));
    static const QStringList modules = qt.entryList({u"Qt*"_s}, QDir::Dirs);
    QStringList found;
    std::copy_if(modules.begin(), modules.end(), std::back_inserter(found),
                 [&](const QString &module) { return qt.exists(module + u'/' + header); });
    return found;
}

// What is wrong with including `written` in src/`file`; empty where nothing is.
QString wrongInclude(const QString &file, QString written, bool isQuoted)
{
    const Layer &from = *find(file.section(u'/', 0, 0));
    const auto wrongModule = [&](const QStringList &modules) {
        const bool may = std::any_of(modules.begin(), modules.end(),
                                     [&](const QString &module) { return from.modules.contains(module); });
        return may ? QString() : u"%1 may not use %2"_s.arg(from.folder, modules.join(u" or "_s));
    };

    written = QDir::fromNativeSeparators(written);
    written.replace(u'\\', u'/');
    static const QRegularExpression qtPath(u"(?:^|/)(Qt[A-Z]\\w*)/"_s);
    if (const auto match = qtPath.match(written); match.hasMatch())
        return wrongModule({match.captured(1)});
    if (written.startsWith(u"private/"_s))
        return u"%1 may not use what is private to Qt"_s.arg(from.folder);
    const bool isBare = !written.contains(u'/');
    if (isBare && written.startsWith(u"ui_"_s))
        return wrongModule({u"QtWidgets"_s});

    // Beside the file, then under src/, both without asking the disk where it can be told without.
    const QString beside = QDir::cleanPath(u"/src/"_s + file.section(u'/', 0, -2) + u'/' + written);
    const QString below = QDir::cleanPath(u"/src/"_s + written);
    const bool isBeside = isQuoted && (written.startsWith(u'.') || QFile::exists(QStringLiteral(SOURCE_DIR) + beside));
    QString path = QDir::isAbsolutePath(written) ? QDir::cleanPath(written) : (isBeside ? beside : below);
    if (path.startsWith(QStringLiteral(SOURCE_DIR)))
        path.remove(0, QStringLiteral(SOURCE_DIR).size());
    const QString folder = path.startsWith(u"/src/"_s) ? path.section(u'/', 2, 2) : QString();
    if (find(folder) && path.count(u'/') > 2)
        return folder == from.folder || from.layers.contains(folder)
            ? QString()
            : u"%1 may not include %2"_s.arg(from.folder, folder);
    if (QDir::isAbsolutePath(written) || folder.isEmpty())
        return u"%1 includes what is not in src/"_s.arg(from.folder);

    for (auto [prefix, library] : libraries.asKeyValueRange()) {
        if (written.startsWith(prefix) && !from.libraries.contains(library))
            return u"%1 may not use %2"_s.arg(from.folder, library);
    }
    if (isBare && !isBeside) {
        if (const QStringList modules = modulesWith(written); !modules.isEmpty())
            return wrongModule(modules);
    }
    return {};
}

} // namespace

QStringList wrongIncludes(const QString &file, QString text)
{
    text.replace(u"\\\n"_s, QString());
    static const QRegularExpression include(
        uR"(^(?:\s|/\*.*?\*/)*(?:#|%:)(?:\s|/\*.*?\*/)*(?:include|include_next|import)\b(?:\s|/\*.*?\*/)*(.*)$)"_s);
    static const QRegularExpression name(uR"re(^(?:<([^>]+)>|"([^"]+)"))re"_s);
    QStringList complaints;
    const QStringList lines = text.split(u'\n');
    for (const QString &line : lines) {
        const auto directive = include.match(line);
        if (!directive.hasMatch())
            continue;
        const auto header = name.match(directive.captured(1));
        const bool isQuoted = header.capturedLength(2) > 0;
        const QString wrong = header.hasMatch()
            ? wrongInclude(file, header.captured(isQuoted ? 2 : 1).trimmed(), isQuoted)
            : u"nobody can tell what it includes"_s;
        if (!wrong.isEmpty())
            complaints += u"src/%1: %2: %3"_s.arg(file, wrong, line.trimmed());
    }
    return complaints;
}

QStringList wrongLinks(const Layer &layer, const QString &text)
{
    static const QRegularExpression target(uR"(\bQt6?::(\w+)|\bbatchdeck_(\w+))"_s);
    QStringList complaints;
    for (auto match = target.globalMatch(text); match.hasNext();) {
        const auto found = match.next();
        const QString module = u"Qt"_s + found.captured(1);
        const QString folder = found.captured(2);
        const bool isWrong = folder.isEmpty()
            ? !layer.modules.contains(module)
            : folder != layer.folder && find(folder) && !layer.layers.contains(folder);
        if (isWrong)
            complaints += u"src/%1/CMakeLists.txt names %2"_s.arg(layer.folder, found.captured());
    }
    return complaints;
}

} // namespace layers
