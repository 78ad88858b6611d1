#include "journal/journalopening.h"

#include "journal/journalfolder.h"

#include <QFile>
#include <QFileInfo>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace batchdeck {

namespace {

Error cannot(const char *kind, const QString &sentence)
{
    return {QString::fromLatin1(kind), sentence, false};
}

QString standing(const FoundRun &found)
{
    return QStringLiteral("%L1 ended, %L2 of them in doubt, %L3 to run")
        .arg(found.ended)
        .arg(found.inDoubt)
        .arg(found.left);
}

QString changes(const BatchChange &change)
{
    if (change.added == 0 && change.gone == 0)
        return QStringLiteral("the same records in another order");
    return QStringLiteral("%L1 records are the same, %L2 are new, %L3 are gone")
        .arg(change.same)
        .arg(change.added)
        .arg(change.gone);
}

FoundRun foundRun(const JournalFile &file, const JournalPast &past, const JournalledRun &now)
{
    FoundRun found;
    found.path = file.path();
    found.created = file.run().created;
    found.ended = past.ended;
    found.inDoubt =
        static_cast<quint32>(std::count_if(past.run.records.begin(), past.run.records.end(),
                                           [](const PastRecord &record) { return record.state == State::InDoubt; }));
    found.left = static_cast<quint32>(file.run().batch.entries.size()) - past.ended;
    found.batch = BatchChange::between(file.run().batch, now.batch);
    found.planKeys = changedKeys(file.run().plan, now.plan);
    return found;
}

} // namespace

Expected<bool> goesOn(const std::optional<FoundRun> &found, Reopen reopen)
{
    if (reopen == Reopen::Fresh)
        return false;
    if (!found) {
        if (reopen == Reopen::Ask)
            return false;
        return cannot("journal.missing",
                      QStringLiteral("There is no earlier run of this batch to go on with. Leave "
                                     "out --resume to begin one."));
    }
    if (reopen == Reopen::Ask && !found->isUnfinished())
        return false;
    if (!found->batch.sameOrder)
        return cannot("journal.changed",
                      QStringLiteral("The batch has changed since its run of %1 was cut short: %2 (%3). --fresh begins "
                                     "anew; the earlier run stays in “%4”.")
                          .arg(found->created.toLocalTime().toString(QStringLiteral("yyyy-MM-dd hh:mm")),
                               changes(found->batch), standing(*found), found->path));
    if (reopen == Reopen::Ask)
        return cannot(
            "journal.unfinished",
            QStringLiteral("A run of this batch of %1 is unfinished: %2. --resume goes on with it, --fresh "
                           "begins anew.")
                .arg(found->created.toLocalTime().toString(QStringLiteral("yyyy-MM-dd hh:mm")), standing(*found)));
    return true;
}

QStringList changedKeys(const QByteArray &before, const QByteArray &now)
{
    if (before == now)
        return {};
    const auto parsed = [](const QByteArray &text) {
        return nlohmann::ordered_json::parse(text.begin(), text.end(), nullptr, false, true);
    };
    const nlohmann::ordered_json was = parsed(before);
    const nlohmann::ordered_json is = parsed(now);
    if (!was.is_object() || !is.is_object())
        return {QStringLiteral("all of it")};
    QStringList keys;
    for (const auto &[key, value] : was.items()) {
        if (const auto found = is.find(key); found == is.end() || *found != value)
            keys += QString::fromStdString(key);
    }
    for (const auto &[key, value] : is.items()) {
        if (!was.contains(key))
            keys += QString::fromStdString(key);
    }
    return keys;
}

Expected<OpenJournal> openJournal(const JournalRequest &request)
{
    OpenJournal opened;
    std::optional<JournalFolder> folder;
    QString path = request.path;
    if (path.isEmpty()) {
        auto made = JournalFolder::open(request.folder);
        if (!made)
            return made.error();
        folder = *std::move(made);
        if (request.reopen != Reopen::Fresh)
            path = folder->latestOf(request.run.batch, opened.told);
    }

    std::optional<FoundRun> found;
    std::optional<JournalFile> file;
    JournalPast past;
    const bool isThere = !path.isEmpty() && QFileInfo::exists(path);
    if (isThere && request.reopen != Reopen::Fresh) {
        auto existing = JournalFile::open(path);
        if (existing) {
            auto was = pastOf(*existing, request.isIdempotent, QDateTime::currentMSecsSinceEpoch());
            if (!was)
                return Error{was.error().kind,
                             was.error().message
                                 + QStringLiteral(" Nobody can tell from it what has run. --fresh begins anew, and "
                                                  "leaves it as it is."),
                             false};
            past = *std::move(was);
            found = foundRun(*existing, past, request.run);
            file = *std::move(existing);
        } else if (existing.error().kind != u"journal.empty") {
            return existing.error();
        }
    }
    const auto decided = goesOn(found, request.reopen);
    if (!decided)
        return decided.error();
    if (*decided) {
        if (auto written = file->append(past.interrupted); !written)
            return written.error();
        opened.told +=
            QStringLiteral("Going on with the run of %1: %2.")
                .arg(found->created.toLocalTime().toString(QStringLiteral("yyyy-MM-dd hh:mm")), standing(*found));
        if (past.held > 0)
            opened.told += QStringLiteral("%L1 records are held: Batchdeck ended several times while they were at "
                                          "work.")
                               .arg(past.held);
        if (!found->planKeys.isEmpty())
            opened.told +=
                QStringLiteral("The plan has changed since: %1.").arg(found->planKeys.join(QStringLiteral(", ")));
        opened.past = std::move(past.run);
    } else {
        file.reset();
        if (folder)
            path = folder->newPath(request.run.batch.path);
        else if (isThere) { // another program may be at it
            if (const auto lock = FileLock::take(path); !lock)
                return lock.error();
            auto kept = keepAside(path, QStringLiteral("earlier"));
            if (!kept)
                return kept.error();
            opened.told += QStringLiteral("The earlier journal is kept as “%1”.").arg(*kept);
        }
        auto fresh = JournalFile::create(path, request.run);
        if (!fresh)
            return fresh.error();
        file = *std::move(fresh);
    }
    opened.writer = std::make_unique<JournalWriter>(*std::move(file), request.failed);
    return opened;
}

} // namespace batchdeck
