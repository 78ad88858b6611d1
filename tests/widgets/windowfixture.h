#pragma once

#include "models/recordmodel.h"
#include "widgets/batchtab.h"
#include "widgets/batchtabs.h"
#include "widgets/mainwindow.h"
#include "widgets/preferences.h"
#include "widgets/recordview.h"

#include <QAction>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

namespace batchdeck {

// Kept where somebody wants pictures, under the names of the test, its row and the picture.
inline void keepPicture(QWidget &shown, const QString &name = {})
{
    const QString folder = qEnvironmentVariable("BATCHDECK_SCREENSHOTS");
    if (folder.isEmpty())
        return;
    QStringList parts{QLatin1StringView(QTest::currentTestFunction())};
    if (QTest::currentDataTag())
        parts += QLatin1StringView(QTest::currentDataTag()).toString().replace(QLatin1Char('/'), QLatin1Char('-'));
    if (!name.isEmpty())
        parts += name;
    shown.grab().save(QDir(folder).filePath(parts.join(QLatin1Char('-')) + QStringLiteral(".png")));
}

// A window of its own for each test, with settings and files of its own.
class WindowFixture {
public:
    WindowFixture()
        : m_store((qputenv("XDG_DATA_HOME", QFile::encodeName(path(QStringLiteral("home")))), // where journals are
                   m_folder.filePath(QStringLiteral("settings.ini"))),
                  QSettings::IniFormat)
        , m_preferences(m_store)
        , m_window(std::make_unique<MainWindow>(m_preferences, m_folder.filePath(QStringLiteral("data"))))
    {
        Liking liking = m_preferences.liking();
        liking.asksToCancel = false;
        m_preferences.setLiking(liking);
        m_window->show();
        if (!QTest::qWaitForWindowExposed(m_window.get()))
            qFatal("the window does not come");
    }

    // How it ends is kept as a picture, where somebody wants that.
    ~WindowFixture() { keepPicture(*m_window); }

    MainWindow &window() const { return *m_window; }
    Preferences &preferences() { return m_preferences; }
    QString path(const QString &name) const { return m_folder.filePath(name); }

    // A batch that is simulated, unless the plan beside it says otherwise.
    QString file(const QString &name, const QByteArray &content) const
    {
        const QString plan = QFileInfo(name).completeBaseName() + QStringLiteral(".plan.json");
        if (!name.endsWith(QStringLiteral(".plan.json")) && !QFileInfo::exists(path(plan)))
            bare(plan, R"({"operations": {"*": {"kind": "simulate"}}})");
        return bare(name, content);
    }
    QString bare(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
        return file.fileName();
    }

    BatchTabs *tabs() const { return named<BatchTabs>("tabs"); }
    void open(const QString &name, const QByteArray &content) const
    {
        m_window->open(file(name, content));
        QTRY_VERIFY(tabs()->current() && tabs()->current()->pane());
        QTRY_VERIFY(records());
    }
    void start(const QString &name, const QByteArray &content) const
    {
        open(name, content);
        press("mainButton");
        QTRY_COMPARE(state(0), QStringLiteral("Running"));
    }

    // The one that is in front; null where none is.
    RecordView *records() const
    {
        for (RecordView *view : m_window->findChildren<RecordView *>()) {
            if (view->isVisible())
                return view;
        }
        return nullptr;
    }

    QString cell(int row, RecordModel::Column column) const
    {
        const RecordView *view = records();
        return view ? view->model()->index(row, column).data().toString() : QString();
    }
    QString state(int row) const { return cell(row, RecordModel::RecordState); }

    template <typename Widget>
    Widget *named(const char *name) const
    {
        for (Widget *found : m_window->findChildren<Widget *>(QLatin1StringView(name))) {
            if constexpr (std::is_base_of_v<QWidget, Widget>) {
                if (!found->isVisible())
                    continue;
            }
            return found;
        }
        qFatal("there is no %s", name);
    }
    template <typename Widget>
    bool has(const char *name) const
    {
        for (Widget *found : m_window->findChildren<Widget *>(QLatin1StringView(name))) {
            if (found->isVisible())
                return true;
        }
        return false;
    }

    void press(const char *button) const { QTest::mouseClick(named<QWidget>(button), Qt::LeftButton); }
    QAction *action(const char *name) const { return named<QAction>(name); }
    // Why an action cannot be chosen, as its tooltip says; nothing where it can.
    QString obstacle(const char *name) const { return action(name)->isEnabled() ? QString() : action(name)->toolTip(); }

private:
    QTemporaryDir m_folder;
    QSettings m_store;
    Preferences m_preferences;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace batchdeck
