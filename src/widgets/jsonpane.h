#pragma once

#include "models/jsontree.h"
#include "models/shownjson.h"

#include <QWidget>

class QButtonGroup;
namespace Ui {
class JsonPane;
}

namespace batchdeck {

class JsonHighlighter;

// JSON as a tree and as text, and where it comes from a file as it stands there.
class JsonPane final : public QWidget {
    Q_OBJECT

public:
    enum View { Tree, Text, File };

    explicit JsonPane(QWidget *parent = nullptr);
    ~JsonPane() override;

    void setEmptyText(const QString &text); // what is said where there is nothing
    void setJson(const ShownJson &json);
    View view() const;
    void setView(View view);

Q_SIGNALS:
    void viewChosen();
    void copyAsked(); // all of it: what is shown may be cut

protected:
    void changeEvent(QEvent *event) override;

private:
    void showView();
    void applyTheme();
    void openMenu(const QPoint &at);

    const std::unique_ptr<Ui::JsonPane> m_ui;
    JsonTree m_tree;
    JsonHighlighter *m_highlighter;
    QButtonGroup *m_views;
    ShownJson m_json;
    QString m_emptyText;
};

} // namespace batchdeck
