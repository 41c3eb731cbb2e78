// tokenize: text on stdin to token ids and pieces, or ids back to text.
#include "commands/command.h"
#include "commands/commands.h"

#include "protocol/json_fields.h"
#include "text/tokenizer.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <iterator>
#include <memory>

namespace tiebreak {

namespace {

struct TokenizeOptions {
    std::string model;
    bool noAddSpecial = false;
    bool noParseSpecial = false;
    bool jsonl = false;
    bool decode = false;
    bool keepSpecial = false;
};

Error atLine(std::size_t line, Error error) {
    error.message = "stdin line " + std::to_string(line) + ": " + error.message;
    return error;
}

std::string readAll(std::istream& in) {
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Status printTokens(const Tokenizer& tokenizer, std::string_view text,
                   const TokenizeOptions& options) {
    TB_ASSIGN(const auto ids,
              tokenizer.encode(text, {!options.noAddSpecial, !options.noParseSpecial}));
    auto pieces = nlohmann::json::array();
    for (const TokenId id : ids)
        pieces.push_back(tokenizer.piece(id));
    printJsonLine({{"ids", ids}, {"pieces", pieces}});
    return {};
}

Status tokenizeLine(const Tokenizer& tokenizer, const std::string& line,
                    const TokenizeOptions& options) {
    TB_ASSIGN(const auto json, parseObject(line));
    JsonFields in(json, "text");
    const std::string text = in.text("text");
    TB_TRY(in.status());
    return printTokens(tokenizer, text, options);
}

Status decodeLine(const Tokenizer& tokenizer, std::string_view line,
                  const TokenizeOptions& options) {
    TB_ASSIGN(auto list, parseJson(line));
    const nlohmann::ordered_json wrapped{{"ids", std::move(list)}};
    JsonFields in(wrapped, "input");
    const auto ids = in.ids("ids");
    TB_TRY(in.status());
    for (const TokenId id : ids)
        if (id >= tokenizer.size())
            return Error{ErrorCode::BadArgument,
                         "token id " + std::to_string(id) + " is outside the vocabulary of " +
                             std::to_string(tokenizer.size()),
                         "", nullptr};
    printJsonLine({{"text", tokenizer.decode(ids, options.keepSpecial)}});
    return {};
}

Status eachLine(const std::string& input, const Tokenizer& tokenizer,
                const TokenizeOptions& options) {
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < input.size();) {
        const std::size_t end = std::min(input.find('\n', begin), input.size());
        const std::string line = input.substr(begin, end - begin);
        begin = end + 1;
        ++number;
        if (line.find_first_not_of(" \t\r") == std::string::npos)
            continue;
        const Status status = options.decode ? decodeLine(tokenizer, line, options)
                                             : tokenizeLine(tokenizer, line, options);
        if (!status)
            return atLine(number, status.error());
    }
    return {};
}

Status runTokenize(const TokenizeOptions& options) {
    TB_ASSIGN(const auto tokenizer, loadTokenizer(options.model));
    const std::string input = readAll(std::cin);
    if (options.decode && parseJson(input).ok()) // one list, on however many lines
        return decodeLine(*tokenizer, input, options);
    if (options.decode || options.jsonl)
        return eachLine(input, *tokenizer, options);
    return printTokens(*tokenizer, input, options);
}

} // namespace

void addTokenizeCommand(CLI::App& app) {
    const auto options = std::make_shared<TokenizeOptions>();
    auto* command = app.add_subcommand("tokenize", "Text on stdin to token ids, or back");
    command->add_option("--model", options->model, "model, tokenizer.json, .model or GGUF")
        ->required();
    command->add_flag("--no-add-special", options->noAddSpecial, "add no BOS, EOS or the like");
    command->add_flag("--no-parse-special", options->noParseSpecial,
                      "special-token strings in the text are plain text");
    command->add_flag("--jsonl", options->jsonl, "lines {\"text\":…} in, a line each out");
    command->add_flag("--decode", options->decode, "lists of ids in, {\"text\":…} out");
    command->add_flag("--keep-special", options->keepSpecial,
                      "special tokens give text in --decode");
    onRun(*command, [options] { return runTokenize(*options); });
}

} // namespace tiebreak
