#include "widgets/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

static void initTranslations() // outside the namespace, as the macro wants it
{
    Q_INIT_RESOURCE(translations);
}

namespace batchdeck {

namespace {

// The first that a person reads of those that the program speaks.
QString spoken(const QString &language)
{
    const QStringList wanted = language.isEmpty() ? QLocale::system().uiLanguages() : QStringList{language};
    for (const QString &one : wanted) {
        for (const QString &known : {QStringLiteral("ko"), QStringLiteral("en")}) {
            if (one == known || one.startsWith(known + u'-'))
                return known;
        }
    }
    return QStringLiteral("en");
}

void add(const QString &file)
{
    auto *translator = new QTranslator(QCoreApplication::instance());
    if (translator->load(file))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

} // namespace

void speak(const QString &language)
{
    if (!language.isEmpty())
        QLocale::setDefault(QLocale(language));
    initTranslations();
    const QString code = spoken(language);
    add(QLibraryInfo::path(QLibraryInfo::TranslationsPath) + QStringLiteral("/qtbase_") + code); // its own dialogs
    add(QStringLiteral(":/translations/batchdeck_") + code);
}

} // namespace batchdeck
