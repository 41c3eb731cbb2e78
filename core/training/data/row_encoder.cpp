#include "training/data/row_encoder.h"

#include "training/data/prompt_extraction.h"

#include <algorithm>

namespace tiebreak {

namespace {

using Json = nlohmann::ordered_json;
using Ids = std::vector<std::int64_t>;

Error refused(std::string message) { return {ErrorCode::BadArgument, std::move(message), {}, {}}; }

bool isMessages(const Json& value) {
    return value.is_array() && std::ranges::all_of(value, [](const Json& message) {
               return message.is_object() && message.contains("role");
           });
}

Result<Ids> readIds(const Json& row, const char* key) {
    const auto found = row.find(key);
    if (found == row.end() || !found->is_array())
        return refused(std::string("'") + key + "': must be a list of token ids");
    Ids ids;
    for (const auto& id : *found) {
        if (!id.is_number_integer() || id.get<std::int64_t>() < 0)
            return refused(std::string("'") + key + "': " + id.dump() + " is not a token id");
        ids.push_back(id.get<std::int64_t>());
    }
    return ids;
}

Status checkSide(const Json& row, const char* key) {
    const auto found = row.find(key);
    if (found == row.end())
        return refused(std::string("'") + key + "' is missing; a dpo row has 'chosen' and 'rejected'");
    if (!found->is_string() && !isMessages(*found))
        return refused(std::string("'") + key + "': must be text or a list of messages with a role");
    return {};
}

/// The row with a prompt of the same kind as its sides, extracted where it has none.
Result<SplitRow> splitRow(const Json& row) {
    TB_TRY(checkSide(row, "chosen"));
    TB_TRY(checkSide(row, "rejected"));
    const Json& chosen = row["chosen"];
    const Json& rejected = row["rejected"];
    if (chosen.is_string() != rejected.is_string())
        return refused("'chosen' and 'rejected': one is text, the other a list of messages");
    const auto prompt = row.find("prompt");
    if (prompt != row.end() && prompt->is_string() == chosen.is_string() &&
        (prompt->is_string() || isMessages(*prompt)))
        return SplitRow{*prompt, chosen, rejected};
    if (prompt != row.end() && !prompt->is_null() && chosen.is_string())
        return refused("'prompt': must be text, as 'chosen' is");
    return extractPrompt(chosen, rejected);
}

std::size_t commonPrefix(const Ids& a, const Ids& b) {
    const auto [end, other] = std::ranges::mismatch(a, b);
    return static_cast<std::size_t>(end - a.begin());
}

PreferenceRow partAt(const Ids& prompt, const Ids& chosen, const Ids& rejected) {
    const auto n = static_cast<std::ptrdiff_t>(
        std::min(commonPrefix(prompt, chosen), commonPrefix(prompt, rejected)));
    return {{prompt.begin(), prompt.begin() + n},
            {chosen.begin() + n, chosen.end()},
            {rejected.begin() + n, rejected.end()}};
}

void cutTo(Ids& completion, std::size_t room) {
    if (completion.size() > room)
        completion.resize(room);
}

Result<PreferenceRow> readPairOfIds(const Json& row) {
    PreferenceRow pair;
    if (row.contains("prompt_ids")) {
        TB_ASSIGN(pair.prompt, readIds(row, "prompt_ids"));
    }
    TB_ASSIGN(pair.chosen, readIds(row, "chosen_ids"));
    TB_ASSIGN(pair.rejected, readIds(row, "rejected_ids"));
    return pair;
}

Json joined(const Json& first, const Json& second) {
    Json all = first;
    for (const auto& message : second)
        all.push_back(message);
    return all;
}

RenderOptions rowRendering(RenderOptions options, const Json& row) {
    if (const auto tools = row.find("tools"); tools != row.end())
        options.tools = tools->is_string() ? Json::parse(tools->get<std::string>(), nullptr, false) : *tools;
    if (const auto kwargs = row.find("chat_template_kwargs"); kwargs != row.end() && kwargs->is_object())
        options.kwargs.update(*kwargs);
    return options;
}

} // namespace

std::string RowEncoder::withEos(std::string text) const {
    if (!m_options.appendEos || !m_tokenizer->eosId())
        return text;
    const std::string eos = m_tokenizer->piece(*m_tokenizer->eosId());
    return text.ends_with(eos) ? text : text + eos;
}

Result<Ids> RowEncoder::tokenize(const std::string& text, bool addSpecial) const {
    if (!m_tokenizer)
        return refused("the model has no tokenizer: give the rows as 'prompt_ids', 'chosen_ids', 'rejected_ids'");
    TB_ASSIGN(const auto ids, m_tokenizer->encode(text, {addSpecial, true}));
    return Ids(ids.begin(), ids.end());
}

Result<Ids> RowEncoder::renderAndTokenize(const Json& messages, const Json& row,
                                          bool generationPrompt) const {
    if (!m_template)
        return refused("the model has no chat template: give the rows as plain text");
    RenderOptions options = rowRendering(m_rendering, row);
    options.addGenerationPrompt = generationPrompt;
    TB_ASSIGN(const auto text, m_template->render(messages, options));
    return tokenize(text, false);
}

Result<PreferenceRow> RowEncoder::encodeConversation(const Json& row) const {
    TB_ASSIGN(const auto parts, splitRow(row));
    TB_ASSIGN(const auto prompt, renderAndTokenize(parts.prompt, row, true));
    TB_ASSIGN(const auto chosen, renderAndTokenize(joined(parts.prompt, parts.chosen), row, false));
    TB_ASSIGN(const auto rejected, renderAndTokenize(joined(parts.prompt, parts.rejected), row, false));
    return partAt(prompt, chosen, rejected);
}

Result<PreferenceRow> RowEncoder::encodeTexts(const Json& row) const {
    TB_ASSIGN(const auto parts, splitRow(row));
    const auto& text = parts.prompt.get_ref<const std::string&>();
    TB_ASSIGN(const auto prompt, tokenize(text, true));
    TB_ASSIGN(const auto chosen, tokenize(text + withEos(parts.chosen.get<std::string>()), true));
    TB_ASSIGN(const auto rejected, tokenize(text + withEos(parts.rejected.get<std::string>()), true));
    return partAt(prompt, chosen, rejected);
}

Result<PreferenceRow> RowEncoder::encodeWhole(const Json& row) const {
    if (row.contains("chosen_ids"))
        return readPairOfIds(row);
    if (!m_tokenizer)
        return tokenize({}, true).error();
    const auto chosen = row.find("chosen");
    return chosen != row.end() && chosen->is_array() ? encodeConversation(row) : encodeTexts(row);
}

Result<EncodedPair> RowEncoder::encodePair(const Json& row) const {
    EncodedPair pair;
    TB_ASSIGN(pair.row, encodeWhole(row));
    const std::size_t prompt = pair.row.prompt.size();
    const std::size_t longest = prompt + std::max(pair.row.chosen.size(), pair.row.rejected.size());
    pair.longest = static_cast<std::int64_t>(longest);
    const auto limit = static_cast<std::size_t>(m_options.maxLength);
    if (limit == 0 || longest <= limit)
        return pair;
    pair.dropped = prompt >= limit;
    pair.cut = !pair.dropped;
    if (pair.cut) {
        cutTo(pair.row.chosen, limit - prompt);
        cutTo(pair.row.rejected, limit - prompt);
    }
    return pair;
}

Result<Ids> RowEncoder::encodePrompt(const Json& prompt) const {
    Ids ids;
    if (prompt.contains("token_ids")) {
        TB_ASSIGN(ids, readIds(prompt, "token_ids"));
    } else if (prompt.contains("messages")) {
        TB_ASSIGN(ids, renderAndTokenize(prompt["messages"], prompt, true));
    } else if (prompt.contains("text") && prompt["text"].is_string()) {
        TB_ASSIGN(ids, tokenize(prompt["text"].get<std::string>(), true));
    } else {
        return refused("a prompt has 'text', 'messages' or 'token_ids'");
    }
    if (ids.empty() && m_tokenizer && m_tokenizer->bosId())
        ids.push_back(*m_tokenizer->bosId());
    if (ids.empty())
        return refused("the prompt has no tokens, and the tokenizer has no BOS to begin with");
    return ids;
}

} // namespace tiebreak
