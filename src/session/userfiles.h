#pragma once

#include "core/error.h"

namespace batchdeck {

// An example with its plan, out of the program and into a folder where it can be run and changed. What is there
// already stays as it is. Where the batch is now.
Expected<QString> unpackExample(const QString &resource, const QString &folder);

// A batch that is somebody's text, in a file of the folder; the same text is the same file. A text that is the path
// of a file, or its address, is that file.
Expected<QString> keepPasted(const QString &text, const QString &folder);

} // namespace batchdeck
