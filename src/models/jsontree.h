#pragma once

#include <QAbstractItemModel>

#include <memory>

namespace batchdeck {

// JSON as a tree that is read as far as it is unfolded; its texts and numbers are as they are written. A text that
// holds JSON unfolds as well: queues and spreadsheets keep records in such.
class JsonTree final : public QAbstractItemModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JsonTree)

public:
    enum Column { Key, Value };
    static constexpr int columns = Value + 1;
    enum class Kind : std::uint8_t { Object, Array, Text, Number, Word };
    enum Role {
        KindRole = Qt::UserRole, // of the value, from any column
        JsonRole, // the value as it is written, from any column
        PathRole, // as a template has it: "data.0.a", from any column
    };

    explicit JsonTree(QObject *parent = nullptr);
    ~JsonTree() override;

    // JSON, or the beginning of some: a value that is cut short is left out.
    void setJson(const QByteArray &json);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Node;
    Node *nodeOf(const QModelIndex &index) const;
    static void read(Node &node);
    static void addChildren(Node &node);
    static QString valueText(const Node &node);
    static QString path(const Node &node);

    QByteArray m_json;
    std::unique_ptr<Node> m_root;
};

} // namespace batchdeck
