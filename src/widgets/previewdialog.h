#pragma once

#include "models/previewmodel.h"
#include "widgets/themeddialog.h"

#include <memory>

namespace Ui {
class PreviewDialog;
}

namespace batchdeck {

// What each record would do, without doing it.
class PreviewDialog final : public ThemedDialog {
    Q_OBJECT

public:
    PreviewDialog(PreviewModel::Source source, int current, QWidget *parent = nullptr);
    ~PreviewDialog() override;

private:
    void showCurrent();

    const std::unique_ptr<Ui::PreviewDialog> m_ui;
    PreviewModel m_records;
};

} // namespace batchdeck
