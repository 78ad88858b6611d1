#include "journal/journalcopy.h"

#include "journal/journalplace.h"

#include <QFile>

#include <algorithm>
#include <iterator>
#include <unordered_map>

namespace batchdeck {

namespace {

constexpr std::size_t atOnce = 20'000; // entries of one commit

// A record's entries under its new row.
void carry(std::vector<JournalEntry> &record, quint32 row, const JournalCopy &copy)
{
    for (JournalEntry &entry : record) {
        entry.row = row;
        if (copy.rowOf && entry.leader != nothing)
            entry.leader = copy.rowOf(entry.leader).value_or(nothing);
        if (copy.isCarried && entry.what == JournalEntry::What::End)
            entry.flags |= JournalEntry::Carried;
    }
}

JournalEntry unknownEntry(quint32 row)
{
    JournalEntry entry;
    entry.row = row;
    entry.became = State::InDoubt;
    entry.flags = JournalEntry::Interrupted | JournalEntry::Carried;
    entry.at = QDateTime::currentMSecsSinceEpoch();
    entry.errorKind = QStringLiteral("unknown");
    entry.errorMessage = QStringLiteral(
        "The run's journal was damaged, and says nothing of this record. Nobody knows whether it has run.");
    return entry;
}

Expected<void> write(JournalFile &from, JournalFile &to, const JournalCopy &copy)
{
    std::vector<JournalEntry> entries;
    std::vector<bool> isKnown(copy.isDamaged ? from.run().batch.entries.size() : 0);
    const auto add = [&](std::vector<JournalEntry> record) -> Expected<void> {
        entries.insert(entries.end(), std::make_move_iterator(record.begin()), std::make_move_iterator(record.end()));
        if (entries.size() < atOnce)
            return {};
        auto appended = to.append(entries);
        entries.clear();
        return appended;
    };
    const auto rowOf = [&](quint32 row) { return copy.rowOf ? copy.rowOf(row) : row; };
    auto done =
        from.eachRecord(copy.lastSequence, copy.isDamaged ? JournalFile::Trust::WhatIsSound : JournalFile::Trust::Whole,
                        [&](std::vector<JournalEntry> &record) -> Expected<void> {
                            const quint32 before = record.front().row;
                            RecordFold fold;
                            for (const JournalEntry &entry : record)
                                fold.add(entry);
                            if (before < isKnown.size())
                                isKnown[before] = isKnownOf(fold);
                            const std::optional<quint32> row = rowOf(before);
                            if (!row)
                                return {};
                            carry(record, *row, copy);
                            return add(std::move(record));
                        });
    for (std::size_t before = 0; done && before < isKnown.size(); ++before) {
        const std::optional<quint32> row = rowOf(static_cast<quint32>(before));
        if (!isKnown[before] && row && copy.matters(*row))
            done = add({unknownEntry(*row)});
    }
    auto decisions = from.decisions();
    if (!decisions && decisions.error().kind != u"journal.damaged") // nothing follows from them
        return decisions.error();
    if (decisions)
        std::erase_if(*decisions, [&](const JournalledDecision &decision) {
            return std::find(copy.keptDecisions.begin(), copy.keptDecisions.end(), decision)
                != copy.keptDecisions.end();
        });
    if (done)
        done = to.append(entries, decisions ? *decisions : std::vector<JournalledDecision>());
    const bool hasKept = !copy.kept.empty() || !copy.keptDecisions.empty();
    return done && hasKept ? to.append(copy.kept, copy.keptDecisions) : done;
}

void removeAll(const QString &path)
{
    for (const char *suffix : {"", "-wal", "-shm", ".lock"})
        QFile::remove(path + QLatin1StringView(suffix));
}

} // namespace

bool isKnownOf(const RecordFold &fold)
{
    return fold.isClaimed() || isEnded(fold.record().state);
}

Expected<QString> prepareCopy(JournalFile &from, const QString &to, const JournalCopy &copy)
{
    const QString part = to + QStringLiteral(".part");
    removeAll(part); // of a program that was killed
    auto file = JournalFile::create(part, copy.run);
    const Expected<void> written = file ? write(from, *file, copy) : file.error();
    if (written)
        return part;
    file = written.error(); // closed before it goes
    removeAll(part);
    return written.error();
}

Expected<void> placeCopy(const QString &prepared, const QString &to)
{
    if (!QFile::exists(to))
        keepOrphanedLog(to);
    auto placed = renameJournal(prepared, to);
    removeAll(prepared);
    return placed;
}

Expected<void> copyJournal(JournalFile &from, const QString &to, const JournalCopy &copy)
{
    auto prepared = prepareCopy(from, to, copy);
    return prepared ? placeCopy(*prepared, to) : prepared.error();
}

RowOf rowsOfTheSame(const BatchIdentity &before, const BatchIdentity &now)
{
    std::unordered_map<quint64, std::vector<quint32>> rows; // last one first
    for (std::size_t row = now.entries.size(); row-- > 0;)
        rows[now.entries[row]].push_back(static_cast<quint32>(row));
    std::unordered_map<quint32, quint32> found;
    for (std::size_t row = 0; row < before.entries.size(); ++row) {
        const auto same = rows.find(before.entries[row]);
        if (same == rows.end() || same->second.empty())
            continue;
        found.emplace(static_cast<quint32>(row), same->second.back());
        same->second.pop_back();
    }
    return [found = std::move(found)](quint32 row) -> std::optional<quint32> {
        const auto same = found.find(row);
        return same == found.end() ? std::nullopt : std::optional(same->second);
    };
}

} // namespace batchdeck
