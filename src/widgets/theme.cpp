#include "widgets/theme.h"

#include <QFile>

namespace batchdeck {

namespace {

using enum State;

struct Hues {
    QColor succeeded, running, queued, backoff, failed, stopping, committing, cancelled, inDoubt;
};

PerState<QColor> byState(const Hues &hues)
{
    PerState<QColor> colours;
    const std::pair<StateSet, QColor> rows[] = {
        {{Succeeded}, hues.succeeded},    {{Running}, hues.running},
        {{Queued}, hues.queued},          {{Backoff}, hues.backoff},
        {{Failed, Invalid}, hues.failed}, {{TimedOut, Stopping, Unresponsive}, hues.stopping},
        {{Committing}, hues.committing},  {{Cancelled, Skipped}, hues.cancelled},
        {{InDoubt}, hues.inDoubt},
    };
    for (int i = 0; i < stateCount; ++i) {
        for (const auto &[states, colour] : rows) {
            if (states.contains(State(i)))
                colours[size_t(i)] = colour;
        }
    }
    return colours;
}

Theme light()
{
    const QColor text(0x1b1f24);
    return {
        .window = 0xf6f7f9,
        .surface = 0xffffff,
        .header = 0xfafbfc,
        .line = 0xe3e6ea,
        .track = 0xe8ebf0,
        .knob = 0xc4cad3,
        .text = text,
        .muted = 0x667085,
        .primary = 0x2563eb,
        .pressed = 0x1d4fd7,
        .ring = 0x93b4f8,
        .focus = 0x2563eb,
        .selected = 0xeff4ff,
        .hover = 0xf2f5f8,
        .shapes = byState({0x16a34a, 0x2563eb, 0x6b7280, 0x7c3aed, 0xdc2626, 0xd97706, 0x0d9488, 0x475467, 0xc026d3}),
        .words = byState({text, 0x1d4ed8, text, 0x6d28d9, 0xb91c1c, 0xb45309, 0x0f766e, text, 0xa21caf}),
    };
}

Theme dark()
{
    const QColor text(0xe6e8eb);
    Hues hues{0x4ade80, 0x6ea8fe, 0x98a2b3, 0xa78bfa, 0xf87171, 0xfbbf24, 0x2dd4bf, 0xaab4c2, 0xe879f9};
    const PerState<QColor> shapes = byState(hues);
    hues.succeeded = hues.queued = hues.cancelled = text;
    return {
        .window = 0x1a1d21,
        .surface = 0x202429,
        .header = 0x23272d,
        .line = 0x31363d,
        .track = 0x333941,
        .knob = 0x4a515b,
        .text = text,
        .muted = 0x98a2b3,
        .primary = 0x2563eb,
        .pressed = 0x1d4fd7,
        .ring = 0xb6cdfb,
        .focus = 0x5b8def,
        .selected = 0x253349,
        .hover = 0x2a2f36,
        .shapes = shapes,
        .words = byState(hues),
    };
}

} // namespace

const Theme &Theme::of(const QPalette &palette)
{
    static const Theme bright = light();
    static const Theme dim = dark();
    return palette.color(QPalette::Window).lightness() < 128 ? dim : bright;
}

QPalette Theme::palette() const
{
    QPalette palette(text, surface, line, line, line, text, text, surface, window);
    palette.setColor(QPalette::AlternateBase, header);
    palette.setColor(QPalette::Highlight, selected);
    palette.setColor(QPalette::HighlightedText, text);
    palette.setColor(QPalette::PlaceholderText, muted);
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, muted);
    return palette;
}

QString Theme::styleSheet() const
{
    QFile file(QStringLiteral(":/window.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const std::pair<QLatin1StringView, QColor> tokens[] = {
        {QLatin1StringView("@window"), window},
        {QLatin1StringView("@surface"), surface},
        {QLatin1StringView("@header"), header},
        {QLatin1StringView("@line"), line},
        {QLatin1StringView("@text"), text},
        {QLatin1StringView("@muted"), muted},
        {QLatin1StringView("@primary"), primary},
        {QLatin1StringView("@pressed"), pressed},
        {QLatin1StringView("@ring"), ring},
        {QLatin1StringView("@knob"), knob},
        {QLatin1StringView("@focus"), focus},
        {QLatin1StringView("@hover"), hover},
        {QLatin1StringView("@selected"), selected},
        {QLatin1StringView("@track"), track},
        {QLatin1StringView("@failed"), words[index(Failed)]},
    };
    for (const auto &[name, colour] : tokens)
        sheet.replace(name, colour.name());
    return sheet;
}

} // namespace batchdeck
