#include "models/runtext.h"
#include "widgets/appearance.h"
#include "widgets/batchpane.h"
#include "widgets/batchtab.h"
#include "widgets/windowfixture.h"

#include <QAbstractButton>
#include <QApplication>
#include <QImageWriter>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSplitter>
#include <QTabBar>
#include <QTableView>

#include <random>

// The pictures of the README: the real window over a real run, in both themes.
using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

constexpr auto plan = R"({
    "label": "{mallid} · {table_name}", "target": "{target_db}", "concurrency": 12, "timeout": 12, "cleanup": 12,
    "retry": {"attempts": 3, "delay": 4, "jitter": false},
    "connections": {"wahs": {"driver": "sqlite", "database": "wahs.db", "create": true},
                    "prod": {"driver": "sqlite", "database": "prod.db", "create": true}},
    "operations": {
        "execute_upsert": {"kind": "sql.upsert", "connection": "{target_db}", "table": "{table_name}",
                           "rows": "{data}", "key": ["id"]},
        "*": {"kind": "simulate"}}})";

constexpr int records = 2'000;
constexpr int slowFrom = 1'224; // what is at work while the picture is taken takes longer, after one that fails
constexpr int slowTo = slowFrom + 12;
constexpr int waits = slowFrom + 3; // for its next try
constexpr int stops = slowFrom + 4; // somebody cancels it, and it cleans up

// A night's work of a few shops: rows into two databases, and work that takes its time. The same in each call.
QByteArray batch()
{
    std::mt19937 random(20'261'121);
    const auto below = [&random](unsigned end) { return random() % end; };
    const auto oneOf = [&](const QStringList &all) { return all[qsizetype(below(unsigned(all.size())))]; };
    QJsonArray entries;
    for (int i = 0; i < records; ++i) {
        QJsonObject entry{{u"mallid"_s, oneOf({u"aivelabs"_s, u"hanok"_s, u"sodam"_s, u"moa"_s})},
                          {u"target_db"_s, oneOf({u"wahs"_s, u"wahs"_s, u"prod"_s})},
                          {u"table_name"_s, oneOf({u"orders"_s, u"members"_s, u"stock"_s})}};
        const bool isFailure = i == slowFrom - 3;
        const bool isSlow = i >= slowFrom && i < slowTo;
        const unsigned luck = isFailure ? 0 : below(1000);
        if (isFailure || (below(100) < 35 && !isSlow)) {
            entry[u"operation"_s] = u"execute_upsert"_s;
            QJsonObject row{
                {u"id"_s, i + 1}, {u"quantity"_s, int(below(40)) + 1}, {u"price"_s, 1200 + int(below(900))}};
            if (luck < 60)
                row[u"quantity"_s] = u"a dozen"_s;
            else if (luck < 80)
                row.remove(u"id"_s);
            entry[u"data"_s] = QJsonArray{row};
        } else {
            entry[u"operation"_s] = u"sync"_s;
            const double seconds = isSlow ? 11.5 - double(below(5500)) / 1000 : 0.15 + double(below(350)) / 1000;
            entry[u"seconds"_s] = seconds;
            entry[u"steps"_s] = isSlow ? 100 : 12;
            entry[u"result"_s] = QJsonObject{{u"rows"_s, int(below(900)) + 12}, {u"skipped"_s, 0}};
            if (i == waits || (!isSlow && luck >= 280 && luck < 300)) {
                entry[u"fail"_s] = u"The connection was reset."_s;
                entry[u"transient"_s] = true;
                entry[u"failTimes"_s] = 1;
                entry[u"seconds"_s] = 0.4;
            } else if (isSlow ? i % 5 == 0 : luck < 250)
                entry[u"shield"_s] = QJsonArray{isSlow ? 0.8 : seconds * 0.5, seconds * 0.95};
            else if (isSlow)
                entry[u"cleanup"_s] = i == stops ? 8.0 : 0.2;
            else if (luck < 264)
                entry[u"fail"_s] = u"The shop answers 503: it is closed until 06:00."_s;
            else if (luck < 280)
                entry[u"fail"_s] = u"The shop knows no product “%1”."_s.arg(1'000 + below(9'000));
            else if (luck >= 300 && luck < 303) {
                entry[u"seconds"_s] = 60; // past its timeout
                entry[u"ignoreStop"_s] = 0.6;
            }
        }
        entries += entry;
    }
    return QJsonDocument(QJsonObject{{u"Records"_s, entries}}).toJson(QJsonDocument::Compact);
}

class Pictures {
public:
    explicit Pictures(QString folder)
        : m_folder(std::move(folder))
        , m_appearance((speakEnglish(), m_it.preferences()))
    {
        m_it.window().resize(1280, 800);
    }

    bool take()
    {
        takeStart();
        open();
        return takeAtWork() && takeFailures() && takeTimeline();
    }

private:
    void speakEnglish()
    {
        Liking liking = m_it.preferences().liking();
        liking.language = u"en"_s;
        m_it.preferences().setLiking(liking);
    }

    // In both themes, with no more colours than are needed: a picture is to be small.
    void keep(const QString &name)
    {
        for (const auto &[look, suffix] : {std::pair(Liking::Look::Dark, "dark"), {Liking::Look::Light, "light"}}) {
            Liking liking = m_it.preferences().liking();
            liking.look = look;
            m_it.preferences().setLiking(liking);
            QTest::qWait(100); // polished and laid out
            QImageWriter writer(QDir(m_folder).filePath(u"%1-%2.png"_s.arg(name, QLatin1StringView(suffix))));
            writer.setCompression(100);
            if (!writer.write(m_it.window().grab().toImage().convertToFormat(QImage::Format_RGB888)))
                qFatal("%s", qPrintable(writer.errorString()));
        }
    }

    void takeStart()
    {
        for (const QString &file : {u"members.csv"_s, u"prices.jsonl"_s, u"orders.json"_s})
            m_it.preferences().addRecentFile(QDir::home().filePath(u"batches/"_s + file));
        keep(u"start"_s);
    }

    void open()
    {
        m_it.bare(u"orders.plan.json"_s, plan);
        m_it.window().open(m_it.bare(u"orders.json"_s, batch()));
        if (!QTest::qWaitFor([this] { return m_it.records() != nullptr; }, 60'000))
            qFatal("the batch does not open");
        m_pane = m_it.window().findChild<BatchTab *>()->pane();
    }

    int stateAt(int row) const { return m_it.records()->model()->index(row, 0).data(RecordModel::StateRole).toInt(); }

    int countSlow(std::initializer_list<State> states) const
    {
        int slow = 0;
        for (int row = slowFrom; row < slowTo; ++row)
            slow += std::count(states.begin(), states.end(), State(stateAt(row))) > 0 ? 1 : 0;
        return slow;
    }
    // The slow ones are at work, some of them commit, and one waits.
    bool isWorthLookingAt() const
    {
        return countSlow({State::Running, State::Committing}) >= 9 && countSlow({State::Committing}) > 0
            && countSlow({State::Backoff}) > 0;
    }

    void choose(int row)
    {
        RecordView *view = m_it.records();
        view->setCurrentIndex(view->model()->index(row, RecordModel::Label));
        view->scrollTo(view->model()->index(std::max(row - 1, 0), RecordModel::Label),
                       QAbstractItemView::PositionAtTop);
    }

    void turnTo(const char *pane, int page)
    {
        m_it.named<QWidget>(pane)->findChild<QTabBar *>(u"tabs"_s)->setCurrentIndex(page);
    }

    bool takeAtWork()
    {
        turnTo("bottom", 1);
        turnTo("details", 4);
        m_it.action("actionRun")->trigger();
        if (!QTest::qWaitFor([this] { return isWorthLookingAt(); }, 600'000))
            return false;
        choose(slowFrom - 3);
        const auto button = m_it.records()->model()->index(stops, RecordModel::Action);
        QTest::mouseClick(m_it.records()->viewport(), Qt::LeftButton, {}, m_it.records()->visualRect(button).center());
        choose(slowFrom - 3);
        if (!QTest::qWaitFor([this] { return countSlow({State::Stopping}) == 1; }))
            return false;
        QTest::qWait(300); // what it went wrong by is read
        keep(u"window"_s);
        return true;
    }

    bool takeFailures()
    {
        if (!QTest::qWaitFor([this] { return m_pane->summary().phase == RunPhase::Idle; }, 600'000))
            return false;
        turnTo("bottom", 0);
        QTest::qWait(500);
        const auto chips = m_it.named<QWidget>("filters")->findChildren<QAbstractButton *>();
        for (QAbstractButton *chip : chips) {
            if (chip->text().startsWith(u"Problems"_s) || chip->accessibleName().startsWith(u"Problems"_s))
                QTest::mouseClick(chip, Qt::LeftButton, {}, QPoint(24, chip->height() / 2));
        }
        QTest::qWait(200);
        choose(2);
        auto *groups = m_it.named<QTableView>("groups");
        groups->sortByColumn(2, Qt::DescendingOrder); // by their records
        groups->setCurrentIndex(groups->model()->index(0, 0));
        QTest::qWait(500);
        keep(u"failures"_s);
        return true;
    }

    bool takeTimeline()
    {
        turnTo("bottom", 1);
        m_it.action("actionDetails")->trigger();
        m_it.press("dismissNews");
        m_it.press("all");
        m_it.named<QSplitter>("down")->setSizes({260, 330});
        QTest::qWait(500);
        keep(u"timeline"_s);
        return true;
    }

    const QString m_folder;
    WindowFixture m_it;
    Appearance m_appearance;
    BatchPane *m_pane = nullptr;
};

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    QApplication::setApplicationDisplayName(u"Batchdeck"_s);
    if (argc != 2)
        qFatal("screenshots FOLDER");
    QFont font = QApplication::font();
    font.setPointSizeF(9.75); // as the program itself
    QApplication::setFont(font);
    return Pictures(QString::fromLocal8Bit(argv[1])).take() ? 0 : 1;
}
