#pragma once

#include <QStringList>

// Who may include whom, as the design has it: the test of it is tst_layers.cpp.
namespace layers {

struct Layer {
    QString folder;
    QStringList layers; // that it may include, besides itself
    QStringList modules; // of Qt
    QStringList libraries; // of others, besides the system's
};

extern const QList<Layer> all;

const Layer *find(const QString &folder);

// A complaint for each line of src/`file` that includes what it must not.
QStringList wrongIncludes(const QString &file, QString text);

// Likewise for the targets that a layer's CMakeLists.txt names.
QStringList wrongLinks(const Layer &layer, const QString &text);

} // namespace layers
