// What the peers suite needs of core/text without a process a text: prints a JSON list, an entry a
// job.
//   save SOURCE FOLDER        writes the tokenizer into the folder
//   tokenize K JOBS.json      jobs are texts, or lists of ids to decode
//   render JOBS.json          jobs are {"template", "messages", "tools", "kwargs", "generate"}
#include "text/chat_template.h"
#include "text/save_tokenizer.h"
#include "text/tokenizer.h"

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

using namespace tiebreak;
using Json = nlohmann::ordered_json;

namespace {

Json readJobs(const char* path) {
    std::ifstream file(path);
    return Json::parse(file);
}

Json tokenized(const Tokenizer& tokenizer, const std::string& text) {
    const auto raw = tokenizer.encode(text);
    const auto special = tokenizer.encode(text, {false, true});
    const auto plain = tokenizer.encode(text, {false, false});
    if (!raw || !special || !plain)
        return {{"error", "refused"}};
    return {{"raw", *raw},
            {"special", *special},
            {"plain", *plain},
            {"decoded", tokenizer.decode(*raw)},
            {"kept", tokenizer.decode(*raw, true)}};
}

Status tokenize(const char* source, const char* jobs) {
    TB_ASSIGN(const auto tokenizer, loadTokenizer(source));
    Json results = Json::array();
    for (const auto& job : readJobs(jobs)) {
        if (job.is_string())
            results.push_back(tokenized(*tokenizer, job.get<std::string>()));
        else
            results.push_back({{"decoded", tokenizer->decode(job.get<std::vector<TokenId>>())}});
    }
    std::cout << results.dump() << "\n";
    return {};
}

Json rendered(const Json& job) {
    const auto made = ChatTemplate::parse(job["template"].get<std::string>());
    if (!made)
        return {{"error", made.error().message}};
    RenderOptions options;
    options.addGenerationPrompt = job["generate"].get<bool>();
    options.tools = job["tools"];
    options.kwargs = job["kwargs"];
    options.bosToken = "<bos>";
    options.eosToken = "<eos>";
    options.now = "2024-07-26";
    const auto text = made->render(job["messages"], options);
    return text ? Json{{"text", *text}} : Json{{"error", text.error().message}};
}

Status render(const char* jobs) {
    Json results = Json::array();
    for (const auto& job : readJobs(jobs))
        results.push_back(rendered(job));
    std::cout << results.dump() << "\n";
    return {};
}

Status run(int count, char** words) {
    const std::string command = count > 1 ? words[1] : "";
    if (command == "save" && count == 4)
        return saveTokenizer(words[2], words[3]);
    if (command == "tokenize" && count == 4)
        return tokenize(words[2], words[3]);
    if (command == "render" && count == 3)
        return render(words[2]);
    return Error{ErrorCode::BadArgument, "unknown command"};
}

} // namespace

int main(int count, char** words) {
    const auto status = run(count, words);
    if (status)
        return 0;
    std::cerr << status.error().text() << "\n";
    return 2;
}
