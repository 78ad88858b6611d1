#include "widgets/jsonpane.h"

#include "ui_jsonpane.h"
#include "widgets/jsonhighlighter.h"
#include "widgets/textdelegate.h"
#include "widgets/theme.h"

#include <QButtonGroup>
#include <QClipboard>
#include <QEvent>
#include <QFontDatabase>
#include <QMenu>
#include <QShortcut>

namespace batchdeck {

namespace {

constexpr int widestKey = 160;
constexpr int keyGap = 24; // between a key and its value

} // namespace

JsonPane::JsonPane(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::JsonPane>())
    , m_highlighter((m_ui->setupUi(this), new JsonHighlighter(m_ui->text->document())))
    , m_views(new QButtonGroup(this))
{
    m_views->addButton(m_ui->treeButton, Tree);
    m_views->addButton(m_ui->textButton, Text);
    m_views->addButton(m_ui->fileButton, File);
    m_ui->text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_ui->file->setFont(m_ui->text->font());
    m_ui->tree->setModel(&m_tree);
    m_ui->tree->setItemDelegateForColumn(JsonTree::Key,
                                         new TextDelegate(TextDelegate::Tone::Muted, JsonTree::KindRole, this));
    m_ui->tree->setItemDelegateForColumn(JsonTree::Value,
                                         new TextDelegate(TextDelegate::Tone::Plain, JsonTree::KindRole, this));
    m_ui->tree->header()->setStretchLastSection(true);
    m_ui->tree->header()->resizeSection(0, widestKey);
    connect(m_views, &QButtonGroup::idClicked, this, [this] {
        showView();
        Q_EMIT viewChosen();
    });
    connect(m_ui->copy, &QToolButton::clicked, this, &JsonPane::copyAsked);
    connect(m_ui->tree, &QWidget::customContextMenuRequested, this, &JsonPane::openMenu);
    auto *copy = new QShortcut(QKeySequence::Copy, m_ui->tree, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, [this] {
        QGuiApplication::clipboard()->setText(m_ui->tree->currentIndex().data(JsonTree::JsonRole).toString());
    });
    applyTheme();
    showView();
}

JsonPane::~JsonPane() = default;

void JsonPane::setEmptyText(const QString &text)
{
    m_emptyText = text;
    m_ui->empty->setText(text);
}

void JsonPane::setJson(const ShownJson &json)
{
    if (json.json == m_json.json && json.raw == m_json.raw && json.size == m_json.size)
        return;
    m_json = json;
    m_tree.setJson(json.json);
    m_ui->tree->expandToDepth(1);
    m_ui->tree->resizeColumnToContents(JsonTree::Key);
    m_ui->tree->header()->resizeSection(JsonTree::Key,
                                        std::min(m_ui->tree->header()->sectionSize(JsonTree::Key) + keyGap, widestKey));
    m_ui->text->setPlainText(json.text);
    m_ui->file->setPlainText(json.raw);
    m_ui->note->setText(json.note());
    showView();
}

JsonPane::View JsonPane::view() const
{
    return View(std::max(m_views->checkedId(), 0));
}

void JsonPane::setView(View view)
{
    if (QAbstractButton *button = m_views->button(view)) // it may be read from a file that somebody wrote
        button->setChecked(true);
    showView();
}

void JsonPane::showView()
{
    const bool isFileOnly = m_json.json.isEmpty(); // an entry that is no record
    const bool hasFile = !m_json.raw.isEmpty();
    const bool isEmpty = isFileOnly && !hasFile;
    m_ui->bar->setVisible(!isEmpty);
    m_ui->treeButton->setVisible(!isFileOnly);
    m_ui->textButton->setVisible(!isFileOnly);
    m_ui->fileButton->setVisible(hasFile);
    m_ui->note->setVisible(!isEmpty && m_json.isCut());
    if (isEmpty)
        m_ui->pages->setCurrentWidget(m_ui->emptyPage);
    else if (isFileOnly || (view() == File && hasFile))
        m_ui->pages->setCurrentWidget(m_ui->file);
    else
        m_ui->pages->setCurrentWidget(view() == Tree ? static_cast<QWidget *>(m_ui->tree) : m_ui->text);
}

void JsonPane::openMenu(const QPoint &at)
{
    const QModelIndex index = m_ui->tree->indexAt(at);
    if (!index.isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto copies = [&](const QString &name, const QString &text) {
        connect(menu->addAction(name), &QAction::triggered, this,
                [text] { QGuiApplication::clipboard()->setText(text); });
    };
    copies(tr("Copy Value"), index.data(JsonTree::JsonRole).toString());
    copies(tr("Copy as {Field} of a Plan"), u'{' + index.data(JsonTree::PathRole).toString() + u'}');
    menu->popup(m_ui->tree->viewport()->mapToGlobal(at));
}

void JsonPane::applyTheme()
{
    m_highlighter->setTheme(Theme::of(palette()));
}

void JsonPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter)
        applyTheme();
}

} // namespace batchdeck
