#include "training/data/row_encoder.h"

#include <algorithm>

namespace tiebreak {

namespace {

using Json = nlohmann::ordered_json;
using Ids = std::vector<std::int64_t>;

Error refused(std::string message) {
    return {ErrorCode::BadArgument, std::move(message), {}, {}};
}

Status checkSide(const Json& row, const char* key, const char* first, const char* second) {
    const auto found = row.find(key);
    if (found == row.end())
        return refused(std::string("'") + key + "' is missing; such a row has '" + first +
                       "' and '" + second + "'");
    if (!found->is_string() && !isMessages(*found))
        return refused(std::string("'") + key +
                       "': must be text or a list of messages with a role");
    return {};
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

RenderOptions rowRendering(RenderOptions options, const Json& row) {
    if (const auto tools = row.find("tools"); tools != row.end())
        options.tools =
            tools->is_string() ? Json::parse(tools->get<std::string>(), nullptr, false) : *tools;
    if (const auto kwargs = row.find("chat_template_kwargs");
        kwargs != row.end() && kwargs->is_object())
        options.kwargs.update(*kwargs);
    return options;
}

} // namespace

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

Json joinMessages(const Json& first, const Json& second) {
    Json all = first;
    for (const auto& message : second)
        all.push_back(message);
    return all;
}

Status checkSides(const Json& row, const char* first, const char* second) {
    TB_TRY(checkSide(row, first, first, second));
    TB_TRY(checkSide(row, second, first, second));
    if (row[first].is_string() != row[second].is_string())
        return refused(std::string("'") + first + "' and '" + second +
                       "': one is text, the other a list of messages");
    return {};
}

Result<SplitRow> splitRow(const Json& row) {
    TB_TRY(checkSides(row, "chosen", "rejected"));
    const Json& chosen = row["chosen"];
    const Json& rejected = row["rejected"];
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

std::string RowEncoder::withEos(std::string text) const {
    if (!m_options.appendEos || !m_tokenizer || !m_tokenizer->eosId())
        return text;
    const std::string eos = m_tokenizer->piece(*m_tokenizer->eosId());
    return text.ends_with(eos) ? text : text + eos;
}

Result<Ids> RowEncoder::tokenize(const std::string& text, bool addSpecial) const {
    if (!m_tokenizer)
        return refused("the model has no tokenizer: give the rows as 'prompt_ids', 'chosen_ids', "
                       "'rejected_ids'");
    TB_ASSIGN(const auto ids, m_tokenizer->encode(text, {addSpecial, true}));
    return Ids(ids.begin(), ids.end());
}

Result<MarkedText> RowEncoder::render(const Json& messages, const Json& row,
                                      bool generationPrompt) const {
    if (!m_template)
        return refused("the model has no chat template: give the rows as plain text");
    RenderOptions options = rowRendering(m_rendering, row);
    options.addGenerationPrompt = generationPrompt;
    return m_template->renderMarked(messages, options);
}

Result<Ids> RowEncoder::renderAndTokenize(const Json& messages, const Json& row,
                                          bool generationPrompt) const {
    TB_ASSIGN(const auto rendered, render(messages, row, generationPrompt));
    return tokenize(rendered.text, false);
}

Result<PreferenceRow> RowEncoder::encodeConversation(const Json& row) const {
    TB_ASSIGN(const auto parts, splitRow(row));
    TB_ASSIGN(const auto prompt, renderAndTokenize(parts.prompt, row, true));
    TB_ASSIGN(const auto chosen,
              renderAndTokenize(joinMessages(parts.prompt, parts.chosen), row, false));
    TB_ASSIGN(const auto rejected,
              renderAndTokenize(joinMessages(parts.prompt, parts.rejected), row, false));
    return partAt(prompt, chosen, rejected);
}

Result<PreferenceRow> RowEncoder::encodeTexts(const Json& row) const {
    TB_ASSIGN(const auto parts, splitRow(row));
    const auto& text = parts.prompt.get_ref<const std::string&>();
    TB_ASSIGN(const auto prompt, tokenize(text, true));
    TB_ASSIGN(const auto chosen, tokenize(text + withEos(parts.chosen.get<std::string>()), true));
    TB_ASSIGN(const auto rejected,
              tokenize(text + withEos(parts.rejected.get<std::string>()), true));
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

Result<EncodedCompletion> RowEncoder::encodeCompletion(const Json& row) const {
    if (row.contains("completion_ids")) {
        EncodedCompletion ids;
        if (row.contains("prompt_ids")) {
            TB_ASSIGN(ids.prompt, readIds(row, "prompt_ids"));
        }
        TB_ASSIGN(ids.completion, readIds(row, "completion_ids"));
        return ids;
    }
    TB_TRY(checkSides(row, "prompt", "completion"));
    const Json &prompt = row["prompt"], &completion = row["completion"];
    Ids start, whole;
    if (prompt.is_string()) {
        const auto& text = prompt.get_ref<const std::string&>();
        TB_ASSIGN(start, tokenize(text, true));
        TB_ASSIGN(whole, tokenize(text + withEos(completion.get<std::string>()), true));
    } else {
        TB_ASSIGN(start, renderAndTokenize(prompt, row, true));
        TB_ASSIGN(whole, renderAndTokenize(joinMessages(prompt, completion), row, false));
    }
    const auto cut = whole.begin() + static_cast<std::ptrdiff_t>(commonPrefix(start, whole));
    return EncodedCompletion{{whole.begin(), cut}, {cut, whole.end()}};
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
