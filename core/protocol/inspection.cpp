#include "protocol/inspection.h"

#include "protocol/json_fields.h"

namespace tiebreak {

namespace {

using Json = nlohmann::ordered_json;

Json toJson(const TokenAlternative& a) {
    Json shares = Json::array();
    for (const double share : a.shares)
        shares.push_back(numberToJson(share));
    return {{"id", a.id},
            {"text", a.text},
            {"rank", a.rank},
            {"shares", shares},
            {"removed_by", a.removedBy}};
}

Json toJson(const InspectedToken& t) {
    Json alternatives = Json::array();
    for (const TokenAlternative& alternative : t.alternatives)
        alternatives.push_back(toJson(alternative));
    return {{"id", t.id},
            {"text", t.text},
            {"special", t.special},
            {"logprob", numberToJson(t.logprob)},
            {"entropy", numberToJson(t.entropy)},
            {"removed", t.removed},
            {"alternatives", alternatives}};
}

std::string countOf(const char* what, std::size_t count, std::size_t stages) {
    return std::string("has ") + std::to_string(count) + " " + what + " for " +
           std::to_string(stages) + " stages";
}

Result<TokenAlternative> alternativeFrom(const Json& json, std::size_t stages) {
    JsonFields in(json, "alternatives");
    TokenAlternative a;
    a.id = static_cast<std::int32_t>(in.integer("id"));
    a.text = in.text("text");
    a.rank = in.integer("rank");
    a.shares = in.numbers("shares");
    const std::int64_t removedBy = in.integer("removed_by");
    if (a.shares.size() != stages)
        in.fail("shares", countOf("numbers", a.shares.size(), stages));
    if (removedBy < -1 || removedBy >= static_cast<std::int64_t>(stages))
        in.fail("removed_by", "must name a stage or be -1, is " + std::to_string(removedBy));
    TB_TRY(in.status());
    a.removedBy = static_cast<int>(removedBy);
    return a;
}

Status readCounts(JsonFields& in, std::vector<std::int64_t>& counts) {
    const Json* list = in.list("removed");
    TB_TRY(in.status());
    for (const Json& item : *list) {
        if (!item.is_number_integer())
            in.fail("removed", "must hold whole numbers");
        TB_TRY(in.status());
        counts.push_back(item.get<std::int64_t>());
    }
    return {};
}

Result<InspectedToken> tokenFrom(const Json& json, std::size_t stages) {
    JsonFields in(json, "inspected");
    InspectedToken t;
    t.id = static_cast<std::int32_t>(in.integer("id"));
    t.text = in.text("text");
    t.special = in.truth("special", false);
    t.logprob = in.number("logprob");
    t.entropy = in.number("entropy");
    TB_TRY(readCounts(in, t.removed));
    if (t.removed.size() != stages)
        in.fail("removed", countOf("numbers", t.removed.size(), stages));
    const Json* alternatives = in.list("alternatives");
    TB_TRY(in.status());
    for (const Json& item : *alternatives) {
        TB_ASSIGN(TokenAlternative alternative, alternativeFrom(item, stages));
        t.alternatives.push_back(std::move(alternative));
    }
    return t;
}

} // namespace

Json toJson(const InspectedReply& reply) {
    Json tokens = Json::array();
    for (const InspectedToken& token : reply.tokens)
        tokens.push_back(toJson(token));
    return {{"first", reply.first}, {"stages", reply.stages}, {"tokens", tokens}};
}

Result<InspectedReply> inspectedReplyFromJson(const Json& json) {
    JsonFields in(json, "inspected");
    InspectedReply reply;
    reply.first = in.integer("first");
    reply.stages = in.texts("stages");
    if (reply.first < 0)
        in.fail("first", "must be at least 0, is " + std::to_string(reply.first));
    const Json* tokens = in.list("tokens");
    TB_TRY(in.status());
    for (const Json& item : *tokens) {
        TB_ASSIGN(InspectedToken token, tokenFrom(item, reply.stages.size()));
        reply.tokens.push_back(std::move(token));
    }
    return reply;
}

} // namespace tiebreak
