#include "session/planchoice.h"

#include "formats/planfile.h"
#include "operations/kinds.h"

#include <QFileInfo>

namespace batchdeck {

QString planPathOf(const QString &batchPath, const QString &planPath)
{
    return !planPath.isEmpty() ? planPath : batchPath == u"-" ? QString() : planPathFor(batchPath);
}

Expected<std::optional<ChosenPlan>> choosePlan(const QString &batchPath, const QString &planPath)
{
    const QString path = planPathOf(batchPath, planPath);
    if (path.isEmpty() || (planPath.isEmpty() && !QFileInfo::exists(path)))
        return std::optional<ChosenPlan>();
    Expected<Plan> plan = readPlanFile(path, kinds());
    if (!plan)
        return plan.error();
    return std::optional(ChosenPlan{*std::move(plan), QFileInfo(path).fileName(), QFileInfo(path).absoluteFilePath()});
}

QString planFileBeside(const QString &batchPath)
{
    return planPathFor(batchPath);
}

Error noPlan(const QString &batchPath, const Batch &batch)
{
    const QString beside = batchPath == u"-"
        ? QStringLiteral("A batch from the standard input brings no plan.")
        : QStringLiteral("There is no “%1” beside the batch.").arg(QFileInfo(planPathFor(batchPath)).fileName());
    return {noPlanKind,
            QStringLiteral("Nothing says what to do with the records. %1 The shortest plan for this file: %2")
                .arg(beside, shortestPlanFor(batch)),
            false};
}

} // namespace batchdeck
