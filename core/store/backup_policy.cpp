#include "store/backup_policy.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <numeric>

namespace tiebreak {

namespace {

constexpr std::int64_t kDay = 24 * 60 * 60 * 1000; // ms

std::int64_t dayOf(std::int64_t time) {
    return time >= 0 ? time / kDay : (time - kDay + 1) / kDay;
}

std::int64_t weekOf(std::int64_t time) {
    return (dayOf(time) + 3) / 7; // day 0 was a Thursday
}

std::int64_t monthOf(std::int64_t time) {
    const std::chrono::sys_days day{std::chrono::days(dayOf(time))};
    const std::chrono::year_month_day date(day);
    return std::int64_t{int(date.year())} * 12 + unsigned(date.month());
}

/// One stage of ageing: a number of spans of which the newest backup stays.
struct Stage {
    std::int64_t (*spanOf)(std::int64_t time);
    int left;
};

/// Goes from the newest backup to the oldest.
class Ageing {
public:
    /// True: it stays.
    bool take(std::int64_t time) {
        while (m_stage < m_stages.size() && m_stages[m_stage].left == 0)
            ++m_stage;
        if (m_stage == m_stages.size())
            return false;
        Stage& stage = m_stages[m_stage];
        if (m_any && stage.spanOf(time) == stage.spanOf(m_lastKept))
            return false;
        --stage.left;
        keep(time);
        return true;
    }
    void keep(std::int64_t time) {
        m_lastKept = time;
        m_any = true;
    }

private:
    std::array<Stage, 3> m_stages{Stage{&dayOf, kBackupsDaily}, Stage{&weekOf, kBackupsWeekly},
                                  Stage{&monthOf, kBackupsMonthly}};
    std::size_t m_stage = 0;
    std::int64_t m_lastKept = 0;
    bool m_any = false;
};

} // namespace

std::vector<std::size_t> backupsToRemove(const std::vector<std::int64_t>& times, std::int64_t now) {
    std::vector<std::size_t> newestFirst(times.size());
    std::iota(newestFirst.begin(), newestFirst.end(), std::size_t{0});
    std::stable_sort(newestFirst.begin(), newestFirst.end(),
                     [&](std::size_t a, std::size_t b) { return times[a] > times[b]; });
    std::vector<std::size_t> removed;
    Ageing ageing;
    for (const std::size_t i : newestFirst) {
        if (now - times[i] < kBackupsWholeDays * kDay)
            ageing.keep(times[i]);
        else if (!ageing.take(times[i]))
            removed.push_back(i);
    }
    return removed;
}

} // namespace tiebreak
