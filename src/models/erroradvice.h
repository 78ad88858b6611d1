#pragma once

#include "core/error.h"
#include "core/state.h"

#include <QCoreApplication>

namespace batchdeck {

// What is to be said of an error besides its own words.
struct ErrorAdvice {
    Q_DECLARE_TR_FUNCTIONS(batchdeck::ErrorAdvice)

public:
    QString headline; // what happened, in one sentence
    QString effect; // what is left of it; empty where nobody can say
    QString next; // what to do

    // Of a record in this state whose last error this is.
    static ErrorAdvice of(State state, const Error &error);
};

} // namespace batchdeck
