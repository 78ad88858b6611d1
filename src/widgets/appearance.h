#pragma once

#include <QObject>

namespace batchdeck {

class Preferences;

// The program in the colours that a person likes: the desktop's, or always light or dark. And in their language, from
// the beginning on: what is written already stays as it is.
class Appearance final : public QObject {
    Q_OBJECT

public:
    explicit Appearance(const Preferences &preferences, QObject *parent = nullptr); // they outlive it

private:
    void apply();

    const Preferences &m_preferences;
};

} // namespace batchdeck
