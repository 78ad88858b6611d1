#include "widgets/keyeditor.h"

#include "core/jsontext.h"
#include "models/coretext.h"
#include "widgets/choicefield.h"
#include "widgets/inscreen.h"
#include "widgets/keytexts.h"

#include <QDir>
#include <QFileDialog>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

constexpr int linesOfText = 4;

bool isJson(const QByteArray &text)
{
    return nlohmann::json::accept(text.begin(), text.end());
}

// Types that are JSON of any sort: a text that is none is taken for a JSON string.
bool takesJson(const KeyDescription &key)
{
    switch (key.type) {
    case KeyType::Value:
    case KeyType::Json:
    case KeyType::Success:
    case KeyType::Amount:
    case KeyType::Integer:
    case KeyType::Number:
    case KeyType::Group:
        return true;
    default:
        return key.shape == KeyShape::Object;
    }
}

} // namespace

KeyEditor::KeyEditor(const KeyDescription &key, QString folder, QWidget *parent)
    : QWidget(parent)
    , m_key(key)
    , m_layout(new QVBoxLayout(this))
    , m_problem(new QLabel(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(4);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setProperty("problem", true);
    m_problem->hide();
    if (key.shape == KeyShape::One && key.type == KeyType::Boolean)
        addChoice({KeyTexts::tr("Yes"), KeyTexts::tr("No")}, {"true", "false"});
    else if (key.shape == KeyShape::One && key.type == KeyType::Choice) {
        QByteArrayList json;
        for (const QString &choice : key.choices)
            json += quoted(choice);
        addChoice(key.choices, json);
    } else if (key.type == KeyType::Secret)
        addSecret();
    else if (KeyTexts::isLong(key))
        addText();
    else
        addLine();
    if (key.shape == KeyShape::One && key.type == KeyType::Path)
        addPathButton(folder);
    m_layout->addWidget(m_problem);
}

void KeyEditor::setJson(const QByteArray &json)
{
    m_show(json);
}

void KeyEditor::setProblem(const QString &problem)
{
    const QString missing = m_missing && !problem.isEmpty() ? m_missing() : QString();
    m_problem->setText(missing.isEmpty() ? CoreText::told(problem) : missing);
    m_problem->setVisible(!problem.isEmpty());
}

// What holds where the plan says nothing.
QString KeyEditor::placeholder() const
{
    return m_key.standard.isEmpty() ? QString() : plainText(m_key.standard);
}

QString KeyEditor::writtenOf(const QByteArray &json) const
{
    if (m_key.shape != KeyShape::List || !json.startsWith('[') || takesJson(m_key))
        return plainText(json);
    QStringList parts;
    for (const QByteArrayView element : elements(json))
        parts += plainText(element);
    return parts.join(u", "_s);
}

QByteArray KeyEditor::jsonOf(const QString &written) const
{
    if (written.trimmed().isEmpty())
        return {};
    if (takesJson(m_key)) {
        const QByteArray text = written.trimmed().toUtf8();
        return isJson(text) ? text : quoted(written);
    }
    if (m_key.shape != KeyShape::List)
        return quoted(written);
    QByteArrayList parts;
    for (const QString &part : written.split(u',')) {
        if (!part.trimmed().isEmpty())
            parts += quoted(part.trimmed());
    }
    return '[' + parts.join(", ") + ']';
}

void KeyEditor::addLine()
{
    auto *line = new QLineEdit(this);
    line->setPlaceholderText(placeholder());
    line->setAccessibleName(KeyTexts::label(m_key));
    line->setAccessibleDescription(KeyTexts::help(m_key));
    if (m_key.type == KeyType::Path)
        line->setLayoutDirection(Qt::LeftToRight);
    connect(line, &QLineEdit::textEdited, this, [this](const QString &text) { Q_EMIT edited(jsonOf(text)); });
    m_show = [this, line](const QByteArray &json) {
        if (jsonOf(line->text()) != json) // what is being typed stays as it is
            line->setText(writtenOf(json));
    };
    setFocusProxy(line);
    m_layout->addWidget(line);
}

void KeyEditor::addText()
{
    auto *text = new QPlainTextEdit(this);
    text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    text->setTabChangesFocus(true);
    text->setAccessibleName(KeyTexts::label(m_key));
    text->setMinimumHeight(text->fontMetrics().lineSpacing() * linesOfText + 16);
    connect(text, &QPlainTextEdit::textChanged, this, [this, text] { Q_EMIT edited(jsonOf(text->toPlainText())); });
    m_show = [this, text](const QByteArray &json) {
        const QSignalBlocker blocker(text);
        if (jsonOf(text->toPlainText()) != json)
            text->setPlainText(writtenOf(json));
    };
    setFocusProxy(text);
    m_layout->addWidget(text);
}

void KeyEditor::addChoice(const QStringList &choices, const QByteArrayList &json)
{
    auto *box = new ChoiceField(this);
    box->setAccessibleName(KeyTexts::label(m_key));
    // What happens where a plan says nothing of failures, a person's settings say.
    const auto standard = m_key.name == QLatin1StringView("then") ? -1 : json.indexOf(m_key.standard);
    if (!m_key.required)
        box->addItem(standard < 0 ? KeyTexts::tr("Not said") : KeyTexts::tr("%1, as usual").arg(choices[standard]),
                     QByteArray());
    for (qsizetype i = 0; i < choices.size(); ++i)
        box->addItem(choices[i], json[i]);
    connect(box, &QComboBox::activated, this, [this, box] { Q_EMIT edited(box->currentData().toByteArray()); });
    m_show = [box](const QByteArray &value) { box->setCurrentIndex(std::max(0, box->findData(value))); };
    setFocusProxy(box);
    m_layout->addWidget(box);
}

void KeyEditor::addSecret()
{
    auto *row = new QHBoxLayout;
    auto *keeper = new ChoiceField(this);
    auto *name = new QLineEdit(this);
    auto *store = new QToolButton(this);
    keeper->addItem(KeyTexts::tr("None"), QString());
    keeper->addItem(KeyTexts::tr("Environment variable"), u"env"_s);
    keeper->addItem(KeyTexts::tr("Keychain entry"), u"keychain"_s);
    keeper->setToolTip(
        KeyTexts::tr("A plan never holds a password. A variable is also looked for in the file .env beside the plan."));
    store->setText(KeyTexts::tr("Store…"));
    store->setToolTip(KeyTexts::tr("Put the password into the desktop’s keychain under this name"));
    keeper->setAccessibleName(KeyTexts::label(m_key));
    name->setAccessibleName(KeyTexts::tr("Name of the variable or entry"));
    const auto show = [=] {
        name->setVisible(keeper->currentIndex() > 0);
        store->setVisible(keeper->currentData() == u"keychain"_s);
        store->setEnabled(!name->text().isEmpty());
    };
    m_missing = [=] {
        if (keeper->currentIndex() <= 0)
            return QString(); // what the plan says is wrong is all there is to say
        const bool isVariable = keeper->currentData() == u"env"_s;
        if (!name->text().isEmpty())
            return isVariable
                ? KeyTexts::tr("A variable’s name is made of letters, digits and _, and does not begin with a digit.")
                : QString();
        return isVariable ? KeyTexts::tr("Name the variable.") : KeyTexts::tr("Name the entry.");
    };
    const auto tell = [=, this] {
        show();
        const QString kind = keeper->currentData().toString();
        Q_EMIT edited(kind.isEmpty() ? QByteArray() : '{' + quoted(kind) + ": " + quoted(name->text()) + '}');
    };
    connect(keeper, &QComboBox::activated, this, tell);
    connect(name, &QLineEdit::textEdited, this, tell);
    connect(store, &QToolButton::clicked, this, [this, name] { Q_EMIT secretAsked(name->text()); });
    m_show = [=](const QByteArray &json) {
        const auto all = members(json);
        const QString kind = all.empty() ? QString() : QString::fromUtf8(stringText(all[0].key));
        keeper->setCurrentIndex(std::max(0, keeper->findData(kind)));
        const QString written = all.empty() ? QString() : plainText(all[0].value);
        if (name->text() != written)
            name->setText(written);
        show();
    };
    show();
    row->addWidget(keeper);
    row->addWidget(name, 1);
    row->addWidget(store);
    setFocusProxy(keeper);
    m_layout->addLayout(row);
}

void KeyEditor::addPathButton(const QString &folder)
{
    auto *line = findChild<QLineEdit *>();
    auto *row = new QHBoxLayout;
    auto *choose = new QToolButton(this);
    choose->setText(KeyTexts::tr("Choose…"));
    m_layout->removeWidget(line);
    row->addWidget(line, 1);
    row->addWidget(choose);
    m_layout->addLayout(row);
    connect(choose, &QToolButton::clicked, this, [this, line, folder] {
        auto *dialog = new QFileDialog(this, KeyTexts::label(m_key), folder);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::AnyFile);
        dialog->setOption(QFileDialog::DontConfirmOverwrite);
        connect(dialog, &QFileDialog::fileSelected, this, [this, line, folder](const QString &path) {
            const QString inside = QDir(folder).relativeFilePath(path);
            line->setText(folder.isEmpty() || inside.startsWith(u".."_s) ? path : inside);
            Q_EMIT edited(jsonOf(line->text()));
        });
        openInScreen(*dialog);
    });
}

} // namespace batchdeck
