#include "models/coretext.h"

#include "models/coresentences.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace batchdeck {

namespace {

constexpr qsizetype longest = 4000; // characters that are looked through
constexpr qsizetype mostKnown = 1000;
constexpr int deepest = 4; // sentences in one another
constexpr int mostParts = 16;

QString patternOf(Places places)
{
    const bool areFigures = places == Places::Figures;
    return QString::fromLatin1(areFigures ? "(\\S*[^\\s.](?: \\S*[^\\s.])?)" : "(.*?)"); // a number with its unit
}

struct Sentence {
    const char *source;
    QString begins; // up to its first place
    QString ends; // behind its last
    QRegularExpression pattern;
    std::vector<int> places; // their numbers, in their order
    bool quotes;

    bool isSaidBy(const QString &english) const
    {
        return english.startsWith(begins) && english.endsWith(ends) && pattern.match(english).hasMatch();
    }

    explicit Sentence(const CoreSentence &sentence)
        : source(sentence.source)
        , quotes(sentence.places == Places::Quotes)
    {
        const QString whole = QString::fromUtf8(source);
        static const QRegularExpression place(QStringLiteral("%(\\d)"));
        QString regular = QStringLiteral("\\A");
        qsizetype from = 0;
        for (auto found = place.globalMatch(whole); found.hasNext();) {
            const QRegularExpressionMatch one = found.next();
            const QString before = whole.sliced(from, one.capturedStart() - from);
            if (places.empty())
                begins = before;
            regular += QRegularExpression::escape(before) + patternOf(sentence.places);
            places.push_back(one.captured(1).toInt());
            from = one.capturedEnd();
        }
        ends = whole.sliced(from);
        if (places.empty())
            begins = ends;
        pattern = QRegularExpression(regular + QRegularExpression::escape(ends) + QStringLiteral("\\z"),
                                     QRegularExpression::DotMatchesEverythingOption);
    }
};

// Those that begin with words first: they say more than those that begin with a place.
const std::vector<Sentence> &sentences()
{
    static const std::vector<Sentence> all = [] {
        std::vector<Sentence> made(std::begin(coreSentences), std::end(coreSentences));
        std::stable_sort(made.begin(), made.end(), [](const Sentence &one, const Sentence &other) {
            return one.begins.size() > other.begins.size();
        });
        return made;
    }();
    return all;
}

// Errors whose messages are somebody else's words, but for these of ours.
struct Others {
    QLatin1StringView kind; // how it begins
    std::vector<Sentence> ours;
};

bool isSomebodyElses(const QString &kind, const QString &message)
{
    static const Others others[] = {
        {QLatin1StringView("simulated"), {Sentence("Attempt %1 fails, as the first %2 do.")}},
        {QLatin1StringView("exception."), {Sentence("%1 was thrown."), Sentence("The number %1 was thrown.")}},
    };
    const auto *found = std::find_if(std::begin(others), std::end(others),
                                     [&](const Others &one) { return kind.startsWith(one.kind); });
    return found != std::end(others)
        && std::none_of(found->ours.begin(), found->ours.end(),
                        [&](const Sentence &sentence) { return sentence.isSaidBy(message); });
}

QString toldParts(const QString &english, int depth);

std::optional<QString> toldWhole(const QString &english, int depth)
{
    for (const Sentence &sentence : sentences()) {
        if (!english.startsWith(sentence.begins) || !english.endsWith(sentence.ends))
            continue;
        const QRegularExpressionMatch match = sentence.pattern.match(english);
        if (!match.hasMatch())
            continue;
        std::array<QString, 10> held;
        for (std::size_t i = 0; i < sentence.places.size(); ++i)
            held[std::size_t(sentence.places[i])] =
                sentence.quotes ? match.captured(int(i) + 1) : toldParts(match.captured(int(i) + 1), depth + 1);
        const QString pattern = CoreText::tr(sentence.source);
        QString told; // in one go: what is held may itself look like a place
        for (qsizetype at = 0; at < pattern.size(); ++at) {
            if (pattern[at] == u'%' && at + 1 < pattern.size() && pattern[at + 1].isDigit())
                told += held[std::size_t(pattern[++at].digitValue())];
            else
                told += pattern[at];
        }
        return told;
    }
    return {};
}

// What a database says stands between sentences of ours: each is looked for by itself, and what remains as a whole.
QString toldParts(const QString &english, int depth)
{
    static const QRegularExpression end(QStringLiteral("[.?:] |\\n"));
    QString told;
    QString rest = english;
    for (int parts = 0; parts < mostParts && depth <= deepest && !rest.isEmpty(); ++parts) {
        if (const auto whole = toldWhole(rest, depth))
            return told + *whole;
        const QRegularExpressionMatch found = end.match(rest);
        if (!found.hasMatch())
            break;
        QString part = rest.first(found.capturedEnd());
        const QString sentence = part.trimmed();
        if (const auto known = toldWhole(sentence, depth))
            part.replace(sentence, *known);
        told += part;
        rest.remove(0, found.capturedEnd());
    }
    return told + rest;
}

} // namespace

// Of many records the same few sentences are asked for.
QString CoreText::told(const QString &english)
{
    if (english.isEmpty() || english.size() > longest)
        return english;
    thread_local QString language;
    thread_local QHash<QString, QString> known;
    constexpr const char *sample = "The run was cancelled.";
    const QString spoken = tr(sample);
    if (spoken == QLatin1StringView(sample))
        return english; // as core says it
    if (spoken != language || known.size() > mostKnown) {
        language = spoken;
        known.clear();
    }
    auto found = known.find(english);
    if (found == known.end()) {
        QStringList lines = english.split(u'\n'); // of a plan's mistakes each is a sentence
        for (QString &line : lines) {
            const QString sentence = line.trimmed(); // in a list it stands further in
            line.replace(sentence, toldParts(sentence, 0));
        }
        found = known.insert(english, lines.join(u'\n'));
    }
    return *found;
}

QString CoreText::told(const QString &kind, const QString &message)
{
    return isSomebodyElses(kind, message) ? message : told(message);
}

bool CoreText::isKnown(const QString &english)
{
    return toldWhole(english, 0).has_value();
}

} // namespace batchdeck
