#include "widgets/shortcutsdialog.h"

#include "ui_shortcutsdialog.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>

namespace batchdeck {

namespace {

constexpr int scrollBar = 16;

struct Key {
    const char *keys;
    const char *what;
};

constexpr Key tableKeys[] = {
    {QT_TRANSLATE_NOOP("batchdeck::ShortcutsDialog", "Space"),
     QT_TRANSLATE_NOOP("batchdeck::ShortcutsDialog", "Choose the current record, or not")},
    {QT_TRANSLATE_NOOP("batchdeck::ShortcutsDialog", "Shift+Up, Shift+Down"),
     QT_TRANSLATE_NOOP("batchdeck::ShortcutsDialog", "Choose more records")},
    {QT_TRANSLATE_NOOP("batchdeck::ShortcutsDialog", "Menu, Shift+F10"),
     QT_TRANSLATE_NOOP("batchdeck::ShortcutsDialog", "What can be done with the records")},
};

constexpr Key timelineKeys[] = {
    {QT_TRANSLATE_NOOP("batchdeck::ShortcutsDialog", "+, -"),
     QT_TRANSLATE_NOOP("batchdeck::ShortcutsDialog", "Zoom in, zoom out")},
    {QT_TRANSLATE_NOOP("batchdeck::ShortcutsDialog", "Left, Right"),
     QT_TRANSLATE_NOOP("batchdeck::ShortcutsDialog", "Earlier, later")},
    {QT_TRANSLATE_NOOP("batchdeck::ShortcutsDialog", "Up, Down"),
     QT_TRANSLATE_NOOP("batchdeck::ShortcutsDialog", "Other slots")},
    {QT_TRANSLATE_NOOP("batchdeck::ShortcutsDialog", "Home"),
     QT_TRANSLATE_NOOP("batchdeck::ShortcutsDialog", "The whole run")},
    {QT_TRANSLATE_NOOP("batchdeck::ShortcutsDialog", "End"),
     QT_TRANSLATE_NOOP("batchdeck::ShortcutsDialog", "Go on with the time")},
    {QT_TRANSLATE_NOOP("batchdeck::ShortcutsDialog", "Ctrl+Left, Ctrl+Right"),
     QT_TRANSLATE_NOOP("batchdeck::ShortcutsDialog", "The attempt before, after")},
    {QT_TRANSLATE_NOOP("batchdeck::ShortcutsDialog", "Ctrl+Up, Ctrl+Down"),
     QT_TRANSLATE_NOOP("batchdeck::ShortcutsDialog", "The attempt at that time in another slot")},
    {QT_TRANSLATE_NOOP("batchdeck::ShortcutsDialog", "Enter, Space"),
     QT_TRANSLATE_NOOP("batchdeck::ShortcutsDialog", "Choose its record")},
};

// "&Open…" without what is for the menu.
QString plain(QString text)
{
    static const QRegularExpression whole(QStringLiteral("\\(&.\\)")); // as Korean has it
    return text.remove(whole).remove(u'&');
}

} // namespace

ShortcutsDialog::ShortcutsDialog(const QMenuBar &menus, QWidget *parent)
    : ThemedDialog(parent)
    , m_ui(std::make_unique<Ui::ShortcutsDialog>())
{
    m_ui->setupUi(this);
    for (const QAction *menu : menus.actions()) {
        if (!menu->menu())
            continue;
        addTitle(plain(menu->text()));
        addKeysOf(*menu->menu());
    }
    addTitle(tr("In the table"));
    for (const Key &key : tableKeys)
        addKey(tr(key.keys), tr(key.what));
    addTitle(tr("In the timeline"));
    for (const Key &key : timelineKeys)
        addKey(tr(key.keys), tr(key.what));
    connect(m_ui->done, &QToolButton::clicked, this, &QDialog::accept);
    m_ui->scroll->setMinimumWidth(m_ui->keys->minimumSize().width() + scrollBar); // it scrolls up and down only
    m_ui->scroll->setFocus(); // so that the arrow keys move it
}

ShortcutsDialog::~ShortcutsDialog() = default;

void ShortcutsDialog::addTitle(const QString &title)
{
    auto *label = new QLabel(title, m_ui->formPage);
    QFont font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    label->setContentsMargins(0, m_ui->keys->rowCount() > 0 ? 12 : 0, 0, 0);
    m_ui->keys->addRow(label);
}

void ShortcutsDialog::addKeysOf(const QMenu &menu, const QString &within)
{
    for (const QAction *action : menu.actions()) {
        if (action->menu())
            addKeysOf(*action->menu(), within + plain(action->text()) + QStringLiteral(" ▸ "));
        else if (!action->shortcut().isEmpty())
            addKey(action->shortcut().toString(QKeySequence::NativeText), within + plain(action->text()));
    }
}

void ShortcutsDialog::addKey(const QString &keys, const QString &what)
{
    auto *key = new QLabel(keys, m_ui->formPage);
    key->setProperty("key", true);
    auto *text = new QLabel(what, m_ui->formPage);
    text->setWordWrap(true);
    m_ui->keys->addRow(key, text);
}

} // namespace batchdeck
