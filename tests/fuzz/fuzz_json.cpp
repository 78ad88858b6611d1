#include "fuzz/batchinvariants.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size));
    fuzz::checkBatch(text, (text.contains("Records") ? batchdeck::FileForm::Records : batchdeck::FileForm::Array));
    return 0;
}
