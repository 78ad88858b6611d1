#pragma once

#include <QString>

#include <span>

namespace batchdeck {

// An option as the parser, the help, the man page and the completion know it.
struct OptionRow {
    const char *name;
    const char *letter; // null where it has none
    const char *value; // how the help calls it; null where it takes none
    const char *help; // lines of it
    const char *heading; // the first of a group says what the group is for
};

std::span<const OptionRow> optionTable();

QString helpText();

} // namespace batchdeck
