#pragma once

#include "bench.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>

namespace bench {

// From the start of a program that stands beside this one until its first window is to be seen, in µs: of a person
// who has never used it, and whose files stay as they are. The plugin of firstpaint.cpp says when that is.
inline double untilFirstPaint(const QString &program, const QString &plugin)
{
    const QTemporaryDir home;
    const QString folder = QCoreApplication::applicationDirPath();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), home.path());
    for (const QString &name : {QStringLiteral("XDG_CONFIG_HOME"), QStringLiteral("XDG_DATA_HOME")})
        environment.insert(name, home.path());
    environment.insert(QStringLiteral("QT_QPA_GENERIC_PLUGINS"), plugin);
    environment.insert(QStringLiteral("QT_PLUGIN_PATH"), folder + QStringLiteral("/bench_plugins"));
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const auto began = Clock::now();
    process.start(folder + QLatin1Char('/') + program, QStringList());
    if (!process.waitForFinished(-1) || process.exitCode() != 0)
        qFatal("%s does not start", qPrintable(program));
    bool isNumber = false;
    const auto painted = process.readAllStandardOutput().trimmed().toLongLong(&isNumber);
    if (!isNumber)
        qFatal("%s does not say when it has painted", qPrintable(program));
    return microseconds(Clock::time_point(Clock::duration(painted)) - began);
}

inline Json startUp(const QString &program, const QString &plugin = QStringLiteral("firstpaint"))
{
    constexpr int starts = 9;
    untilFirstPaint(program, plugin); // from the disk
    std::vector<double> times;
    for (int start = 0; start < starts; ++start)
        times.push_back(untilFirstPaint(program, plugin));
    std::sort(times.begin(), times.end());
    return {{"us", times[starts / 2]}};
}

} // namespace bench
