#include "models/previewmodel.h"

#include "core/state.h"
#include "models/coretext.h"

#include <QLocale>

namespace batchdeck {

namespace {

constexpr int mostKnown = 500; // rows: more than are ever seen at once

}

PreviewModel::PreviewModel(Source source, QObject *parent)
    : QAbstractTableModel(parent)
    , m_source(std::move(source))
    , m_known(mostKnown)
{
}

const Expected<QString> &PreviewModel::preview(int row) const
{
    if (const Expected<QString> *known = m_known.object(row))
        return *known;
    auto *asked = new Expected<QString>(m_source.preview(quint32(row)));
    m_known.insert(row, asked);
    return *asked;
}

QString PreviewModel::text(int row) const
{
    const Expected<QString> &found = preview(row);
    return CoreText::told(found ? *found : found.error().message);
}

int PreviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_source.records);
}

int PreviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant PreviewModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Number:
            return QLocale().toString(index.row() + 1);
        case Label:
            return m_source.label(quint32(index.row()));
        default:
            return text(index.row()).simplified();
        }
    case StateRole:
        return int(preview(index.row()) ? State::Queued : State::Failed);
    case Qt::TextAlignmentRole:
        return int((index.column() == Number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant PreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    constexpr const char *titles[columns] = {QT_TR_NOOP("#"), QT_TR_NOOP("Label"), QT_TR_NOOP("What it would do")};
    if (role == Qt::DisplayRole)
        return tr(titles[section]);
    if (role == Qt::TextAlignmentRole)
        return int((section == Number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

} // namespace batchdeck
