#pragma once

class QDialog;

namespace batchdeck {

void fitScreen(QDialog &dialog); // what it offers must not stand beyond it
void openInScreen(QDialog &dialog);

} // namespace batchdeck
