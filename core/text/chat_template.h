// A model's chat template: a Jinja subset, evaluated without access to files, environment or clock,
// with bounded steps and output. Immutable after parse; render is safe from any thread.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tiebreak {

struct RenderOptions {
    bool addGenerationPrompt = true;
    nlohmann::ordered_json tools = nullptr;
    nlohmann::ordered_json kwargs = nlohmann::ordered_json::object(); ///< extra template variables
    std::string bosToken;
    std::string eosToken;
    std::optional<std::string> now; ///< YYYY-MM-DD for strftime_now; absent: today
};

/// A rendered conversation with the byte ranges [begin, end) that {% generation %} marks as the
/// model's own words; none where the template does not mark them.
struct MarkedText {
    std::string text;
    std::vector<std::pair<std::size_t, std::size_t>> generated;
};

class ChatTemplate {
public:
    /// BadFile with line and what was expected; nothing is executed.
    static Result<ChatTemplate> parse(std::string source);
    /// `messages` is a list of {"role","content",…}. raise_exception becomes BadArgument with its
    /// message.
    Result<std::string> render(const nlohmann::ordered_json& messages,
                               const RenderOptions& options) const;
    Result<MarkedText> renderMarked(const nlohmann::ordered_json& messages,
                                    const RenderOptions& options) const;
    const std::string& source() const;

private:
    struct Program;
    std::shared_ptr<const Program> m_program;
};

/// Template source with the tokens it needs, as found in a GGUF file or Hugging Face folder.
struct ChatTemplateSource {
    std::string source;
    std::string bosToken;
    std::string eosToken;
};

/// chat_template.jinja wins over tokenizer_config.json's key; GGUF: tokenizer.chat_template.
/// NotFound if none.
Result<ChatTemplateSource> loadChatTemplateSource(const std::filesystem::path& path);

} // namespace tiebreak
