#include "widgets/wherepage.h"

#include "models/coretext.h"
#include "ui_wherepage.h"

#include <QLocale>

namespace batchdeck {

namespace {

constexpr std::size_t fewFields = 8;

}

WherePage::WherePage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::WherePage>())
{
    m_ui->setupUi(this);
    QFont font = m_ui->whereTitle->font();
    font.setPointSizeF(font.pointSizeF() * 1.35);
    font.setWeight(QFont::DemiBold);
    m_ui->whereTitle->setFont(font);
    m_ui->whereProblem->hide();
    m_ui->toDatabase->setPrimary(true);
    const std::pair<ChoiceButton *, WhereTo> choices[] = {
        {m_ui->toDatabase, WhereTo::Database},
        {m_ui->toStatement, WhereTo::Statement},
        {m_ui->toFile, WhereTo::LocalFile},
    };
    for (const auto &[button, where] : choices)
        connect(button, &ChoiceButton::clicked, this, [this, chosen = where] { Q_EMIT destinationChosen(chosen); });
    connect(m_ui->toNothing, &ChoiceButton::clicked, this, &WherePage::simulationChosen);
    connect(m_ui->toPlan, &ChoiceButton::clicked, this, &WherePage::planAsked);
}

WherePage::~WherePage() = default;

void WherePage::setBatch(const QString &name, quint32 records, const BatchFields &fields)
{
    QStringList names;
    for (std::size_t i = 0; i < std::min(fields.fields.size(), fewFields); ++i)
        names += fields.fields[i].name;
    if (fields.fields.size() > fewFields)
        names += QStringLiteral("…");
    const QString count = QLocale().toString(records);
    const QString about = records == 1
        ? tr("%1 holds 1 record and brings no plan that says what to do with it.").arg(name)
        : tr("%1 holds %2 records and brings no plan that says what to do with them.").arg(name, count);
    const QString theFields = records == 1 ? tr("%1 Its fields: %2") : tr("%1 Their fields: %2");
    m_ui->whereText->setText(names.isEmpty() ? about : theFields.arg(about, names.join(QStringLiteral(", "))));
    m_ui->toDatabase->setFocus();
}

void WherePage::tell(const QString &problem)
{
    m_ui->whereProblem->setText(CoreText::told(problem));
    m_ui->whereProblem->setVisible(!problem.isEmpty());
}

} // namespace batchdeck
