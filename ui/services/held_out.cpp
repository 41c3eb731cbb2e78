#include "ui/services/held_out.h"

#include "base/sha256.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <vector>

namespace tiebreak {

namespace {

/// A digest of the row's query; empty where the line says none.
std::string queryOf(const std::string& line) {
    const auto row = nlohmann::json::parse(line, nullptr, false);
    if (!row.is_object())
        return {};
    for (const char* key : {"prompt", "prompt_ids", "messages", "text"})
        if (row.contains(key))
            return sha256Hex(row[key].dump());
    return sha256Hex(line);
}

/// The digests are as good as a draw, so the lowest ones are taken.
std::set<std::string> heldQueries(const std::vector<std::string>& queries, double share) {
    std::set<std::string> different(queries.begin(), queries.end());
    different.erase(std::string());
    if (different.size() < 2 || share <= 0)
        return {};
    const auto wanted = std::llround(share * static_cast<double>(different.size()));
    const auto count =
        std::clamp<long long>(wanted, 1, static_cast<long long>(different.size()) - 1);
    auto end = different.begin();
    std::advance(end, count);
    return {different.begin(), end};
}

} // namespace

DividedRows divideRows(const std::string& lines, double share) {
    std::vector<std::string> rows, queries;
    std::istringstream stream(lines);
    for (std::string line; std::getline(stream, line);) {
        queries.push_back(queryOf(line));
        rows.push_back(std::move(line));
    }
    const auto held = heldQueries(queries, share);
    DividedRows divided;
    for (std::size_t i = 0; i < rows.size(); ++i)
        (held.count(queries[i]) ? divided.heldOut : divided.learned) += rows[i] + "\n";
    return divided;
}

} // namespace tiebreak
