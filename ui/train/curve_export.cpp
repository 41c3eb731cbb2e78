#include "ui/train/curve_export.h"

#include <charconv>
#include <set>

namespace tiebreak {

namespace {

/// The shortest text that reads back equal; NaN and infinities in words.
std::string numberText(double value) {
    char text[40];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    return {text, end};
}

} // namespace

std::string curvesAsCsv(const MetricMap& series) {
    std::set<std::int64_t> steps;
    std::string csv = "step";
    for (const auto& [key, metric] : series) {
        csv += "," + key;
        steps.insert(metric.steps.begin(), metric.steps.end());
    }
    csv += "\n";
    std::map<std::string, std::size_t> next;
    for (const auto step : steps) {
        csv += std::to_string(step);
        for (const auto& [key, metric] : series) {
            csv += ",";
            auto& at = next[key];
            if (at < metric.steps.size() && metric.steps[at] == step)
                csv += numberText(metric.values[at++]);
        }
        csv += "\n";
    }
    return csv;
}

} // namespace tiebreak
