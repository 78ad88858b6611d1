#pragma once

#include "core/recordstatus.h"
#include "models/attemptsteps.h"
#include "models/timelinescene.h"
#include "models/wallclock.h"

#include <QFutureWatcher>
#include <QObject>

#include <atomic>

namespace batchdeck {

class BatchRun;

// What a timeline shows of a run, and how a person moves in it. What is asked for shows at once, from what is
// known; what is not is read in a thread of its own.
class Timeline final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Timeline)

public:
    enum class Mode { Recent, All, Chosen }; // Recent goes on with the time, All with the run

    // All three must outlive it.
    Timeline(const BatchRun &run, const AttemptMarks &marks, const WallClock &clock, QObject *parent = nullptr);
    ~Timeline() override;

    void setSize(int cells, int lanes); // that there is room for
    void refresh(bool underWay); // meant for a timer, while it is seen

    // A person moves.
    void zoom(double factor, double at); // more time or less; the moment at that share of the window stays
    void pan(int cells); // to later ones, below 0 to earlier
    void scrollTo(int firstLane);
    void showRecent();
    void showAll();
    void reveal(quint32 row); // its last attempt, if that was since the run was opened
    // From attempt to attempt, each by itself where they are drawn as shares; the nearest in time of another lane. It
    // begins at the current record's last one, or at the newest in sight.
    enum class Step { Earlier, Later, Up, Down };
    void step(Step step, quint32 current);
    void unmark();
    void zoomAtMarked(double factor); // which stays in sight; where none is, in the middle
    const std::optional<AttemptMark> &marked() const { return m_marked; } // one at work ends now
    bool isMarkedInSight() const;
    Mode mode() const { return m_mode; }
    bool isBrief() const; // it was over soon: what is recent of it is all, not dots in a corner
    Mode shows() const { return m_mode == Mode::Recent && isBrief() ? Mode::All : m_mode; }

    const TimelineScene::Frame &frame() const { return m_frame; } // what is to be seen
    const TimelineScene &scene() const { return m_scene; } // what is known; perhaps of another frame, for a moment
    const std::vector<AttemptAtWork> &atWork() const { return m_atWork; }
    int lanes() const { return m_lanes; } // all that there are
    bool isEmpty() const { return m_extent.count == 0 && m_atWork.empty(); }
    bool isOver() const { return !m_isUnderWay && m_atWork.empty(); } // nothing goes on
    bool isComplete() const; // the scene is that of the frame, and has all that there is
    qint64 began() const { return m_extent.earliest; } // the first attempt
    qint64 now() const { return m_now; }
    qint64 timeOf(Instant instant) const { return m_marks.timeOf(instant); }
    QDateTime wallTimeOf(qint64 time) const { return m_clock.at(m_marks.origin() + std::chrono::microseconds(time)); }

    struct Found { // at a moment in a lane
        quint32 row = nothing; // where it is one attempt
        State state = State::Queued;
        qint64 began = 0;
        qint64 ended = 0;
        const TimelineScene::Cell *many = nullptr; // where they are several
    };
    std::optional<Found> at(qint64 time, int lane) const;

Q_SIGNALS:
    void changed();

private:
    struct Scan {
        TimelineScene scene;
        AttemptMarks::Extent seen;
    };

    void place(); // the frame, by the mode
    void choose(TimelineScene::Frame frame);
    qint64 inSight(const TimelineScene::Frame &frame) const;
    AttemptSteps steps() const { return {m_marks, m_atWork, m_now}; }
    std::optional<AttemptMark> lastOf(quint32 row) const;
    void show(const AttemptMark &attempt);
    void keepMarked();
    void scan();
    void scanned();
    void catchUp();

    const BatchRun &m_run;
    const AttemptMarks &m_marks;
    const WallClock &m_clock;
    Mode m_mode = Mode::Recent;
    bool m_isUnderWay = false;
    int m_cells = 0; // that there is room for
    int m_room = 0; // for lanes
    int m_lanes = 0;
    qint64 m_now = 0;
    AttemptMarks::Extent m_extent;
    std::vector<AttemptAtWork> m_atWork;
    TimelineScene::Frame m_frame;
    TimelineScene m_scene;
    std::optional<AttemptMark> m_marked;
    bool m_isMarkedAtWork = false;
    qint64 m_crossing = 0; // where one goes to other lanes, as a caret keeps its column
    quint64 m_upTo = 0; // marks that the scene has seen
    bool m_isWhole = false; // none of them ended behind it, so that it may slide on
    std::shared_ptr<std::atomic<bool>> m_isUnwanted; // what is being read is
    QFutureWatcher<std::shared_ptr<Scan>> m_scanning;
};

} // namespace batchdeck
