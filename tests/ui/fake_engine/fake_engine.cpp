// Speaks the engine's protocol on stdin and stdout without a model: every row of a request gets the
// words "word0 word1 …". Its first argument says how it misbehaves: obey, slow, silent, garbage,
// old, exit1, exit5, segv, kill, mute, refuse.
#include "protocol/engine_messages.h"

#include <atomic>
#include <chrono>
#include <cmath>
#include <csignal>
#include <iostream>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <unistd.h>

using namespace tiebreak;

namespace {

std::mutex outMutex;
std::mutex cancelMutex;
std::set<std::int64_t> cancelled;
std::string mode;
std::vector<std::thread> workers;

void say(const EngineReply& reply) {
    const std::lock_guard lock(outMutex);
    std::cout << toLine(reply) << '\n' << std::flush;
}

void pauseFor(int milliseconds) {
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

[[noreturn]] void die() {
    if (mode == "exit1")
        _exit(1);
    if (mode == "exit5")
        _exit(5);
    std::signal(SIGSEGV, SIG_DFL);
    std::raise(mode == "segv" ? SIGSEGV : SIGKILL);
    std::abort();
}

bool dies() {
    return mode == "exit1" || mode == "exit5" || mode == "segv" || mode == "kill";
}

bool isCancelled(std::int64_t id) {
    const std::lock_guard lock(cancelMutex);
    return cancelled.count(id) > 0;
}

void finishRow(std::int64_t id, int row, int made, const std::string& stop,
               const std::vector<std::int32_t>& prefix) {
    FinishedReply reply{row, stop, {}, {}, {}, 10, "fast"};
    for (int k = 0; k < made; ++k) {
        reply.ids.push_back(k < int(prefix.size()) ? prefix[size_t(k)] : k);
        reply.logprobs.push_back(-0.5);
        reply.text += "word" + std::to_string(k) + " ";
    }
    say({id, reply});
}

std::string lastContent(const PromptSource& prompt) {
    return prompt.messages ? prompt.messages->back()["content"].get<std::string>()
                           : prompt.text.value_or("");
}

void generate(std::int64_t id, const GenerateRequest& request) {
    say({id, StartedReply{request.prompt.tokenIds.value_or(std::vector<std::int32_t>{1, 2, 3}),
                          "<|user|>" + lastContent(request.prompt)}});
    std::map<int, int> made;
    for (int row = 0; row < int(request.rows.size()); ++row)
        made[row] = int(request.rows[size_t(row)].prefixIds.size());
    for (int step = 0;; ++step) {
        TokensReply tokens;
        for (int row = 0; row < int(request.rows.size()); ++row)
            if (made[row] < request.rows[size_t(row)].maxNewTokens &&
                (mode == "slow" || made[row] < 12))
                tokens.items.push_back(
                    {row, made[row]++, -0.5, "word" + std::to_string(step) + " "});
        if (tokens.items.empty() || isCancelled(id))
            break;
        say({id, tokens});
        if (dies() && step == 4)
            die();
        pauseFor(mode == "slow" ? 15 : 1);
    }
    const bool wasCancelled = isCancelled(id);
    for (int row = 0; row < int(request.rows.size()); ++row)
        finishRow(id, row, made[row],
                  wasCancelled                                          ? "cancelled"
                  : made[row] >= request.rows[size_t(row)].maxNewTokens ? "length"
                                                                        : "eos",
                  request.rows[size_t(row)].prefixIds);
    say({id, DoneReply{}});
}

/// Token 7 could also have been 107, 207 or 307, which top-p removed. A model named "other" thinks
/// less of some tokens.
InspectedToken inspectedToken(std::int32_t id, int position, double logprob) {
    const auto named = [](std::int32_t token) { return " word" + std::to_string(token); };
    InspectedToken token{id, named(id), false, logprob, 0.4 * (position % 9), {0, 0, 400}, {}};
    double share = std::exp(logprob);
    for (int rank = 0; rank < 4; ++rank) {
        const std::int32_t other = id + 100 * rank;
        const bool removed = rank == 3;
        token.alternatives.push_back({other,
                                      named(other),
                                      rank,
                                      {share, share, removed ? 0 : share * 1.25},
                                      removed ? 2 : -1});
        share /= 2;
    }
    return token;
}

void inspect(std::int64_t id, const InspectRequest& request) {
    constexpr int kPiece = 8;
    InspectedReply reply{0, {"model", "temperature", "top_p"}, {}};
    for (int i = 0; i < int(request.ids.size()); ++i) {
        const double more =
            0.1 * double(i % 5) * double(request.model.find("other") != std::string::npos);
        reply.tokens.push_back(
            inspectedToken(request.ids[size_t(i)], i, -0.6 * (i % 10) - 0.05 - more));
        if (int(reply.tokens.size()) == kPiece || i + 1 == int(request.ids.size())) {
            say({id, reply});
            reply.first = i + 1;
            reply.tokens.clear();
        }
    }
    say({id, DoneReply{}});
}

void answer(const EngineRequest& request) {
    const auto id = request.id;
    if (std::holds_alternative<HelloRequest>(request.body)) {
        if (mode != "silent")
            say({id, HelloReply{mode == "old" ? 99 : kProtocolVersion, "fake", "none", getpid()}});
    } else if (const auto* load = std::get_if<LoadRequest>(&request.body)) {
        if (mode == "refuse")
            say({id, ErrorReply{Error{ErrorCode::BadFile,
                                      "model 'x.gguf': 12 bytes, a header needs 24"}}});
        else
            say({id, LoadedReply{load->model, "fake model", "abc", "llama", 1000000, 2048, "cpu",
                                 "float32", "Q4_1", true, 2}});
    } else if (const auto* work = std::get_if<GenerateRequest>(&request.body)) {
        workers.emplace_back(generate, id, *work);
    } else if (const auto* look = std::get_if<InspectRequest>(&request.body)) {
        inspect(id, *look);
    } else if (const auto* cancel = std::get_if<CancelRequest>(&request.body)) {
        const std::lock_guard lock(cancelMutex);
        cancelled.insert(cancel->target);
    } else if (std::holds_alternative<DevicesRequest>(request.body)) {
        say({id, DevicesReply{{{"cpu", {{"name", "fake"}, {"cores", 2}, {"bf16", "amx"}}},
                               {"cuda", nlohmann::json::array()}}}});
    } else if (const auto* render = std::get_if<RenderRequest>(&request.body)) {
        RenderedReply reply{
            "<|user|>" + lastContent(render->prompt), {1, 2, 3}, {"<|user|>", "a", "b"}};
        reply.special = {0};
        say({id, reply});
    } else if (const auto* score = std::get_if<ScoreRequest>(&request.body)) {
        // A tenth for each token: scores that a test can reckon with.
        ScoredReply reply;
        for (const auto tokens : score->tokens)
            reply.scores.push_back(double(tokens) / 10);
        say({id, reply});
    }
}

} // namespace

int main(int argc, char** argv) {
    mode = argc > 1 ? argv[1] : "obey";
    if (mode == "garbage")
        std::cout << "this is no message\n" << std::flush;
    std::cerr << "fake engine at /home/someone/secret/model.gguf\n";
    std::atomic<bool> stop = false;
    std::thread heartbeat([&stop] {
        while (!stop && mode != "mute") {
            if (mode != "silent")
                say({0, Heartbeat{1, false}});
            pauseFor(50);
        }
    });
    std::string line;
    while (std::getline(std::cin, line)) {
        const auto request = parseRequest(line);
        if (!request)
            return 2;
        if (std::holds_alternative<ShutdownRequest>(request->body))
            break;
        answer(*request);
    }
    stop = true;
    heartbeat.join();
    std::fflush(nullptr);
    _exit(0); // workers may still be talking to nobody
}
