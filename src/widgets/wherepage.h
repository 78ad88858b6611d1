#pragma once

#include "session/plandraft.h"

#include <QWidget>

#include <memory>

namespace Ui {
class WherePage;
}

namespace batchdeck {

// A batch that brings no plan: where should it go?
class WherePage final : public QWidget {
    Q_OBJECT

public:
    explicit WherePage(QWidget *parent = nullptr);
    ~WherePage() override;

    void setBatch(const QString &name, quint32 records, const BatchFields &fields);
    void tell(const QString &problem);

Q_SIGNALS:
    void destinationChosen(batchdeck::WhereTo destination);
    void simulationChosen();
    void planAsked(); // one that is in a file

private:
    const std::unique_ptr<Ui::WherePage> m_ui;
};

} // namespace batchdeck
