#include "widgets/previewdialog.h"

#include "ui_previewdialog.h"
#include "widgets/textdelegate.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLocale>

namespace batchdeck {

namespace {

constexpr int margins = 24; // of a cell
constexpr int labelWidth = 220;
constexpr int listHeight = 360; // at first
constexpr int textHeight = 160;

} // namespace

PreviewDialog::PreviewDialog(PreviewModel::Source source, int current, QWidget *parent)
    : ThemedDialog(parent)
    , m_ui(std::make_unique<Ui::PreviewDialog>())
    , m_records((m_ui->setupUi(this), std::move(source)))
{
    QFont big = m_ui->title->font();
    big.setPointSizeF(big.pointSizeF() * 1.2);
    big.setWeight(QFont::DemiBold);
    m_ui->title->setFont(big);
    m_ui->text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    using enum TextDelegate::Tone;
    for (const auto &[column, tone] : {std::pair(PreviewModel::Number, Muted), std::pair(PreviewModel::Label, Plain),
                                       std::pair(PreviewModel::Effect, ByState)})
        m_ui->records->setItemDelegateForColumn(column, new TextDelegate(tone, PreviewModel::StateRole, this));
    m_ui->records->setModel(&m_records);
    m_ui->records->setStretched(PreviewModel::Effect);
    QHeaderView &header = *m_ui->records->horizontalHeader();
    const QString widest = QLocale().toString(m_records.rowCount());
    header.resizeSection(PreviewModel::Number, m_ui->records->fontMetrics().horizontalAdvance(widest) + margins);
    header.resizeSection(PreviewModel::Label, labelWidth);
    m_ui->parts->setSizes({listHeight, textHeight});
    connect(m_ui->records->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &PreviewDialog::showCurrent);
    connect(m_ui->copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_ui->text->toPlainText()); });
    connect(m_ui->done, &QToolButton::clicked, this, &QDialog::accept);
    if (m_records.rowCount() > 0) {
        const QModelIndex first = m_records.index(std::clamp(current, 0, m_records.rowCount() - 1), 0);
        m_ui->records->setCurrentIndex(first);
        m_ui->records->scrollTo(first, QAbstractItemView::PositionAtCenter);
    }
    m_ui->records->setFocus();
}

PreviewDialog::~PreviewDialog()
{
    m_ui->records->setModel(nullptr); // it goes before the view
}

void PreviewDialog::showCurrent()
{
    const QModelIndex current = m_ui->records->currentIndex();
    m_ui->text->setPlainText(current.isValid() ? m_records.text(current.row()) : QString());
}

} // namespace batchdeck
