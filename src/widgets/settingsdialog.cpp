#include "widgets/settingsdialog.h"

#include "core/runsettings.h"
#include "ui_settingsdialog.h"
#include "widgets/calmwheel.h"
#include "widgets/preferences.h"

namespace batchdeck {

namespace {

constexpr int scrollBar = 16;

}

SettingsDialog::SettingsDialog(Preferences &preferences, QWidget *parent)
    : ThemedDialog(parent)
    , m_ui(std::make_unique<Ui::SettingsDialog>())
    , m_preferences(preferences)
{
    m_ui->setupUi(this);
    calmWheel(*this);
    QFont strong = m_ui->windowTitleLabel->font();
    strong.setWeight(QFont::DemiBold);
    for (QLabel *title : {m_ui->windowTitleLabel, m_ui->askingTitle, m_ui->defaultsTitle, m_ui->keepingTitle})
        title->setFont(strong);
    for (QLabel *title : {m_ui->askingTitle, m_ui->defaultsTitle, m_ui->keepingTitle})
        title->setContentsMargins(0, 12, 0, 0);
    m_ui->look->addItems({tr("As the desktop has them"), tr("Light"), tr("Dark")});
    m_ui->language->addItem(tr("The desktop’s"), QString());
    m_ui->language->addItem(QStringLiteral("English"), QStringLiteral("en")); // each in its own words
    m_ui->language->addItem(QStringLiteral("한국어"), QStringLiteral("ko"));
    m_ui->jobs->setMaximum(maxConcurrency);
    show(preferences);
    connect(m_ui->cancel, &QToolButton::clicked, this, &QDialog::reject);
    connect(m_ui->save, &QToolButton::clicked, this, &SettingsDialog::save);
    m_ui->scroll->setMinimumWidth(m_ui->form->minimumSize().width() + scrollBar); // it scrolls up and down only
    const QSize form = m_ui->form->sizeHint(); // whose fields show all of what they are set to
    resize(std::max(width(), form.width() + scrollBar), form.height() + m_ui->dialogFoot->sizeHint().height());
    m_ui->look->setFocus();
}

SettingsDialog::~SettingsDialog() = default;

void SettingsDialog::show(const Preferences &preferences)
{
    const Liking &liking = preferences.liking();
    m_ui->look->setCurrentIndex(int(liking.look));
    m_ui->language->setCurrentIndex(std::max(m_ui->language->findData(liking.language), 0));
    m_ui->tells->setChecked(liking.tells);
    m_ui->asksToCancel->setChecked(liking.asksToCancel);
    m_ui->asksForServer->setChecked(liking.asksForServer);
    m_ui->jobs->setValue(liking.jobs);
    m_ui->timeout->setValue(liking.timeout);
    m_ui->alike->setValue(liking.alike);
    m_ui->keptDays->setValue(liking.keptDays);
}

void SettingsDialog::save()
{
    Liking liking;
    liking.look = Liking::Look(m_ui->look->currentIndex());
    liking.language = m_ui->language->currentData().toString();
    liking.tells = m_ui->tells->isChecked();
    liking.asksToCancel = m_ui->asksToCancel->isChecked();
    liking.asksForServer = m_ui->asksForServer->isChecked();
    liking.jobs = m_ui->jobs->value();
    liking.timeout = m_ui->timeout->value();
    liking.alike = m_ui->alike->value();
    liking.keptDays = m_ui->keptDays->value();
    accept();
    m_preferences.setLiking(liking);
}

} // namespace batchdeck
