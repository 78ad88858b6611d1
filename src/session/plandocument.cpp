#include "session/plandocument.h"

#include "core/jsontext.h"
#include "formats/outputfile.h"
#include "formats/planwriter.h"
#include "formats/tidyjson.h"
#include "operations/kinds.h"

#include <QFile>
#include <QFileInfo>

#include <nlohmann/json.hpp>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

constexpr qint64 longest = 16 * 1024 * 1024;

Json parsed(const QByteArray &text)
{
    return Json::parse(text.begin(), text.end(), nullptr, false);
}

QByteArrayList inUtf8(const QStringList &path)
{
    QByteArrayList keys;
    for (const QString &key : path)
        keys += key.toUtf8();
    return keys;
}

// The object with the value at the path: all else stands as it was written.
QByteArray with(QByteArrayView object, const QStringList &path, const QByteArray &json)
{
    QByteArrayList texts;
    bool isThere = false;
    const auto inside = [&](QByteArrayView old) {
        return path.size() == 1 ? json : with(old.startsWith('{') ? old : QByteArrayView("{}"), path.mid(1), json);
    };
    const auto add = [&](const QByteArray &key, const QByteArray &value) {
        if (!value.isEmpty() && (path.size() == 1 || value != "{}"))
            texts += key + ": " + value;
    };
    for (const JsonMember &member : members(object)) {
        if (QString::fromUtf8(stringText(member.key)) != path.first()) {
            texts += member.key.toByteArray() + ": " + member.value.toByteArray();
            continue;
        }
        if (!std::exchange(isThere, true))
            add(member.key.toByteArray(), inside(member.value));
    }
    if (!isThere)
        add(quoted(path.first()), inside("{}"));
    return '{' + texts.join(", ") + '}';
}

} // namespace

const std::vector<KindDescription> &planKinds()
{
    return kinds();
}

PlanDocument::PlanDocument(QByteArray text, QString folder)
    : m_text(std::move(text))
    , m_folder(std::move(folder))
{
    read();
}

Expected<PlanDocument> PlanDocument::load(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{u"plan"_s, u"The plan “%1” could not be opened: %2."_s.arg(path, file.errorString()), false};
    return PlanDocument(file.read(longest), QFileInfo(path).absolutePath());
}

PlanDocument PlanDocument::of(const Plan &plan)
{
    return {writePlan(plan), plan.folder};
}

Expected<void> PlanDocument::save(const QString &path) const
{
    auto file = OutputFile::create(path, OutputFile::Existing::Replace);
    if (!file)
        return file.error();
    if (auto written = file->write(m_text.endsWith('\n') ? m_text : m_text + '\n'); !written)
        return written;
    return file->finish();
}

void PlanDocument::setText(const QByteArray &text)
{
    if (m_text == text)
        return;
    m_text = text;
    read();
}

void PlanDocument::setFolder(const QString &folder)
{
    m_folder = folder;
    read();
}

void PlanDocument::read()
{
    m_isReadable = parsed(m_text).is_object();
    m_reading = readPlan(m_text, kinds(), m_folder);
}

QByteArray PlanDocument::value(const QStringList &path) const
{
    const auto found = m_isReadable ? valueAt(m_text, inUtf8(path)) : std::nullopt;
    return found ? withoutMargins(*found).toByteArray() : QByteArray();
}

void PlanDocument::setValue(const QStringList &path, const QByteArray &json)
{
    if (m_isReadable && !path.isEmpty() && value(path) != json)
        setText(tidyJson(with(withoutMargins(m_text), path, json)));
}

QStringList PlanDocument::names(const QStringList &path) const
{
    QStringList names;
    const QByteArray object = value(path);
    for (const JsonMember &member : members(object))
        names += QString::fromUtf8(stringText(member.key));
    return names;
}

std::optional<Plan> PlanDocument::withConnection(const QString &name) const
{
    const QByteArray connection = value({u"connections"_s, name});
    if (connection.isEmpty())
        return std::nullopt;
    const QByteArray text =
        "{\"connections\": {" + quoted(name) + ": " + connection + R"(}, "operations": {"*": {"kind": "simulate"}}})";
    return readPlan(text, kinds(), m_folder).plan;
}

} // namespace batchdeck
