#pragma once

#include <array>

namespace batchdeck {

// What stands beside the table and under it, a page at a time; in the order of the tabs.
enum class PanePage { Record, Result, Tries, Log, Error, Failures, Timeline };

inline constexpr std::array panePages{PanePage::Record, PanePage::Result,   PanePage::Tries,   PanePage::Log,
                                      PanePage::Error,  PanePage::Failures, PanePage::Timeline};

} // namespace batchdeck
