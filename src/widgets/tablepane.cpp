#include "widgets/tablepane.h"

#include "models/recordsort.h"
#include "ui_tablepane.h"
#include "widgets/preferences.h"

#include <QHeaderView>

namespace batchdeck {

namespace {

constexpr int fewestRows = 5; // that are seen at once, with what stands above them
constexpr int fewestOfLow = 3;

} // namespace

TablePane::TablePane(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::TablePane>())
{
    m_ui->setupUi(this);
}

TablePane::~TablePane() = default;

void TablePane::setRecords(RecordModel &records, RecordSort &sort, RecordSearch &search, Preferences &preferences)
{
    m_ui->records->setRecords(&records);
    keepRoom(fewestRows);
    m_ui->foot->setTable(*m_ui->records, sort, search);
    RecordHeader &header = m_ui->records->header();
    header.setLayout(preferences.columns());
    connect(&header, &RecordHeader::layoutChanged, this,
            [&header, &preferences] { preferences.setColumns(header.layout()); });
    connect(&header, &RecordHeader::sortAsked, &sort, &RecordSort::by);
    const auto showOrder = [&header, &sort] { header.setSortedBy(sort.column(), sort.order()); };
    connect(&sort, &RecordSort::altered, &header, showOrder);
    showOrder();
}

void TablePane::keepRoom(int rows)
{
    m_ui->records->setMinimumHeight(rows * m_ui->records->verticalHeader()->defaultSectionSize());
}

void TablePane::setLow(bool isLow)
{
    m_ui->records->setLow(isLow);
    keepRoom(isLow ? fewestOfLow : fewestRows);
    m_ui->foot->setLow(isLow);
}

RecordView &TablePane::view() const
{
    return *m_ui->records;
}

void TablePane::refresh()
{
    m_ui->foot->refresh();
}

} // namespace batchdeck
