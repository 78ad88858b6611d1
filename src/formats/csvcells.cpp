#include "formats/csvcells.h"

namespace batchdeck {

namespace {

constexpr std::size_t growth = 1 << 16;

} // namespace

CsvCells::CsvCells(char delimiter, bool keepsText)
    : m_delimiter(delimiter)
    , m_keepsText(keepsText)
{
    init();
}

CsvCells::~CsvCells()
{
    csv_free(&m_parser);
}

void CsvCells::init()
{
    csv_init(&m_parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&m_parser, static_cast<unsigned char>(m_delimiter));
    csv_set_space_func(&m_parser, [](unsigned char) { return 0; });
    csv_set_blk_size(&m_parser, growth);
}

void CsvCells::begin()
{
    if (!m_isFresh) { // after an error libcsv reads no further
        csv_free(&m_parser);
        init();
    }
    m_isFresh = true;
    m_count = 0;
    m_hasEnded = false;
    m_cells.clear();
}

CsvCells::Row CsvCells::read(QByteArrayView line)
{
    const auto cell = [](void *text, std::size_t size, void *self) {
        auto *const cells = static_cast<CsvCells *>(self);
        ++cells->m_count;
        if (cells->m_keepsText && cells->m_count <= mostKept)
            cells->m_cells << QByteArray(static_cast<const char *>(text), static_cast<qsizetype>(size));
    };
    const auto end = [](int, void *self) { static_cast<CsvCells *>(self)->m_hasEnded = true; };
    const auto size = static_cast<std::size_t>(line.size());
    m_isFresh = false;
    if (csv_parse(&m_parser, line.data(), size, cell, end, this) != size)
        return Row::Broken;
    m_isFresh = m_hasEnded;
    return m_hasEnded ? Row::Ended : Row::GoesOn;
}

CsvCells::Row CsvCells::finish()
{
    return read("\n") == Row::Ended ? Row::Ended : Row::Broken;
}

} // namespace batchdeck
