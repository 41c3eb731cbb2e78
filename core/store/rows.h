// Records to and from rows of the database. Inside core/store.
#pragma once

#include "store/connection.h"
#include "store/records.h"

namespace tiebreak {

/// First 64 bits of the SHA-256 of the text without what tells nothing apart: capital ASCII letters
/// are small ones, blanks and lines are one blank, and blanks and full stops at the end are gone.
/// Samples of one key make no pair.
std::int64_t textKey(const std::string& text);

/// Text that always succeeds, whatever bytes the strings hold.
std::string jsonText(const nlohmann::json& value);
/// Null for a text that is no JSON.
nlohmann::json parsedJson(const std::string& text);

const char* verdictName(Verdict verdict);
Verdict verdictFromName(const std::string& name);
/// "" for Rating::None.
const char* ratingName(Rating rating);
Rating ratingFromName(const std::string& name);
/// A JSON list of texts, and back; anything else in it is left out.
std::string listText(const std::vector<std::string>& texts);
std::vector<std::string> listFrom(const std::string& json);

// Each reads the columns in the order of the queries in sql/.
PromptRecord promptFrom(Query& row);
SampleRecord sampleFrom(Query& row);
JudgementRecord judgementFrom(Query& row);
ModelVersionRecord versionFrom(Query& row);
RunRecord runFrom(Query& row);

/// Every row of a query as records.
template <class Record>
std::vector<Record> allRows(Query& query, Record (*from)(Query&)) {
    std::vector<Record> records;
    while (query.next())
        records.push_back(from(query));
    return records;
}

} // namespace tiebreak
