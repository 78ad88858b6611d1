#pragma once

#include "core/state.h"

#include <QtGlobal>

namespace batchdeck {

// Thirteen states are too many to choose from at a glance: these are what a person asks for first.
struct StateFamily {
    const char *name; // for QT_TRANSLATE_NOOP's context batchdeck::RowText
    StateSet states; // none: all
    State sign; // whose colour stands for it
    bool isOne = false; // its states are not told apart
};

inline constexpr StateSet problemStates{State::Failed, State::TimedOut, State::InDoubt, State::Invalid};

inline constexpr StateFamily stateFamilies[] = {
    {QT_TRANSLATE_NOOP("batchdeck::RowText", "All"), {}, State::Queued},
    {QT_TRANSLATE_NOOP("batchdeck::RowText", "Waiting"), {State::Queued, State::Backoff}, State::Queued},
    {QT_TRANSLATE_NOOP("batchdeck::RowText", "Active"),
     {State::Running, State::Committing, State::Stopping, State::Unresponsive},
     State::Running},
    {QT_TRANSLATE_NOOP("batchdeck::RowText", "Succeeded"), {State::Succeeded}, State::Succeeded},
    {QT_TRANSLATE_NOOP("batchdeck::RowText", "Problems"), problemStates, State::Failed},
    {QT_TRANSLATE_NOOP("batchdeck::RowText", "Cancelled"), {State::Cancelled, State::Skipped}, State::Cancelled},
};

// Of a run that is only looked at: nobody has written down which of its records are at work.
inline constexpr StateFamily watchedFamilies[] = {
    stateFamilies[0],
    {QT_TRANSLATE_NOOP("batchdeck::RowText", "Not ended"),
     {State::Queued, State::Backoff, State::Running, State::Committing, State::Stopping, State::Unresponsive},
     State::Queued,
     true},
    stateFamilies[3],
    stateFamilies[4],
    stateFamilies[5],
};

} // namespace batchdeck
