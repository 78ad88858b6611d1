#pragma once

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace batchdeck {

// A text that is looked for, whatever its case. In entries it is found as JSON may write it: in UTF-8,
// as \uXXXX, and escaped again where JSON stands in a string of JSON.
class Needle {
public:
    // What is pasted from an entry is found as well: its escapes are read.
    explicit Needle(const QString &text = {});

    bool isEmpty() const { return m_characters.empty(); }
    const QString &text() const { return m_text; }
    bool isInEntry(QByteArrayView entry) const;
    bool isIn(const QString &text) const { return text.contains(m_text, Qt::CaseInsensitive); }

    bool operator==(const Needle &other) const { return m_text == other.m_text; }

private:
    // Two bytes beside each other that tell where it may begin: a filter that costs next to nothing.
    struct Scent {
        uchar bytes[2];
        uchar masks[2]; // of the bits that count
        int offset; // from where the text would begin
    };

    void addScents(char32_t first);
    void addPlain(char32_t first);
    void addEscaped(char32_t first);
    bool isFollowed(QByteArrayView entry, const Scent &scent) const;
    bool standsAt(QByteArrayView entry, qsizetype at) const;

    QString m_text;
    std::vector<char32_t> m_characters; // without their case
    std::vector<Scent> m_scents;
};

} // namespace batchdeck
