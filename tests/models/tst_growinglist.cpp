#include "models/growinglist.h"

#include <QTest>

#include <string>
#include <thread>

using namespace batchdeck;

class TestGrowingList : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatIsInIt();
    void isReadWhileItGrows();
};

void TestGrowingList::keepsWhatIsInIt()
{
    GrowingList<int> list;
    QCOMPARE(list.size(), 0u);
    std::vector<const int *> places;
    for (int value = 0; value < 5000; ++value) {
        list.add([value](int &added) { added = value; });
        places.push_back(&list[std::size_t(value)]);
    }
    QCOMPARE(list.size(), 5000u);
    for (int value = 0; value < 5000; ++value) {
        QCOMPARE(list[std::size_t(value)], value);
        QCOMPARE(&list[std::size_t(value)], places[std::size_t(value)]);
    }
}

void TestGrowingList::isReadWhileItGrows()
{
    constexpr std::size_t most = 200'000;
    GrowingList<std::string> list;
    std::atomic<int> wrong = 0;
    std::thread reader([&] {
        for (std::size_t size = 0; size < most;) {
            size = list.size();
            if (size > 0 && list[size - 1] != "a text of its own, number " + std::to_string(size - 1))
                ++wrong;
        }
    });
    for (std::size_t at = 0; at < most; ++at)
        list.add([at](std::string &added) { added = "a text of its own, number " + std::to_string(at); });
    reader.join();
    QCOMPARE(wrong.load(), 0);
}

QTEST_GUILESS_MAIN(TestGrowingList)
#include "tst_growinglist.moc"
