#pragma once

#include "core/clock.h"
#include "core/error.h"

#include <QCommandLineParser>

#include <optional>
#include <span>

namespace batchdeck {

// A word that an option takes, and what it stands for.
template <typename T>
struct OptionWord {
    const char *word;
    T value;
};

// The options' values, and the first thing that is wrong with them.
class OptionValues {
public:
    explicit OptionValues(const QCommandLineParser &parser)
        : m_parser(parser)
    {
    }

    bool isSet(const QString &option) const { return m_parser.isSet(option); }
    QString text(const QString &option); // not empty, where it is set
    QStringList all(const QString &option) const { return m_parser.values(option); }
    std::optional<int> count(const QString &option, const QString &wanted = QStringLiteral("a whole number"));
    std::optional<double> number(const QString &option);
    std::optional<double> percentage(const QString &option); // where it ends with %
    std::optional<Duration> seconds(const QString &option);

    template <typename T>
    std::optional<T> word(const QString &option, std::span<const OptionWord<T>> words)
    {
        QStringList known;
        for (const OptionWord<T> &each : words) {
            known << QLatin1StringView(each.word);
            if (isSet(option) && m_parser.value(option) == known.last())
                return each.value;
        }
        if (isSet(option))
            refuse(option, QStringLiteral("one of ") + known.join(QStringLiteral(", ")));
        return {};
    }

    void refuse(const QString &option, const QString &wanted);
    const std::optional<Error> &error() const { return m_error; }

private:
    const QCommandLineParser &m_parser;
    std::optional<Error> m_error;
};

} // namespace batchdeck
