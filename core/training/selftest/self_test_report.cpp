#include "training/selftest/self_test_report.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace tiebreak {

namespace {

constexpr int kReportFormat = 1;

nlohmann::json number(double value) {
    if (std::isfinite(value))
        return value;
    return std::isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}

std::string shortNumber(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2g", value);
    return text;
}

} // namespace

bool SelfTestReport::ok() const {
    return std::ranges::all_of(checks, &SelfTestCheck::ok);
}

Status SelfTestReport::status() const {
    const auto failed =
        std::ranges::find_if(checks, [](const SelfTestCheck& check) { return !check.ok(); });
    if (failed == checks.end())
        return {};
    const std::string what = "self-test '" + failed->name + "' failed: ";
    if (std::isnan(failed->difference))
        return Error{failed->code, what + failed->note, {}, {}};
    return Error{failed->code,
                 what + failed->note + " differ by " + shortNumber(failed->difference) +
                     ", at most " + shortNumber(failed->limit) +
                     " is right. What would be computed cannot be trusted",
                 {},
                 {}};
}

nlohmann::json toJson(const SelfTestCheck& check) {
    return {{"name", check.name},
            {"difference", number(check.difference)},
            {"limit", check.limit},
            {"ok", check.ok()},
            {"note", check.note}};
}

nlohmann::json toJson(const SelfTestReport& report) {
    auto checks = nlohmann::json::array();
    for (const auto& check : report.checks)
        checks.push_back(toJson(check));
    return {{"format", kReportFormat}, {"ok", report.ok()}, {"checks", std::move(checks)}};
}

std::string toText(const SelfTestCheck& check) {
    std::string name = check.name;
    name.resize(std::max<std::size_t>(name.size() + 1, 31), ' ');
    return std::string(check.ok() ? "ok      " : "FAILED  ") + name +
           shortNumber(check.difference) + " of " + shortNumber(check.limit) + ": " + check.note;
}

} // namespace tiebreak
