#include "app/windows.h"

#include "widgets/mainwindow.h"

namespace batchdeck {

void Windows::open(const QString &path)
{
    auto *window = new MainWindow;
    window->setAttribute(Qt::WA_DeleteOnClose);
    connect(window, &MainWindow::openElsewhere, this, &Windows::open);
    connect(window, &MainWindow::threadsLeft, this, [this] { m_hasThreadsLeft = true; });
    window->show();
    if (!path.isEmpty())
        window->open(path);
}

} // namespace batchdeck
