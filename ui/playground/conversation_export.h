// A conversation, or one branch of it, as a JSON file of format 1:
//   {"format":"tiebreak-conversation","version":1,
//    "queries":[{"id","text","messages","after":RESPONSE ID or "","created_at"}…],
//    "responses":[{"id","query","text","given","model","model_hash","parameters","seed","mode",
//                  "device","dtype","engine","stop","prompt_ids","ids","logprobs","made_from",
//                  "source","kept","created_at"}…]}
// Everything needed to make each response again is in it. Times: milliseconds since 1970 UTC.
// Pure function, any thread.
#pragma once

#include "store/records.h"

namespace tiebreak {

nlohmann::ordered_json conversationJson(const ConversationRecord& conversation);

} // namespace tiebreak
