#pragma once

#include <QSyntaxHighlighter>

namespace batchdeck {

struct Theme;

// Tells the parts of JSON apart by weight, and numbers and words by one colour; states keep theirs to themselves.
class JsonHighlighter final : public QSyntaxHighlighter {
public:
    explicit JsonHighlighter(QTextDocument *document);

    void setTheme(const Theme &theme);

protected:
    void highlightBlock(const QString &text) override;

private:
    QTextCharFormat m_key;
    QTextCharFormat m_number;
    QTextCharFormat m_sign;
};

} // namespace batchdeck
