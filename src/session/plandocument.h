#pragma once

#include "formats/planreader.h"

namespace batchdeck {

// What plans can ask for.
const std::vector<KindDescription> &planKinds();

// A plan while somebody writes it: its text, what is wrong with it, and a way to change one value at a time.
class PlanDocument final {
public:
    PlanDocument() = default;
    PlanDocument(QByteArray text, QString folder); // where its paths start

    static Expected<PlanDocument> load(const QString &path);
    static PlanDocument of(const Plan &plan); // as a person would write it
    Expected<void> save(const QString &path) const; // whole or not at all

    const QByteArray &text() const { return m_text; }
    void setText(const QByteArray &text);
    const QString &folder() const { return m_folder; }
    void setFolder(const QString &folder);

    bool isReadable() const { return m_isReadable; } // as JSON; else only its text can be changed
    const std::optional<Plan> &plan() const { return m_reading.plan; } // where nothing is wrong with it
    const std::vector<PlanProblem> &problems() const { return m_reading.problems; }

    // By the keys that lead there. JSON, empty where there is nothing.
    QByteArray value(const QStringList &path) const;
    void setValue(const QStringList &path, const QByteArray &json); // empty: it goes, and what it leaves empty
    QStringList names(const QStringList &path) const; // of an object's members

    // That connection and nothing else, where nothing is wrong with it.
    std::optional<Plan> withConnection(const QString &name) const;

private:
    void read();

    QByteArray m_text;
    QString m_folder;
    bool m_isReadable = false;
    PlanReading m_reading;
};

} // namespace batchdeck
