#pragma once

#include "core/operation.h"
#include "core/plan.h"
#include "operations/namedparameters.h"
#include "operations/sqlconnections.h"

namespace batchdeck {

// A name as a template gives it, made once where no record fills in anything.
class SqlName {
public:
    SqlName() = default;
    explicit SqlName(Template name);

    bool isEmpty() const { return m_template.isEmpty(); }
    Expected<QString> of(const RecordValues &record) const;

private:
    Template m_template;
    std::optional<QString> m_fixed;
};

// What kinds of SQL have in common: a record says which of the plan's connections it goes to.
class SqlOperation : public Operation {
public:
    static bool is(const PlannedOperation &planned);
    static bool leavesMarks(const PlannedOperation &planned);
    static QString connection(const PlannedOperation &planned); // as it is written

    Expected<QString> preview(const Record &record) const final;
    bool canSettle() const final;
    Settlement settle(const DoubtfulAttempt &doubt, std::stop_token stop) final;
    void start(AttemptHandle handle) final;

protected:
    SqlOperation(const PlannedOperation &planned, std::shared_ptr<SqlConnections> connections, SqlLane lane);
    virtual Expected<SqlRequest> request(const RecordValues &record, SqlDialect dialect) const = 0;

private:
    const QString m_name; // in the plan
    const SqlName m_connection;
    const std::shared_ptr<SqlConnections> m_connections;
    const SqlLane m_lane;
    const bool m_marks;
};

// The kind `sql.upsert`.
class UpsertOperation final : public SqlOperation {
public:
    static KindDescription description();
    UpsertOperation(const PlannedOperation &planned, std::shared_ptr<SqlConnections> connections);

private:
    Expected<SqlRequest> request(const RecordValues &record, SqlDialect dialect) const override;

    SqlName m_schema;
    SqlName m_table;
    ValueTemplate m_rows;
    UpsertRequest m_fixed; // what is the same for all records
    std::vector<std::pair<QString, ValueTemplate>> m_set;
};

// The kind `sql`.
class StatementOperation final : public SqlOperation {
public:
    static KindDescription description();
    StatementOperation(const PlannedOperation &planned, std::shared_ptr<SqlConnections> connections);

private:
    Expected<SqlRequest> request(const RecordValues &record, SqlDialect dialect) const override;

    const QString m_statement;
    const std::vector<std::pair<QString, ValueTemplate>> m_bind;
    const qsizetype m_mostRows;
};

} // namespace batchdeck
