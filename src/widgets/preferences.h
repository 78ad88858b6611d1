#pragma once

#include <QObject>
#include <QSettings>
#include <QStringList>

namespace batchdeck {

// What a person likes, for all batches.
struct Liking {
    enum class Look : std::uint8_t { System, Light, Dark };

    Look look = Look::System;
    QString language; // "en", "ko"; empty: the desktop's
    bool tells = true; // at the end of a run, where the window is not looked at
    bool asksToCancel = true; // before a whole run is cancelled
    bool asksForServer = false; // before a batch is first run on a server
    int jobs = 8; // on trial, and of plans that are made here
    int timeout = 0; // likewise, in seconds; 0: none
    int keptDays = 30; // runs that are over, and their journals
    int alike = 20; // failures in a row that pause a run whose plan says nothing of failures; 0: never

    bool operator==(const Liking &) const = default;
};

// Keeps it, and what was open last, from one start of the program to the next.
class Preferences final : public QObject {
    Q_OBJECT

public:
    explicit Preferences(QSettings &store, QObject *parent = nullptr);

    const Liking &liking() const { return m_liking; }
    void setLiking(const Liking &liking);

    QStringList recentFiles() const; // the latest first
    void addRecentFile(const QString &path);
    void forgetRecentFiles();

    // How the panes around the table stand.
    struct Panes {
        QByteArray across; // of the splitters
        QByteArray down;
        bool details = true;
        bool bottom = true;
        int detailsPage = 0;
        int bottomPage = 0;
        int recordView = 0;
        int resultView = 0;
    };
    Panes panes() const;
    void setPanes(const Panes &panes);
    QStringList columns() const; // of the table of records, as RecordHeader has it
    void setColumns(const QStringList &columns);

    QByteArray geometry() const;
    void setGeometry(const QByteArray &geometry);

Q_SIGNALS:
    void likingChanged();
    void recentFilesChanged();

private:
    QSettings &m_store;
    Liking m_liking;
};

} // namespace batchdeck
