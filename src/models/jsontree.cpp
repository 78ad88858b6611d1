#include "models/jsontree.h"

#include "core/jsontext.h"

#include <QLocale>

namespace batchdeck {

namespace {

constexpr int portion = 500; // of a long array
constexpr qsizetype longestText = 1000; // characters of a value in its cell

bool isNested(QByteArrayView json)
{
    return json.startsWith('{') || json.startsWith('[');
}

} // namespace

struct JsonTree::Node {
    Node *parent = nullptr;
    int row = 0;
    QByteArray key; // as it is read, not as it is written; empty in an array
    QByteArrayView written; // the value
    QByteArray held; // where it is a text: the JSON in it
    bool isRead = false;
    std::vector<JsonMember> members; // views; of an array without keys
    std::vector<std::unique_ptr<Node>> children; // as many as were asked for

    QByteArrayView json() const { return held.isEmpty() ? written : QByteArrayView(held); }
};

JsonTree::JsonTree(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
    m_root->isRead = true;
}

JsonTree::~JsonTree() = default;

void JsonTree::setJson(const QByteArray &json)
{
    beginResetModel();
    m_json = json;
    m_root = std::make_unique<Node>();
    m_root->written = withoutMargins(m_json);
    read(*m_root);
    addChildren(*m_root);
    endResetModel();
}

// What it has in it; its children become nodes when they are asked for.
void JsonTree::read(Node &node)
{
    if (std::exchange(node.isRead, true))
        return;
    if (node.written.startsWith('"')) {
        QByteArray text = stringText(node.written);
        if (isNested(withoutMargins(text)))
            node.held = std::move(text);
    }
    const QByteArrayView json = withoutMargins(node.json());
    if (json.startsWith('{')) {
        node.members = members(json);
    } else if (json.startsWith('[')) {
        for (const QByteArrayView element : elements(json))
            node.members.push_back({{}, element});
    } else if (!node.parent && !json.isEmpty()) {
        node.members.push_back({{}, json}); // a value alone is a row of its own
    }
}

JsonTree::Node *JsonTree::nodeOf(const QModelIndex &index) const
{
    Node *node = index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
    read(*node);
    return node;
}

QModelIndex JsonTree::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column, nodeOf(parent)->children[std::size_t(row)].get())
                                         : QModelIndex();
}

QModelIndex JsonTree::parent(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    Node *above = static_cast<Node *>(index.internalPointer())->parent;
    return above == m_root.get() ? QModelIndex() : createIndex(above->row, 0, above);
}

int JsonTree::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(nodeOf(parent)->children.size());
}

int JsonTree::columnCount(const QModelIndex &) const
{
    return columns;
}

bool JsonTree::hasChildren(const QModelIndex &parent) const
{
    return parent.column() <= 0 && !nodeOf(parent)->members.empty();
}

bool JsonTree::canFetchMore(const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    return parent.column() <= 0 && node->children.size() < node->members.size();
}

void JsonTree::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    Node *node = nodeOf(parent);
    const int first = int(node->children.size());
    beginInsertRows(parent, first, std::min(first + portion, int(node->members.size())) - 1);
    addChildren(*node);
    endInsertRows();
}

// The next few.
void JsonTree::addChildren(Node &node)
{
    const std::size_t end = std::min(node.children.size() + portion, node.members.size());
    while (node.children.size() < end) {
        const JsonMember &member = node.members[node.children.size()];
        auto child = std::make_unique<Node>();
        child->parent = &node;
        child->row = int(node.children.size());
        child->key = stringText(member.key);
        child->written = member.value;
        node.children.push_back(std::move(child));
    }
}

QString JsonTree::valueText(const Node &node)
{
    const QByteArrayView json = withoutMargins(node.json());
    const auto count = int(node.members.size());
    if (json.startsWith('{'))
        return count == 0 ? QStringLiteral("{}")
            : count == 1  ? tr("1 field")
                          : tr("%1 fields").arg(QLocale().toString(count));
    if (json.startsWith('['))
        return count == 0 ? QStringLiteral("[]")
            : count == 1  ? tr("1 item")
                          : tr("%1 items").arg(QLocale().toString(count));
    const QString text = node.written.startsWith('"') ? QString::fromUtf8(stringText(node.written))
                                                      : QString::fromUtf8(node.written.toByteArray());
    return text.size() > longestText ? text.left(longestText) + u'…' : text;
}

QString JsonTree::path(const Node &node)
{
    QStringList steps;
    for (const Node *at = &node; at->parent; at = at->parent) {
        const QString key = QString::fromUtf8(at->key);
        if (!withoutMargins(at->parent->json()).startsWith('{'))
            steps.prepend(QString::number(at->row));
        else
            steps.prepend(key.contains(u'.') || key.contains(u'}') ? u'"' + key + u'"' : key);
    }
    return steps.join(u'.');
}

QVariant JsonTree::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node &node = *nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == Value)
            return valueText(node);
        return withoutMargins(node.parent->json()).startsWith('{') ? QString::fromUtf8(node.key)
                                                                   : QString::number(node.row);
    case Qt::TextAlignmentRole:
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return index.column() == Value ? valueText(node) : path(node);
    case KindRole: {
        const QByteArrayView json = withoutMargins(node.json());
        const char first = json.isEmpty() ? ' ' : json.front();
        const bool isNumber = first == '-' || (first >= '0' && first <= '9');
        return int(first == '{'       ? Kind::Object
                       : first == '[' ? Kind::Array
                       : first == '"' ? Kind::Text
                       : isNumber     ? Kind::Number
                                      : Kind::Word);
    }
    case JsonRole:
        return node.written.toByteArray();
    case PathRole:
        return path(node);
    default:
        return {};
    }
}

QVariant JsonTree::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Key ? tr("Field") : tr("Value");
}

} // namespace batchdeck
