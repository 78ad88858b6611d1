#include "widgets/planform.h"

#include "core/jsontext.h"
#include "core/plankeys.h"
#include "models/coretext.h"
#include "session/keychain.h"
#include "widgets/choicefield.h"
#include "widgets/keyeditor.h"
#include "widgets/keytexts.h"
#include "widgets/question.h"

#include <QFormLayout>
#include <QInputDialog>
#include <QLabel>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

constexpr int titleGap = 12; // above a title
const std::vector<KeyDescription> noKeys;

bool isOf(const PlanProblem &problem, const QString &path)
{
    return problem.path == path || problem.path.startsWith(path + u'.') || problem.path.startsWith(path + u'[');
}

} // namespace

PlanForm::PlanForm(PlanDocument &plan, const Record &first, QWidget *parent)
    : QWidget(parent)
    , m_plan(plan)
    , m_first(first)
    , m_kinds(plan)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    connect(&m_testing, &QFutureWatcherBase::finished, this, &PlanForm::tested);
    connect(&m_storing, &QFutureWatcherBase::finished, this, [this] {
        const Expected<void> stored = m_storing.result();
        tell(stored ? tr("The keychain has it.") : CoreText::told(stored.error().message), !stored);
    });
    show(true);
}

PlanForm::~PlanForm()
{
    m_testing.disconnect(this); // they need nothing of ours, and may last
    m_storing.disconnect(this);
    m_stop.request_stop();
}

void PlanForm::follow(QWidget *before)
{
    m_before = before;
    orderTabs();
}

// Who changes a kind by the arrow keys goes on doing so, though the field is another one then.
void PlanForm::show(bool anew)
{
    if (anew) {
        const QString name = focused();
        build();
        if (auto *same = name.isEmpty() ? nullptr : m_body->findChild<QWidget *>(name))
            same->setFocus();
    }
    for (Field &field : m_fields) {
        field.editor->setJson(m_plan.value(field.path));
        QString said;
        for (const PlanProblem &problem : m_plan.problems()) {
            if (isOf(problem, field.path.join(u'.')))
                said = problem.message;
        }
        field.editor->setProblem(said);
        field.isWrong = !said.isEmpty();
    }
}

bool PlanForm::shows(const PlanProblem &problem) const
{
    return std::any_of(m_fields.begin(), m_fields.end(),
                       [&](const Field &field) { return isOf(problem, field.path.join(u'.')); });
}

QStringList PlanForm::wrong() const
{
    QStringList labels;
    for (const Field &field : m_fields) {
        if (field.isWrong)
            labels += field.label;
    }
    return labels;
}

QWidget *PlanForm::firstWrong() const
{
    const auto found = std::find_if(m_fields.begin(), m_fields.end(), [](const Field &field) { return field.isWrong; });
    return found == m_fields.end() ? nullptr : found->editor;
}

// ---- Building

void PlanForm::build()
{
    const QStringList operations = m_plan.names({operationsKey});
    if (!operations.contains(m_operation))
        m_operation = operations.value(0);
    const QStringList connections = m_plan.names({connectionsKey});
    if (!connections.contains(m_connection))
        m_connection = connections.value(0);

    if (m_body) {
        m_body->hide();
        m_body->deleteLater(); // what is pressed in it may be what asks for this
    }
    m_fields.clear();
    m_finding = nullptr;
    m_test = nullptr;
    m_body = new QWidget(this);
    m_form = new QFormLayout(m_body);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(8);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    if (!connections.isEmpty())
        addConnection();
    addOperation();
    addRun();
    m_layout->insertWidget(0, m_body);
    m_body->show(); // a layout would do so later, when the focus has found nothing to go to
    orderTabs();
}

QString PlanForm::focused() const
{
    const QWidget *part = m_body && window() ? window()->focusWidget() : nullptr;
    if (!part || !m_body->isAncestorOf(part))
        return {};
    while (part->parentWidget() != m_body)
        part = part->parentWidget();
    return part->objectName();
}

// Fields that are made later would come after all that stands below them.
void PlanForm::orderTabs()
{
    QWidget *before = m_before;
    for (QWidget *part : m_body->findChildren<QWidget *>()) {
        const bool isReached = (part->focusPolicy() & Qt::TabFocus) != 0 && !part->focusProxy();
        if (!before || !isReached || part->window() != window()) // a list that opens is a window
            continue;
        setTabOrder(before, part);
        before = part;
    }
}

void PlanForm::addTitle(const QString &text)
{
    auto *title = new QLabel(text, m_body);
    QFont font = title->font();
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    title->setWordWrap(true);
    title->setContentsMargins(0, m_form->rowCount() > 0 ? titleGap : 0, 0, 0);
    m_form->addRow(title);
}

void PlanForm::addChooser(const QString &label, const QString &of, QString &current)
{
    const QStringList names = m_plan.names({of});
    if (names.size() < 2)
        return;
    auto *box = new ChoiceField(m_body);
    box->setObjectName(of);
    box->addItems(names);
    box->setCurrentText(current);
    connect(box, &QComboBox::textActivated, this, [this, &current](const QString &name) {
        current = name;
        show(true);
    });
    m_form->addRow(label, box);
}

void PlanForm::addKinds(const QString &label, const std::vector<KindDescription> &kinds,
                        const std::vector<KeyDescription> &common, const QStringList &path)
{
    auto *box = new ChoiceField(m_body);
    box->setObjectName(path.join(u'.'));
    for (const KindDescription &one : kinds) {
        box->addItem(KeyTexts::kind(one), one.name);
        box->setItemData(box->count() - 1, KeyTexts::summary(one), Qt::ToolTipRole);
    }
    box->setCurrentIndex(box->findData(plainText(m_plan.value(path))));
    connect(box, &QComboBox::activated, this, [this, box, &kinds, &common, path] {
        m_kinds.change(path, kinds, common, box->currentData().toString());
        show(true);
        Q_EMIT edited();
    });
    m_form->addRow(label, box);
}

void PlanForm::addConnection()
{
    addTitle(tr("Where it goes"));
    addChooser(tr("Connection"), connectionsKey, m_connection);
    const QString driver = plainText(m_plan.value(connectionPath() << u"driver"_s));
    addKinds(tr("Kind of database"), connectionDrivers(), noKeys, connectionPath() << u"driver"_s);
    if (const KindDescription *description = batchdeck::find(connectionDrivers(), driver)) {
        addKeys(description->keys, connectionPath(), Part::Leading);
        if (m_showsMore)
            addKeys(description->keys, connectionPath(), Part::Rest);
    }
    m_test = new QToolButton(m_body);
    m_test->setObjectName(u"test"_s);
    m_test->setText(tr("Test"));
    m_test->setToolTip(tr("Connect, look at the table, and leave. Nothing is written."));
    m_test->setFocusPolicy(Qt::StrongFocus);
    m_finding = new QLabel(m_body);
    m_finding->setObjectName(u"finding"_s);
    m_finding->setWordWrap(true);
    m_finding->setTextFormat(Qt::PlainText);
    m_finding->setProperty("muted", true);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_test, 0, Qt::AlignTop);
    row->addWidget(m_finding, 1);
    m_form->addRow(QString(), row);
    connect(m_test, &QToolButton::clicked, this, &PlanForm::test);
}

void PlanForm::addOperation()
{
    addTitle(tr("What is done"));
    addChooser(tr("Operation"), operationsKey, m_operation);
    const QString kind = plainText(m_plan.value(operationPath() << u"kind"_s));
    addKinds(tr("Kind"), planKinds(), operationKeys(), operationPath() << u"kind"_s);
    if (const KindDescription *description = batchdeck::find(planKinds(), kind)) {
        addKeys(description->keys, operationPath(), Part::Leading);
        if (m_showsMore)
            addKeys(description->keys, operationPath(), Part::Rest);
    }
    if (m_showsMore)
        addKeys(operationKeys(), operationPath(), Part::Rest);
}

void PlanForm::addRun()
{
    addTitle(tr("How it is run"));
    addKeys(planKeys(), {}, Part::Leading);
    if (m_showsMore)
        addKeys(planKeys(), {}, Part::Rest);
    auto *more = new QToolButton(m_body);
    more->setObjectName(u"more"_s);
    more->setText(m_showsMore ? tr("Less") : tr("More…"));
    more->setFocusPolicy(Qt::StrongFocus);
    connect(more, &QToolButton::clicked, this, [this] {
        m_showsMore = !m_showsMore;
        show(true);
        m_body->findChild<QToolButton *>(u"more"_s)->setFocus();
    });
    m_form->addRow(QString(), more);
}

void PlanForm::addKeys(const std::vector<KeyDescription> &keys, const QStringList &path, Part part)
{
    for (const KeyDescription &key : keys) {
        if (path.isEmpty() && (key.name == connectionsKey || key.name == operationsKey))
            continue;
        const QStringList here = path + QStringList{key.name};
        if (key.type == KeyType::Group && key.shape == KeyShape::One) {
            if (part == Part::Rest) { // those of a group have nothing that leads
                QString title = KeyTexts::help(key);
                if (title.endsWith(u'.'))
                    title.chop(1);
                addTitle(title);
                addKeys(key.keys, here, Part::Rest);
            }
            continue;
        }
        if (KeyTexts::leads(key) != (part == Part::Leading))
            continue;
        auto *editor = new KeyEditor(key, m_plan.folder(), m_body);
        editor->setObjectName(here.join(u'.'));
        editor->setToolTip(KeyTexts::help(key));
        connect(editor, &KeyEditor::edited, this, [this, here](const QByteArray &json) { set(here, json); });
        connect(editor, &KeyEditor::secretAsked, this, &PlanForm::keepSecret);
        auto *label = new QLabel(KeyTexts::label(key), m_body);
        label->setToolTip(KeyTexts::help(key));
        label->setBuddy(editor);
        m_form->addRow(label, editor);
        m_fields.push_back({here, editor, KeyTexts::label(key)});
    }
}

void PlanForm::set(const QStringList &path, const QByteArray &json)
{
    m_plan.setValue(path, json);
    if (path.first() == connectionsKey && !m_testing.isRunning())
        tell({}, false); // it was of another one
    show(false);
    Q_EMIT edited();
}

void PlanForm::tell(const QString &finding, bool isProblem)
{
    if (!m_finding)
        return;
    m_finding->setText(finding);
    m_finding->setProperty("problem", isProblem);
    m_finding->style()->unpolish(m_finding);
    m_finding->style()->polish(m_finding);
}

void PlanForm::keepSecret(const QString &entry)
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Keep a Password"));
    dialog->setLabelText(tr("The password that the keychain keeps as “%1”:").arg(entry));
    dialog->setTextEchoMode(QLineEdit::Password);
    dialog->setOkButtonText(tr("Store"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, entry](const QString &secret) {
        if (secret.isEmpty())
            return;
        tell(tr("Waiting for the keychain…"), false); // it may have to be unlocked
        m_storing.setFuture(storeInKeychain(entry, secret));
    });
    dialog->open();
    dress(*dialog); // its parts are made now
}

} // namespace batchdeck
