#include "journal/recordfold.h"

#include <algorithm>

namespace batchdeck {

void RecordFold::add(const JournalEntry &entry, quint16 errorKind)
{
    m_record.row = entry.row;
    switch (entry.what) {
    case JournalEntry::What::Claim:
        m_claim = std::max(entry.number, 1U);
        m_isHarmless = entry.became == State::Queued;
        return;
    case JournalEntry::What::HandBack:
        m_claim = 0;
        return;
    case JournalEntry::What::Queued:
        m_record.state = State::Queued;
        m_record.reason = StopReason::None;
        m_record.late = false;
        if (entry.has(JournalEntry::ByHand))
            m_record.asked = entry.sequence;
        return;
    case JournalEntry::What::Edited:
        m_isEdited = true;
        m_isRepaired |= entry.became == State::Invalid;
        return;
    case JournalEntry::What::End:
        break;
    }
    m_claim = 0;
    m_interruptions += entry.has(JournalEntry::Interrupted) ? 1 : 0;
    m_record.state = entry.became == State::Backoff ? State::Queued : entry.became;
    m_record.last = entry.sequence > 0 ? entry.sequence : nothing; // what is not written yet comes last
    if (entry.became == State::Succeeded || isProblem(entry.became))
        m_record.asked = 0;
    m_record.attempts = std::max(m_record.attempts, entry.number);
    m_record.reason = entry.reason;
    m_record.late = entry.has(JournalEntry::Late);
    m_record.interrupted = entry.has(JournalEntry::Interrupted);
    m_record.carried = entry.has(JournalEntry::Carried);
    m_record.stranded = entry.became == State::Skipped && entry.leader != nothing;
    m_record.errorKind = errorKind;
    if (entry.number == 0 || entry.has(JournalEntry::WrittenOff))
        return; // the times are those of its last attempt, until it was given up
    const bool isKnown = !entry.has(JournalEntry::Interrupted); // else they are of when its end was found missing
    m_record.elapsed = isKnown ? static_cast<float>(static_cast<double>(entry.elapsed) / 1e6) : 0;
    m_record.ended = isKnown ? entry.at : 0;
}

std::optional<JournalEntry> RecordFold::interruption(bool isIdempotent, qint64 now) const
{
    if (m_claim == 0)
        return {};
    const bool isHeld = m_interruptions + 1 >= mostInterruptions;
    JournalEntry entry;
    entry.row = m_record.row;
    entry.number = m_claim;
    entry.became = isIdempotent && m_isHarmless && !isHeld ? State::Queued : State::InDoubt;
    entry.report = Report::Unknown;
    entry.flags = JournalEntry::Interrupted;
    entry.at = now;
    entry.errorKind = isHeld ? heldKind : QStringLiteral("interrupted");
    entry.errorMessage = isHeld
        ? QStringLiteral("Batchdeck ended %1 times while this record was about to run or at work, so it is held. Look "
                         "at its entry before it is run again.")
              .arg(m_interruptions + 1)
        : entry.became == State::Queued
        ? QStringLiteral("Batchdeck ended while it was about to run or at work. It will run again: that does no harm.")
        : QStringLiteral("Batchdeck ended while it was about to run or at work. Nobody knows whether it took effect.");
    return entry;
}

} // namespace batchdeck
