#include "ui/services/oom_watch.h"

#include <fstream>
#include <string>

namespace tiebreak {

namespace {

/// The value after `key` in a file of "key value" lines.
std::optional<std::int64_t> valueIn(const char* path, const std::string& key) {
    std::ifstream file(path);
    std::string name;
    std::int64_t value = 0;
    while (file >> name >> value)
        if (name == key)
            return value;
    return std::nullopt;
}

} // namespace

std::optional<std::int64_t> OomWatch::counter() {
    const auto group = valueIn("/sys/fs/cgroup/memory.events", "oom_kill");
    const auto machine = valueIn("/proc/vmstat", "oom_kill");
    if (!group && !machine)
        return std::nullopt;
    return group.value_or(0) + machine.value_or(0);
}

OomWatch::OomWatch()
    : m_before(counter()) {}

bool OomWatch::killedSince() const {
    const auto now = counter();
    return m_before && now && *now > *m_before;
}

} // namespace tiebreak
