#include "widgets/failurefield.h"

#include "models/failuretext.h"
#include "ui_failurepanel.h"
#include "widgets/calmwheel.h"

#include <QMenu>
#include <QScopedValueRollback>
#include <QWidgetAction>

namespace batchdeck {

namespace {

using Then = FailureSettings::Then;

struct Choice {
    Then then;
    const char *text;
};
constexpr Choice choices[] = {
    {Then::Pause, QT_TRANSLATE_NOOP("batchdeck::FailureField", "Pause the run after")},
    {Then::Drain, QT_TRANSLATE_NOOP("batchdeck::FailureField", "Finish what runs and skip the rest after")},
    {Then::Cancel, QT_TRANSLATE_NOOP("batchdeck::FailureField", "Cancel what runs and skip the rest after")},
    {Then::FirstSuccess, QT_TRANSLATE_NOOP("batchdeck::FailureField", "End the run at the first success")},
    {Then::Continue, QT_TRANSLATE_NOOP("batchdeck::FailureField", "Never: each record is on its own")},
};

constexpr FailureSettings usual{.then = Then::Pause, .count = {}, .percent = {}, .alike = 20};

} // namespace

FailureField::FailureField(QWidget *parent)
    : QToolButton(parent)
    , m_ui(std::make_unique<Ui::FailurePanel>())
{
    auto *menu = new QMenu(this);
    auto *panel = new QWidget(menu);
    m_ui->setupUi(panel);
    calmWheel(*panel);
    for (const Choice &choice : choices)
        m_ui->then->addItem(tr(choice.text), int(choice.then));
    auto *action = new QWidgetAction(menu);
    action->setDefaultWidget(panel);
    menu->addAction(action);
    setMenu(menu);
    setPopupMode(InstantPopup);
    setFocusPolicy(Qt::StrongFocus);

    connect(m_ui->then, &QComboBox::currentIndexChanged, this, &FailureField::choose);
    for (const QCheckBox *box : {m_ui->hasAlike, m_ui->hasPercent, m_ui->hasCount})
        connect(box, &QCheckBox::toggled, this, &FailureField::choose);
    for (const QSpinBox *number : {m_ui->alike, m_ui->count})
        connect(number, &QSpinBox::valueChanged, this, &FailureField::choose);
    connect(m_ui->percent, &QDoubleSpinBox::valueChanged, this, &FailureField::choose);
}

FailureField::~FailureField() = default;

void FailureField::setSettings(const FailureSettings &settings)
{
    show(settings);
}

FailureSettings FailureField::chosen() const
{
    FailureSettings settings{.then = Then(m_ui->then->currentData().toInt()), .count = {}, .percent = {}, .alike = {}};
    if (settings.then == Then::Continue || settings.then == Then::FirstSuccess)
        return settings;
    if (m_ui->hasAlike->isChecked())
        settings.alike = m_ui->alike->value();
    if (m_ui->hasPercent->isChecked())
        settings.percent = m_ui->percent->value();
    if (m_ui->hasCount->isChecked())
        settings.count = m_ui->count->value();
    return settings;
}

void FailureField::choose()
{
    if (m_isShowing)
        return;
    FailureSettings settings = chosen();
    show(settings);
    Q_EMIT changed(settings);
}

void FailureField::show(const FailureSettings &settings)
{
    const QScopedValueRollback guard(m_isShowing, true);
    setText(FailureText::brief(settings) + QStringLiteral(" ▾"));
    m_ui->then->setCurrentIndex(m_ui->then->findData(int(settings.then)));
    const bool hasLimits = settings.then != Then::Continue && settings.then != Then::FirstSuccess;
    const bool isFirst = hasLimits && !settings.alike && !settings.percent && !settings.count;
    const auto showLimit = [&](QCheckBox *box, auto *field, const auto &limit, auto otherwise) {
        box->setEnabled(hasLimits);
        box->setChecked(limit.has_value());
        field->setEnabled(hasLimits && limit.has_value());
        field->setValue(limit.value_or(otherwise));
    };
    showLimit(m_ui->hasAlike, m_ui->alike, settings.alike, *usual.alike);
    showLimit(m_ui->hasPercent, m_ui->percent, settings.percent, 5.0);
    showLimit(m_ui->hasCount, m_ui->count, isFirst ? std::optional(1) : settings.count, 100);
}

} // namespace batchdeck
