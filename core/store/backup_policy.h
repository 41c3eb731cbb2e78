// Which backups stay as they age: all of the last two days, then one of each of 12 days, 10 weeks
// and 9 months, about a year in all. Pure functions on times; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tiebreak {

inline constexpr int kBackupsWholeDays = 2; ///< days of which every backup stays
inline constexpr int kBackupsDaily = 12;
inline constexpr int kBackupsWeekly = 10;
inline constexpr int kBackupsMonthly = 9;

/// Indices of the backups that go at `now`. Times are milliseconds since 1970 UTC, in any order;
/// days, weeks (from Monday) and months are those of UTC. Of a day, week or month the newest stays.
std::vector<std::size_t> backupsToRemove(const std::vector<std::int64_t>& times, std::int64_t now);

} // namespace tiebreak
