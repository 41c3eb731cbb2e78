// Packs: a file of pairs handed out to be judged elsewhere, and the file of judgements that comes
// back. JSON lines; the first is {"tiebreak_pack":1,"kind":"pairs"|"judgements"}, the others are
// {"prompt":{…},"samples":[{"id","text"}]}, {"sample":{…}} for a response written while judging,
// and
// {"event":{…}}. A pack of pairs says nothing of where a response came from; one of judgements says
// pseudonyms unless names are asked for. Functions on the store's thread.
#pragma once

#include "store/store.h"

#include <filesystem>

namespace tiebreak {

inline constexpr int kPackFormat = 1;

struct PackReport {
    bool hasPairs = false;      ///< else judgements
    std::int64_t responses = 0; ///< pairs: new ones
    MergeReport judgements;
};

/// Queries with open pairs, at most that many; how many were written.
Result<std::int64_t> handOutPairs(Store& store, const std::filesystem::path& file,
                                  std::int64_t queries);
/// Every judgement of the workspace; how many were written.
Result<std::int64_t> handBackJudgements(Store& store, const std::filesystem::path& file,
                                        bool withNames);
/// Either kind; BadFile names the line, TooNew the format. All or nothing.
Result<PackReport> takeInPack(Store& store, const std::filesystem::path& file);

} // namespace tiebreak
