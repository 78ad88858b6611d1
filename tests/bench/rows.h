#pragma once

#include <QByteArray>
#include <QStringBuilder>

#include <iterator>

namespace bench {

constexpr quint32 failsEvery = 7; // records

// Every seventh says what it is about in Korean, some as UTF-8 and some escaped, once or twice.
inline QByteArray entryOf(quint32 row)
{
    constexpr const char *notes[] = {"\xEC\xA3\xBC\xEB\xAC\xB8", "\\uc8fc\\ubb38",
                                     "{\\\"a\\\": \\\"\\\\uc8fc\\\\ubb38\\\"}"};
    const QByteArray number = QByteArray::number(row);
    const char *note = row % failsEvery == 0 ? notes[row / failsEvery % std::size(notes)] : "prices";
    return R"({"label": "order )" + QByteArray::number((row * 2654435761U) >> 8)
        + R"(", "target_db": "wahs", "note": ")" + note + R"(", "data": [{"a": )" + number + R"(, "b": )"
        + QByteArray::number(row % 97) + "}]" + (row % failsEvery == 0 ? R"(, "fail": "Out of ink."})" : "}");
}

} // namespace bench
