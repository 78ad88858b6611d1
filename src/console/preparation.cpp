#include "console/preparation.h"

#include "console/consolefiles.h"
#include "console/dryrun.h"
#include "console/summarytext.h"
#include "session/resultrecorder.h"

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Errors, and what to do about them.
Error refused(const Error &error, const Options &options, const Session *session)
{
    const QString way = wayOn(error, options, session);
    return {error.kind, way.isEmpty() ? error.message : error.message + u'\n' + way, error.transient};
}

// Nobody may be there whom the plan would ask.
void settlePauses(Session &session, bool canAsk, QStringList &told)
{
    using Then = FailureSettings::Then;
    Then &then = session.settings().failures.then;
    if (then != Then::Pause || canAsk)
        return;
    then = Then::Drain;
    told << u"Nobody can be asked here: where the plan would pause at failures, the run drains."_s;
}

Expected<void> prepareResults(const Options &options, Session &session, ResultRecorder &recorder)
{
    const bool asTheyEnd = options.resultForm == ResultForm::JsonLines;
    ResultRecorder::Past past;
    if (session.journal() && session.journal()->goesOn())
        past = [&session](const auto &take) { return session.eachPastResult(take); };
    return recorder.prepare(session.batch(), session.names(), asTheyEnd ? options.results : QString(),
                            mayReplace(options, session, options.results),
                            !options.results.isEmpty() && (!asTheyEnd || session.plan().coalesce), options.limit, past);
}

// What is in doubt is looked up before anything runs, where its operation can. The rest is a person's.
void prepareDoubts(const Options &options, PreparedRun &prepared)
{
    BatchRun &run = prepared.session->run();
    const auto wait = [&run] {
        while (!run.wait(1h)) { }
    };
    const quint32 before = run.summary().count(State::InDoubt);
    prepared.session->lookUpDoubts();
    wait();
    if (const quint32 left = run.summary().count(State::InDoubt); left < before)
        prepared.told << u"Of what was in doubt, %1 could be looked up."_s.arg(recordsText(before - left));
    DecidedDoubts decided = decideDoubts(options.doubts, run);
    prepared.told << decided.told;
    prepared.again = std::move(decided.again);
    wait();
    if (const quint32 left = run.summary().count(State::InDoubt); left > prepared.again.size())
        prepared.told << u"In doubt: %1. Once you know what became of them, --in-doubt done, failed or again says so."_s
                             .arg(recordsText(left - static_cast<quint32>(prepared.again.size())));
}

Expected<void> makeRun(const Options &options, bool canAsk, ResultRecorder &recorder, PreparedRun &prepared)
{
    Session &session = *prepared.session;
    settlePauses(session, canAsk, prepared.told);
    if (!options.lambdaResponse.isEmpty() && !session.hasMessages())
        return Error{u"usage"_s,
                     u"--lambda-response answers a queue, but this batch holds no queue's messages: those have a "
                     "“messageId” and a “body” and stand under “Records”."_s,
                     false};
    if (auto possible = checkFiles(options, session); !possible)
        return possible;
    if (auto created = session.createRun(&recorder, options.journal); !created)
        return created;
    if (auto claimed = claimFiles(options, session); !claimed)
        return claimed;
    if (auto ready = prepareResults(options, session, recorder); !ready)
        return ready;
    prepared.told << session.told();
    if (session.journal() && session.journal()->goesOn())
        prepareDoubts(options, prepared);
    return {};
}

} // namespace

Expected<PreparedRun> prepareRun(const Options &options, bool canAsk, ResultRecorder &recorder, Preparing &watch)
{
    auto session = Session::open(requestOf(options), watch.loading);
    watch.isLoaded = true;
    if (!session)
        return refused(session.error(), options, nullptr);
    PreparedRun prepared;
    prepared.session = *std::move(session);
    if (options.isDryRun) {
        const DryRun done = dryRun(*prepared.session, options.limit);
        prepared.told << done.told;
        prepared.exitCode = done.exitCode;
    } else if (auto made = makeRun(options, canAsk, recorder, prepared); !made) {
        return refused(made.error(), options, prepared.session.get());
    }
    return prepared;
}

} // namespace batchdeck
