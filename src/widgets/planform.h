#pragma once

#include "session/connectiontest.h"
#include "session/kindchange.h"

#include <QFutureWatcher>
#include <QWidget>

#include <functional>

class QFormLayout;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace batchdeck {

class KeyEditor;

// A plan as a form: where it goes, by what key, how many at once; the rest under More. What it shows, and what may be
// said, come from the descriptions of kinds and connections.
class PlanForm final : public QWidget {
    Q_OBJECT

public:
    // The plan outlives it. The first record of the batch tells which table a template means.
    PlanForm(PlanDocument &plan, const Record &first, QWidget *parent = nullptr);
    ~PlanForm() override;

    void follow(QWidget *before); // who has the keyboard before its fields
    void show(bool anew); // anew: another kind, connection or operation may be in front
    void forget() { m_kinds.forget(); } // what kinds had put aside: the plan is another one
    bool shows(const PlanProblem &problem) const; // beside a field
    QStringList wrong() const; // what its fields are called in which something is
    QWidget *firstWrong() const; // null where none is
    // The plan was guessed from these: what its database has tells table and key better, and is looked at, now and at
    // each test, as long as nobody has said another table.
    void draftFrom(const BatchFields &fields);

Q_SIGNALS:
    void edited();
    void drafted(); // by what its database has told

private:
    struct Field {
        QStringList path;
        KeyEditor *editor;
        QString label{};
        bool isWrong = false;
    };
    enum class Part { Leading, Rest };

    void build();
    void addTitle(const QString &text);
    void addConnection();
    void addOperation();
    void addRun();
    void addKeys(const std::vector<KeyDescription> &keys, const QStringList &path, Part part);
    void addChooser(const QString &label, const QString &of, QString &current);
    void addKinds(const QString &label, const std::vector<KindDescription> &kinds,
                  const std::vector<KeyDescription> &common, const QStringList &path);
    void orderTabs();
    QString focused() const; // the name of the part that has the keyboard
    void set(const QStringList &path, const QByteArray &json);
    void draft(const QStringList &path, const QByteArray &json);
    void test();
    void tested();
    void look();
    QString takesKey(const ConnectionFinding &found); // what is to be told of it
    QString takesTable(const ConnectionFinding &found); // likewise
    void tell(const QString &finding, bool isProblem);
    void keepSecret(const QString &entry);
    QStringList operationPath() const { return {QStringLiteral("operations"), m_operation}; }
    QStringList connectionPath() const { return {QStringLiteral("connections"), m_connection}; }
    QStringList inFront() const
    {
        return {m_operation, filled(QStringLiteral("schema")), filled(QStringLiteral("table"))};
    }
    QString filled(const QString &key) const; // of the operation, for the first record

    PlanDocument &m_plan;
    const Record m_first;
    QString m_operation; // in front
    QString m_connection;
    bool m_showsMore = false;
    KindChange m_kinds;
    QWidget *m_before = nullptr;
    QVBoxLayout *m_layout;
    QWidget *m_body = nullptr;
    QFormLayout *m_form = nullptr;
    std::vector<Field> m_fields;
    QLabel *m_finding = nullptr;
    QToolButton *m_test = nullptr;
    BatchFields m_drafted; // from these; empty: it was not
    QByteArray m_draftedTable;
    QByteArray m_draftedKey;
    bool m_isAsked = false; // somebody wants to know what is tested
    QByteArray m_tested; // the connection
    QStringList m_testedFor; // operation, schema and table
    QFutureWatcher<Expected<ConnectionFinding>> m_testing;
    std::stop_source m_stop; // the test: whoever waits keeps a thread of those that read files
    QFutureWatcher<Expected<void>> m_storing;
};

} // namespace batchdeck
