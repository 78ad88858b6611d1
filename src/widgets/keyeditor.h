#pragma once

#include "core/kinddescription.h"

#include <QWidget>

#include <functional>

class QLabel;
class QVBoxLayout;

namespace batchdeck {

// A field for one key of a plan, by its description: JSON in, JSON out.
class KeyEditor final : public QWidget {
    Q_OBJECT

public:
    KeyEditor(const KeyDescription &key, QString folder, QWidget *parent = nullptr);

    void setJson(const QByteArray &json); // empty: the plan does not say it
    void setProblem(const QString &problem); // below the field; empty: none

Q_SIGNALS:
    void edited(const QByteArray &json);
    void secretAsked(const QString &entry); // to be put into the keychain

private:
    void addLine();
    void addText();
    void addChoice(const QStringList &choices, const QByteArrayList &json);
    void addSecret();
    void addPathButton(const QString &folder);
    QString placeholder() const;
    QByteArray jsonOf(const QString &written) const;
    QString writtenOf(const QByteArray &json) const;

    const KeyDescription m_key;
    QVBoxLayout *m_layout;
    QLabel *m_problem;
    std::function<void(const QByteArray &)> m_show;
    std::function<QString()> m_missing; // what it asks for in its own words; may be none
};

} // namespace batchdeck
