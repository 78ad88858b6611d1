#pragma once

#include "core/state.h"

#include <QHash>
#include <QString>

#include <vector>

namespace batchdeck {

// The kinds of error that a run has met, by number. There are few, whatever the messages say.
class ErrorKinds {
public:
    static constexpr quint16 none = 0;
    static constexpr quint16 timeout = 1;
    static constexpr quint16 givenUp = 2;
    static constexpr quint16 other = 3; // where an operation makes up more of them than there are numbers
    static constexpr quint16 notDone = 4; // it was in doubt, and did not happen
    static constexpr quint16 unsettled = 5; // it is still, after a look
    static constexpr quint16 cancelled = 6;
    static constexpr quint16 policy = 7;
    static constexpr quint16 quit = 8;
    static constexpr quint16 marked = 9; // as failed, by a person
    static constexpr quint16 leaderInDoubt = 10; // the record that ran for it

    // Of what ended because it was stopped; none where it was not.
    static quint16 of(StopReason reason);

    ErrorKinds();
    quint16 number(const QString &kind);
    QString name(quint16 number) const { return number < m_names.size() ? m_names[number] : QString(); }

private:
    std::vector<QString> m_names;
    QHash<QString, quint16> m_numbers;
};

} // namespace batchdeck
