#include "widgets/appearance.h"

#include "widgets/language.h"
#include "widgets/preferences.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QEvent>
#include <QWidget>

namespace batchdeck {

Appearance::Appearance(const Preferences &preferences, QObject *parent)
    : QObject(parent)
    , m_preferences(preferences)
{
    speak(preferences.liking().language);
    connect(&preferences, &Preferences::likingChanged, this, &Appearance::apply);
    apply();
}

void Appearance::apply()
{
    switch (m_preferences.liking().look) {
    case Liking::Look::System:
        QApplication::setPalette(QPalette()); // the desktop's own again
        break;
    case Liking::Look::Light:
        QApplication::setPalette(Theme::of(QPalette(Qt::white)).palette());
        break;
    case Liking::Look::Dark:
        QApplication::setPalette(Theme::of(QPalette(Qt::black)).palette());
        break;
    }
    // Before its loop runs Qt tells nobody.
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        QEvent changed(QEvent::ApplicationPaletteChange);
        QCoreApplication::sendEvent(window, &changed);
    }
}

} // namespace batchdeck
