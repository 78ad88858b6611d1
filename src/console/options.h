#pragma once

#include "core/runsettings.h"

#include <QStringList>

namespace batchdeck {

// What a command line asks for.
struct Options {
    QString answer; // to --help or --version: print it, and do nothing else
    QString batch;
    QString results; // empty: nowhere
    RunSettings settings;
};

// The first of the arguments is the program's name.
Expected<Options> readOptions(const QStringList &arguments);

} // namespace batchdeck
