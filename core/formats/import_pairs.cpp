#include "formats/import_pairs.h"

#include "base/atomic_file.h"
#include "formats/json_lines.h"

namespace tiebreak {

namespace {

constexpr std::uintmax_t kMaxImportBytes = 1ull << 30;

/// Why a row cannot be judged or trained on, empty when it can.
std::string flaw(const PreferenceRow& row) {
    if (row.chosen == row.rejected)
        return "chosen and rejected are the same";
    if (*row.prompt == RowContent(std::string()) || *row.prompt == RowContent(MessageList{}) ||
        *row.prompt == RowContent(TokenIds{}))
        return "there is no prompt: chosen and rejected have no beginning in common";
    return {};
}

} // namespace

Result<ImportReport> importPairs(const std::filesystem::path& file) {
    TB_ASSIGN(const auto text, readFile(file, kMaxImportBytes));
    ImportReport report;
    TB_TRY(forEachLine(text, [&](std::size_t number, std::string_view line) -> Status {
        const auto json = parseJsonLine(line, number);
        if (!json) {
            report.problems.push_back({number, json.error().message});
            return {};
        }
        const auto row = preferenceRowFromJson(*json);
        if (!row) {
            report.problems.push_back({number, row.error().message});
            return {};
        }
        auto whole = withExplicitPrompt(*row);
        if (const auto problem = flaw(whole); !problem.empty())
            report.problems.push_back({number, problem});
        else
            report.rows.push_back(std::move(whole));
        return {};
    }));
    return report;
}

} // namespace tiebreak
