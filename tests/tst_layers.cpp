#include "layers.h"

#include <QDir>
#include <QDirIterator>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QString contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return QString::fromUtf8(file.readAll());
}

} // namespace

// What each layer includes and links, and that the check of it misses nothing.
class TestLayers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void planted_data();
    void planted();
    void plantedLinks();
    void includes();
    void links();
};

void TestLayers::planted_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("wrong"); // part of the complaint; empty where there must be none

    struct Case {
        const char *file;
        const char *line;
        const char *wrong;
    };
    static constexpr Case cases[] = {
        // As it should be.
        {"core/a.cpp", R"(#include "core/b.h")", ""},
        {"core/a.cpp", R"(#include "b.h")", ""},
        {"core/a.cpp", R"(#include <vector>)", ""},
        {"core/a.cpp", R"(#include <sys/types.h>)", ""},
        {"core/a.cpp", R"(#include <nlohmann/json.hpp>)", ""},
        {"core/a.cpp", R"(#include <QString>)", ""},
        {"core/a.cpp", R"(#include <QtCore/QString>)", ""},
        {"core/a.cpp", R"(#include <QtConcurrentRun>)", ""},
        {"core/a.cpp", R"(// #include <QWidget>)", ""},
        {"core/a.cpp", R"(const char *text = "#include <QWidget>";)", ""},
        {"formats/a.cpp", R"(#include "core/b.h")", ""},
        {"models/a.cpp", R"(#include <QColor>)", ""},
        {"models/a.cpp", R"(#include <QAction>)", ""}, // QtGui's, though QtWidgets has one as well
        {"operations/a.cpp", R"(#include <QSqlDatabase>)", ""},
        {"operations/a.cpp", R"(#include <curl/curl.h>)", ""},
        {"journal/a.cpp", R"(#include <QtSql/QSqlQuery>)", ""},
        {"session/a.cpp", R"(#include "journal/b.h")", ""},
        {"session/a.cpp", R"(#include <qt6keychain/keychain.h>)", ""},
        {"session/a.cpp", R"(#include "../formats/b.h")", ""},
        {"widgets/a.cpp", R"(#include "models/b.h")", ""},
        {"widgets/a.cpp", R"(#include "ui_mainwindow.h")", ""},
        {"console/a.cpp", R"(#include "session/b.h")", ""},
        {"app/main.cpp", R"(#include "widgets/b.h")", ""},

        // Each arrow that runs the wrong way.
        {"core/a.cpp", R"(#include "formats/b.h")", "core may not include formats"},
        {"core/a.cpp", R"(#include "operations/b.h")", "core may not include operations"},
        {"core/a.cpp", R"(#include "journal/b.h")", "core may not include journal"},
        {"core/a.cpp", R"(#include "models/b.h")", "core may not include models"},
        {"core/a.cpp", R"(#include "session/b.h")", "core may not include session"},
        {"core/a.cpp", R"(#include "widgets/b.h")", "core may not include widgets"},
        {"core/a.cpp", R"(#include "console/b.h")", "core may not include console"},
        {"core/a.cpp", R"(#include "app/b.h")", "core may not include app"},
        {"formats/a.cpp", R"(#include "operations/b.h")", "formats may not include operations"},
        {"formats/a.cpp", R"(#include "session/b.h")", "formats may not include session"},
        {"operations/a.cpp", R"(#include "journal/b.h")", "operations may not include journal"},
        {"operations/a.cpp", R"(#include "formats/b.h")", "operations may not include formats"},
        {"journal/a.cpp", R"(#include "models/b.h")", "journal may not include models"},
        {"models/a.cpp", R"(#include "formats/b.h")", "models may not include formats"},
        {"models/a.cpp", R"(#include "session/b.h")", "models may not include session"},
        {"models/a.cpp", R"(#include "widgets/b.h")", "models may not include widgets"},
        {"session/a.cpp", R"(#include "models/b.h")", "session may not include models"},
        {"session/a.cpp", R"(#include "console/b.h")", "session may not include console"},
        {"widgets/a.cpp", R"(#include "formats/b.h")", "widgets may not include formats"},
        {"widgets/a.cpp", R"(#include "journal/b.h")", "widgets may not include journal"},
        {"widgets/a.cpp", R"(#include "console/b.h")", "widgets may not include console"},
        {"console/a.cpp", R"(#include "operations/b.h")", "console may not include operations"},
        {"console/a.cpp", R"(#include "models/b.h")", "console may not include models"},
        {"widgets/a.cpp", R"(#include "app/b.h")", "widgets may not include app"},

        // However it is written.
        {"core/a.cpp", R"(#include "../widgets/b.h")", "core may not include widgets"},
        {"core/deep/a.cpp", R"(#include "../../widgets/b.h")", "core may not include widgets"},
        {"core/a.cpp", R"(#include "../../src/widgets/b.h")", "core may not include widgets"},
        {"core/a.cpp", R"(#include "./../widgets/b.h")", "core may not include widgets"},
        {"core/a.cpp", R"(#include "core/../widgets/b.h")", "core may not include widgets"},
        {"core/a.cpp", R"(#include "..\widgets\b.h")", "core may not include widgets"},
        {"core/a.cpp", R"(#include "..//widgets/b.h")", "core may not include widgets"},
        {"core/a.cpp", R"(#include <widgets/b.h>)", "core may not include widgets"},
        {"core/a.cpp", R"(#include <../src/widgets/b.h>)", "core may not include widgets"},
        {"core/a.cpp", R"(  #  include   "widgets/b.h")", "core may not include widgets"},
        {"core/a.cpp", R"(#include"widgets/b.h")", "core may not include widgets"},
        {"core/a.cpp", R"(/* */ # /* */ include /* */ "widgets/b.h")", "core may not include widgets"},
        {"core/a.cpp", "#include \\\n\"widgets/b.h\"", "core may not include widgets"},
        {"core/a.cpp", R"(%:include "widgets/b.h")", "core may not include widgets"},
        {"core/a.cpp", R"(#include_next "widgets/b.h")", "core may not include widgets"},
        {"core/a.cpp", R"(#include "widgets/b.h" // needed)", "core may not include widgets"},
        {"core/a.cpp", R"(#include HEADER)", "nobody can tell"},
        {"core/a.cpp", R"(#include "../../tests/b.h")", "not in src/"},
        {"core/a.cpp", R"(#include "/usr/include/b.h")", "not in src/"},
        {"core/a.cpp", "#include \"" SOURCE_DIR "/src/widgets/b.h\"", "core may not include widgets"},

        // Qt's modules, in each of their forms.
        {"core/a.cpp", R"(#include <QWidget>)", "core may not use QtWidgets"},
        {"core/a.cpp", R"(#include <qwidget.h>)", "core may not use QtWidgets"},
        {"core/a.cpp", R"(#include "QWidget")", "core may not use QtWidgets"},
        {"core/a.cpp", R"(#include <QtWidgets>)", "core may not use QtWidgets"},
        {"core/a.cpp", R"(#include <QtWidgets/QWidget>)", "core may not use QtWidgets"},
        {"core/a.cpp", R"(#include <QtWidgets/6.4.2/QtWidgets/private/qwidget_p.h>)", "core may not use QtWidgets"},
        {"core/a.cpp", R"(#include "/usr/include/qt6/QtWidgets/QWidget")", "core may not use QtWidgets"},
        {"core/a.cpp", R"(#include <../QtWidgets/QWidget>)", "core may not use QtWidgets"},
        {"core/a.cpp", R"(#include <private/qwidget_p.h>)", "private to Qt"},
        {"core/a.cpp", R"(#include "ui_mainwindow.h")", "core may not use QtWidgets"},
        {"core/a.cpp", R"(#include <QColor>)", "core may not use QtGui"},
        {"core/a.cpp", R"(#include <QSqlQuery>)", "core may not use QtSql"},
        {"core/a.cpp", R"(#include <QtNetwork/QTcpSocket>)", "core may not use QtNetwork"},
        {"formats/a.cpp", R"(#include <QtGui/QColor>)", "formats may not use QtGui"},
        {"operations/a.cpp", R"(#include <QColor>)", "operations may not use QtGui"},
        {"models/a.cpp", R"(#include <QTableView>)", "models may not use QtWidgets"},
        {"models/a.cpp", R"(#include <QSqlQuery>)", "models may not use QtSql"},
        {"session/a.cpp", R"(#include <QSqlQuery>)", "session may not use QtSql"},
        {"widgets/a.cpp", R"(#include <QSqlQuery>)", "widgets may not use QtSql"},
        {"console/a.cpp", R"(#include <QApplication>)", "console may not use QtWidgets"},

        // Other libraries.
        {"core/a.cpp", R"(#include <curl/curl.h>)", "core may not use curl"},
        {"widgets/a.cpp", R"(#include <qt6keychain/keychain.h>)", "widgets may not use qtkeychain"},
        {"models/a.cpp", R"(#include <sqlite3.h>)", "models may not use sqlite3"},
        {"formats/a.cpp", R"(#include <libpq-fe.h>)", "formats may not use libpq"},
    };
    for (const Case &c : cases) {
        QTest::addRow("%s: %s", c.file, c.line)
            << QString::fromUtf8(c.file) << QString::fromUtf8(c.line) << QString::fromUtf8(c.wrong);
    }
}

void TestLayers::planted()
{
    QFETCH(const QString, file);
    QFETCH(const QString, line);
    QFETCH(const QString, wrong);

    const QStringList complaints = layers::wrongIncludes(file, u"#pragma once\n"_s + line + u"\nint a;\n"_s);
    QCOMPARE(complaints.join(u'\n').isEmpty(), wrong.isEmpty());
    QVERIFY2(complaints.join(u'\n').contains(wrong), qPrintable(complaints.join(u'\n')));
}

void TestLayers::plantedLinks()
{
    const auto complaints = [](const QString &folder, const QString &text) {
        return layers::wrongLinks(*layers::find(folder), text).size();
    };
    QCOMPARE(complaints(u"models"_s, u"batchdeck_layer(models LINKS batchdeck_core Qt6::Gui)"_s), 0);
    QCOMPARE(complaints(u"models"_s, u"batchdeck_layer(models LINKS batchdeck_formats)"_s), 1);
    QCOMPARE(complaints(u"models"_s, u"batchdeck_layer(models LINKS Qt6::Widgets Qt::Sql)"_s), 2);
    QCOMPARE(complaints(u"core"_s, u"target_link_libraries(batchdeck_core PRIVATE Qt6::Gui)"_s), 1);
}

void TestLayers::includes()
{
    const QDir source(QStringLiteral(SOURCE_DIR "/src"));
    static const QStringList others = {u"txt"_s, u"md"_s, u"qrc"_s};
    QStringList complaints;
    int read = 0;
    for (QDirIterator files(source.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
         files.hasNext();) {
        const QString path = source.relativeFilePath(files.next());
        if (others.contains(files.fileInfo().suffix()))
            continue;
        if (!layers::find(path.section(u'/', 0, 0)) || !path.contains(u'/'))
            complaints += u"src/%1 is in no layer"_s.arg(path);
        else
            complaints += layers::wrongIncludes(path, contentOf(source.filePath(path)));
        ++read;
    }
    QVERIFY2(complaints.isEmpty(), qPrintable(complaints.join(u'\n')));
    QVERIFY(read > 50);
}

void TestLayers::links()
{
    QStringList complaints;
    for (const layers::Layer &layer : layers::all) {
        const QString file = QStringLiteral(SOURCE_DIR "/src/") + layer.folder + u"/CMakeLists.txt"_s;
        if (QFile::exists(file))
            complaints += layers::wrongLinks(layer, contentOf(file));
    }
    QVERIFY2(complaints.isEmpty(), qPrintable(complaints.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestLayers)
#include "tst_layers.moc"
