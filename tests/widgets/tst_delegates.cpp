#include "widgets/cell.h"
#include "widgets/overallbar.h"
#include "widgets/progressdelegate.h"
#include "widgets/statedelegate.h"
#include "widgets/stateicon.h"
#include "widgets/textdelegate.h"
#include "widgets/theme.h"

#include <QPainter>
#include <QSet>
#include <QStandardItemModel>
#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

constexpr int valueRole = Qt::UserRole;
constexpr int stateRole = Qt::UserRole + 1;

QPalette desktop(Qt::GlobalColor window)
{
    QPalette palette;
    palette.setColor(QPalette::Window, window);
    return palette;
}

double luminance(const QColor &colour)
{
    const auto linear = [](double part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor &one, const QColor &other)
{
    const double a = luminance(one) + 0.05;
    const double b = luminance(other) + 0.05;
    return std::max(a, b) / std::min(a, b);
}

// How many pixels of one line through the middle of the bar have that colour.
int pixels(const QImage &image, const QColor &colour)
{
    int count = 0;
    for (int x = 0; x < image.width(); ++x)
        count += image.pixelColor(x, image.height() / 2).rgb() == colour.rgb();
    return count;
}

} // namespace

class TestDelegates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void themes_data();
    void themes();
    void everyStateHasAShapeOfItsOwn();
    void iconsTakeTheThemesColours();
    void whatNobodyNeedsToSeeIsGrey();
    void theSharesOfTheBarAreItsCounts();
    void marksWhatIsLookedFor_data();
    void marksWhatIsLookedFor();
    void aBarIsAsLongAsItsFraction_data();
    void aBarIsAsLongAsItsFraction();
};

void TestDelegates::themes_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << desktop(Qt::white);
    QTest::newRow("dark") << desktop(Qt::black);
}

// Text can be read on all that it stands on.
void TestDelegates::themes()
{
    QFETCH(const QPalette, palette);
    const Theme &theme = Theme::of(palette);
    QCOMPARE(&Theme::of(theme.palette()), &theme);
    QVERIFY(contrast(Qt::white, theme.primary) >= 4.5);
    for (const QColor &ground : {theme.window, theme.surface, theme.header, theme.hover, theme.selected}) {
        QVERIFY(contrast(theme.text, ground) >= 4.5);
        QVERIFY2(contrast(theme.muted, ground) >= 4.5, qPrintable(ground.name()));
        for (const QColor &word : theme.words)
            QVERIFY2(contrast(word, ground) >= 4.5, qPrintable(word.name() + ground.name()));
    }
    QVERIFY(!theme.styleSheet().contains(QLatin1Char('@')));
}

void TestDelegates::everyStateHasAShapeOfItsOwn()
{
    Theme grey = Theme::of(desktop(Qt::white));
    grey.shapes.fill(Qt::black);
    QList<QImage> images;
    for (int i = 0; i < stateCount; ++i) {
        QImage image(64, 64, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        paintState(painter, State(i), image.rect(), grey);
        QVERIFY2(!images.contains(image), name(State(i)).data());
        images += image;
    }
}

void TestDelegates::iconsTakeTheThemesColours()
{
    for (const Qt::GlobalColor window : {Qt::white, Qt::black}) {
        const Theme &theme = Theme::of(desktop(window));
        for (int i = 0; i < stateCount; ++i) {
            QImage image(64, 64, QImage::Format_RGB32);
            image.fill(theme.surface);
            QPainter painter(&image);
            paintState(painter, State(i), image.rect(), theme);
            QSet<QRgb> colours;
            for (int at = 0; at < 64 * 64; ++at)
                colours += image.pixel(at % 64, at / 64);
            QVERIFY2(colours.contains(theme.shapes[size_t(i)].rgb()), name(State(i)).data());
            QCOMPARE(colours.contains(theme.track.rgb()), State(i) == State::Running);
            if (State(i) == State::Succeeded)
                QVERIFY(image.pixel(28, 42) == theme.surface.rgb()); // its tick is cut out
        }
    }
}

void TestDelegates::theSharesOfTheBarAreItsCounts()
{
    constexpr std::pair<State, quint32> counts[] = {{State::Succeeded, 400'000},
                                                    {State::Failed, 100'000},
                                                    {State::Cancelled, 50'000},
                                                    {State::Running, 150'000},
                                                    {State::Queued, 300'000}};
    constexpr int width = 1000; // a pixel for a thousand of them
    constexpr int edge = 2; // where two colours meet
    OverallBar bar;
    bar.setPalette(desktop(Qt::white));
    bar.resize(width, 10);
    RunSummary summary;
    for (const auto &[state, count] : counts)
        summary.counts[index(state)] = count;
    bar.setSummary(summary);
    const QImage image = bar.grab().toImage();
    const Theme &theme = Theme::of(bar.palette());
    for (const auto &[state, count] : counts) {
        const int seen = pixels(image, state == State::Queued ? theme.track : theme.shapes[index(state)]);
        QVERIFY2(std::abs(seen - int(count / 1000)) <= edge,
                 qPrintable(u"%1: %2 for %3"_s.arg(int(state)).arg(seen).arg(count)));
    }
    QCOMPARE(bar.toolTip().count(u'\n') + 1, qsizetype(std::size(counts)));
    QVERIFY(bar.toolTip().contains(u"Failed: 100,000"_s));
}

void TestDelegates::whatNobodyNeedsToSeeIsGrey()
{
    QStandardItemModel model(1, 1);
    model.setData(model.index(0, 0), u"Out of ink."_s, Qt::DisplayRole);
    model.setData(model.index(0, 0), int(State::Failed), stateRole);
    QStyleOptionViewItem option;
    option.rect = QRect(0, 0, 300, 30);
    option.palette = desktop(Qt::white);
    const Theme &theme = Theme::of(option.palette);
    const auto strongest = [&](bool isQuiet) { // how far from grey
        model.setData(model.index(0, 0), isQuiet, valueRole);
        QImage image(option.rect.size(), QImage::Format_RGB32);
        image.fill(theme.surface);
        QPainter painter(&image);
        StateDelegate(stateRole, nullptr, valueRole).paint(&painter, option, model.index(0, 0));
        painter.end();
        int most = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                most = std::max(most, image.pixelColor(x, y).red() - image.pixelColor(x, y).green());
        }
        return most;
    };
    const QColor red = theme.shapes[index(State::Failed)];
    QVERIFY(strongest(false) >= red.red() - red.green() - 2);
    QVERIFY(strongest(true) <= (red.red() - red.green()) * 6 / 10);
}

void TestDelegates::marksWhatIsLookedFor_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<int>("from"); // characters that are marked; below 0: the ellipsis
    QTest::addColumn<int>("count");
    QTest::newRow("nothing") << u"prices of May"_s << QString() << 0 << 0;
    QTest::newRow("not here") << u"prices of May"_s << u"June"_s << 0 << 0;
    QTest::newRow("whatever its case") << u"all PRICES of May"_s << u"prices"_s << 4 << 6;
    QTest::newRow("Korean") << u"오월의 주문"_s << u"주문"_s << 4 << 2;
    QTest::newRow("cut off") << QString(u"May "_s.repeated(40) + u"prices"_s) << u"prices"_s << -1 << 1;
}

void TestDelegates::marksWhatIsLookedFor()
{
    QFETCH(const QString, text);
    QFETCH(const QString, wanted);
    QFETCH(const int, from);
    QFETCH(const int, count);
    QStandardItemModel model(1, 1);
    model.setData(model.index(0, 0), text, Qt::DisplayRole);
    model.setData(model.index(0, 0), wanted, valueRole);
    model.setData(model.index(0, 0), int(State::Failed), stateRole);
    model.setData(model.index(0, 0), int(Qt::AlignLeft | Qt::AlignVCenter), Qt::TextAlignmentRole);
    QStyleOptionViewItem option;
    option.rect = QRect(0, 0, 300, 30);
    option.palette = desktop(Qt::white);
    const auto painted = [&](int wantedRole) {
        QImage image(option.rect.size(), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        TextDelegate(TextDelegate::Tone::ByState, stateRole, nullptr, wantedRole)
            .paint(&painter, option, model.index(0, 0));
        return image;
    };
    const QImage plain = painted(TextDelegate::noRole);
    const QImage marked = painted(valueRole);
    const auto width = [&](const QString &part) { return option.fontMetrics.horizontalAdvance(part); };
    const QString shown = option.fontMetrics.elidedText(text, Qt::ElideRight, 300 - 2 * cellMargin);
    const qsizetype begin = from < 0 ? shown.size() - 1 : from;
    const int left = cellMargin + width(shown.left(begin));
    const int right = cellMargin + width(shown.left(begin + count));
    for (int x = 0; x < marked.width(); ++x) {
        bool isMarked = false;
        for (int y = 0; y < marked.height(); ++y)
            isMarked = isMarked || marked.pixel(x, y) != plain.pixel(x, y);
        QVERIFY2(isMarked == (x >= left && x < right), qPrintable(QString::number(x)));
    }
}

void TestDelegates::aBarIsAsLongAsItsFraction_data()
{
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<double>("share"); // of the bar that is filled
    QTest::newRow("nothing is at work") << QVariant() << 0.0;
    QTest::newRow("unknown") << QVariant(-1.0) << 0.0;
    QTest::newRow("a quarter") << QVariant(0.25) << 0.25;
    QTest::newRow("all") << QVariant(1.0) << 1.0;
    QTest::newRow("more than all") << QVariant(2.0) << 1.0;
}

void TestDelegates::aBarIsAsLongAsItsFraction()
{
    QFETCH(const QVariant, value);
    QFETCH(const double, share);
    QStandardItemModel model(1, 1);
    model.setData(model.index(0, 0), value, valueRole);
    model.setData(model.index(0, 0), int(State::Running), stateRole);
    QImage image(300, 30, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    QStyleOptionViewItem option;
    option.rect = image.rect();
    option.palette = desktop(Qt::white);
    ProgressDelegate(valueRole, stateRole, nullptr).paint(&painter, option, model.index(0, 0));
    painter.end();

    const Theme &theme = Theme::of(option.palette);
    const int filled = pixels(image, theme.shapes[index(State::Running)]);
    const int track = pixels(image, theme.track);
    if (!value.isValid())
        QCOMPARE(filled + track, 0);
    else if (share == 0)
        QCOMPARE(filled, 0);
    else
        QVERIFY(std::abs(double(filled) / (filled + track) - share) < 0.03);
}

QTEST_MAIN(TestDelegates)
#include "tst_delegates.moc"
