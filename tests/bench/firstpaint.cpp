#include <QCoreApplication>
#include <QEvent>
#include <QGenericPlugin>
#include <QTimer>

#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace {

// Says when the first widget has been painted and is to be seen, or the first words, and ends the program it is loaded
// into.
class FirstPaint final : public QObject {
public:
    explicit FirstPaint(bool awaitsWords)
        : m_awaitsWords(awaitsWords)
    {
        QCoreApplication::instance()->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *receiver, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && receiver->inherits(m_awaitsWords ? "QLabel" : "QWidget")) {
            QCoreApplication::instance()->removeEventFilter(this);
            QTimer::singleShot(0, [] {
                std::printf("%lld\n",
                            static_cast<long long>(std::chrono::steady_clock::now().time_since_epoch().count()));
                std::fflush(stdout);
                std::_Exit(0);
            });
        }
        return false;
    }

private:
    const bool m_awaitsWords;
};

} // namespace

class FirstPaintPlugin final : public QGenericPlugin {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QGenericPluginFactoryInterface_iid FILE "firstpaint.json")

public:
    QObject *create(const QString &, const QString &specification) override
    {
        return new FirstPaint(specification == QLatin1String("words"));
    }
};

#include "firstpaint.moc"
