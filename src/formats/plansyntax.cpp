#include "formats/plansyntax.h"

#include "core/jsontext.h"
#include "formats/jsoncheck.h"

#include <nlohmann/json.hpp>

namespace batchdeck {

namespace {

constexpr int deepest = 64; // no plan needs more, and whoever writes it out may recurse

// Hears the tokens, and keeps where it stopped.
class Check final : public nlohmann::json::json_sax_t {
public:
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t &) override { return true; }
    bool string(string_t &) override { return true; }
    bool binary(binary_t &) override { return true; }
    bool key(string_t &) override { return true; }
    bool start_object(std::size_t) override { return ++depth <= deepest; }
    bool start_array(std::size_t) override { return ++depth <= deepest; }
    bool end_object() override { return --depth, true; }
    bool end_array() override { return --depth, true; }
    bool parse_error(std::size_t position, const std::string &, const nlohmann::json::exception &problem) override
    {
        at = static_cast<qsizetype>(std::max(position, std::size_t(1)) - 1);
        id = problem.id;
        what = QString::fromUtf8(problem.what());
        return false;
    }

    int depth = 0;
    qsizetype at = 0;
    int id = 0;
    QString what;
};

// "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error while parsing value -
// invalid literal; last read: 'x'; expected '}'": what was read may be long, and where it was is told better.
QString inShort(QString what)
{
    what = what.mid(what.indexOf(u"] ") + 2);
    if (what.startsWith(u"parse error at "))
        what = what.mid(what.indexOf(u": ") + 2);
    const qsizetype read = what.lastIndexOf(u"; last read: ");
    const qsizetype expected = what.lastIndexOf(u"; expected ");
    const QString wanted = expected > read ? what.mid(expected) : QString();
    if (read >= 0)
        what = what.left(read) + wanted;
    const qsizetype reason = what.indexOf(u" - ");
    return what.startsWith(u"syntax error while parsing ") && reason >= 0 ? what.mid(reason + 3) : what;
}

qsizetype beforeSpace(QByteArrayView text, qsizetype at)
{
    while (at > 0 && QByteArrayView(" \t\r\n").contains(text[at - 1]))
        --at;
    return at;
}

bool isLetter(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || character == '_';
}

// What people write who know JSON from elsewhere.
struct Habit {
    bool (*isHere)(QByteArrayView text, qsizetype at);
    const char *message;
};
const Habit habits[] = {
    {[](QByteArrayView text, qsizetype at) {
         return text.sliced(at).startsWith("//") || text.sliced(at).startsWith("/*") || text.sliced(at).startsWith('#');
     },
     "a plan is JSON, which has no comments; leave this one out."},
    {[](QByteArrayView text, qsizetype at) {
         const qsizetype before = beforeSpace(text, at);
         return at < text.size() && (text[at] == '}' || text[at] == ']') && before > 0 && text[before - 1] == ',';
     },
     "the comma before this is one too many; JSON has none after the last item."},
    {[](QByteArrayView text, qsizetype at) { return text.sliced(at).startsWith('\''); },
     "JSON has its texts and keys in double quotes (\")."},
    {[](QByteArrayView text, qsizetype at) {
         const QByteArrayView rest = text.sliced(at);
         return rest.startsWith("True") || rest.startsWith("False") || rest.startsWith("None");
     },
     "this is Python; JSON writes true, false and null."},
    {[](QByteArrayView text, qsizetype at) {
         return at < text.size() && isLetter(text[at]) && (at == 0 || !isLetter(text[at - 1]));
     },
     "JSON has its texts and keys in double quotes (\")."},
    {[](QByteArrayView text, qsizetype at) { return at == text.size(); },
     "the plan ends in the middle; something that was opened is not closed."},
};

} // namespace

std::optional<SyntaxProblem> syntaxProblem(QByteArrayView text)
{
    Check check;
    if (nlohmann::json::sax_parse(text.begin(), text.end(), &check))
        return {};
    if (check.depth > deepest)
        return SyntaxProblem{0, QStringLiteral("it is nested more than %1 deep, which no plan is.").arg(deepest)};
    qsizetype at = std::min(check.at, text.size());
    if (check.what.contains(u"ill-formed UTF-8"))
        return SyntaxProblem{at, QStringLiteral("this is no UTF-8, which a plan must be written in.")};
    if (check.id == 406)
        return SyntaxProblem{at, QStringLiteral("a number is too large for any computer.")};
    const JsonFinding finding = JsonCheck().check(text);
    const QByteArrayView behind = withoutMargins(text.sliced(finding.end));
    const qsizetype from = behind.isEmpty() ? text.size() : behind.data() - text.data();
    if (finding.isWhole && !behind.isEmpty() && !habits[0].isHere(text, from)) // a comment
        return SyntaxProblem{from, QStringLiteral("text follows after the end of the plan, which is one object.")};
    // The end of what was read; what it is about may begin before.
    for (const Habit &habit : habits) {
        for (qsizetype back = 0; back <= std::min<qsizetype>(5, at); ++back) {
            if (habit.isHere(text, at - back))
                return SyntaxProblem{at - back, QString::fromUtf8(habit.message)};
            if (at - back < text.size() && QByteArrayView("\"\n").contains(text[at - back]))
                break;
        }
    }
    return SyntaxProblem{at, QStringLiteral("this is no JSON: %1.").arg(inShort(check.what))};
}

} // namespace batchdeck
