#include "core/plan.h"
#include "core/valuetemplate.h"
#include "formats/plankinds.h"
#include "formats/planreader.h"
#include "formats/planwriter.h"

#include <cstdlib>

#include <nlohmann/json.hpp>

using namespace batchdeck;

namespace {

void must(bool holds)
{
    if (!holds)
        std::abort();
}

// Whatever a template makes of a record is what its place may hold.
void fill(const Template &filled, const RecordValues &record)
{
    // At a zero nlohmann_json takes a text to end.
    const bool isJson = !record.body.contains('\0') && nlohmann::json::accept(record.body.begin(), record.body.end());
    if (const auto json = filled.json(record); json && isJson)
        must(nlohmann::json::accept(json->begin(), json->end()));
    if (const auto text = filled.text(record))
        must(filled.isConstant() || !text->isNull() || text->isEmpty());
    if (const auto name = filled.identifier(record))
        must(!name->isEmpty());
    if (const auto url = filled.url(record); url && !filled.isConstant())
        must(!url->contains(QStringLiteral("/../")) || filled.source().contains(QStringLiteral("..")));
    filled.label(record);
    filled.key(record);
    must(Template::parse(filled.source()).operator bool());
}

} // namespace

// A plan that is read is written and read as the same; one that is not says where and why. The text is
// tried as a template too, and filled from itself and from a record.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size));
    const PlanReading reading = readPlan(text, planKinds());
    must(reading.plan.has_value() == reading.problems.empty());
    for (const PlanProblem &problem : reading.problems)
        must(problem.line >= 1 && problem.column >= 1 && !problem.message.isEmpty());
    const RecordValues sample{7, R"({"a": {"b": [1.10, ".."]}, "id": "x/y", "n": null, "target_db": "wahs"})", 2};
    if (reading.plan) {
        const QByteArray written = writePlan(*reading.plan);
        const PlanReading again = readPlan(written, planKinds());
        must(again.plan && *again.plan == *reading.plan);
        must(writePlan(*again.plan) == written);
        for (const auto &named :
             {reading.plan->id, reading.plan->label, reading.plan->target, reading.plan->coalesce}) {
            if (named)
                fill(*named, sample);
        }
    } else {
        must(!reading.error(QStringLiteral("it")).message.isEmpty());
    }
    if (const auto filled = Template::parse(QString::fromUtf8(text))) {
        fill(*filled, sample);
        fill(*filled, {0, text, 1});
    }
    if (nlohmann::json::accept(text.begin(), text.end())) {
        if (const auto value = ValueTemplate::parse(text)) {
            if (const auto json = value->json(sample))
                must(nlohmann::json::accept(json->begin(), json->end()));
        }
    }
    return 0;
}
