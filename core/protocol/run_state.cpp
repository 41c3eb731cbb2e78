#include "base/atomic_file.h"
#include "protocol/json_reader.h"
#include "protocol/run_folder.h"

#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace tiebreak {

namespace {

using nlohmann::json;

constexpr int kStateFormat = 1;
constexpr std::uintmax_t kMaxStateBytes = 1u << 20;

/// What /proc says of a process: its state letter and start time (field 22, clock ticks after
/// boot).
struct ProcessFacts {
    char state = 0;
    std::int64_t start = 0;
};

std::string readSmallFile(const std::string& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::optional<ProcessFacts> factsOf(std::int64_t pid) {
    const std::string line = readSmallFile("/proc/" + std::to_string(pid) + "/stat");
    // Field 2 is the command in brackets and may hold blanks and brackets itself.
    const std::size_t end = line.rfind(')');
    if (end == std::string::npos)
        return std::nullopt;
    std::istringstream fields(line.substr(end + 1));
    ProcessFacts facts;
    fields >> facts.state;
    std::string skipped;
    for (int field = 4; field < 22; ++field)
        fields >> skipped;
    fields >> facts.start;
    return fields ? std::optional(facts) : std::nullopt;
}

std::string bootId() {
    std::string id = readSmallFile("/proc/sys/kernel/random/boot_id");
    while (!id.empty() && (id.back() == '\n' || id.back() == ' '))
        id.pop_back();
    return id;
}

Status checkStateFormat(JsonReader& reader) {
    std::int64_t format = kStateFormat;
    reader.integer("format", format, atLeast(1));
    if (format > kStateFormat)
        return Error{ErrorCode::TooNew, "'format' is " + std::to_string(format) +
                                            ", this version reads " + std::to_string(kStateFormat)};
    return {};
}

Result<RunState> stateFromJson(const json& object) {
    RunState state;
    JsonReader reader(object);
    TB_TRY(checkStateFormat(reader));
    reader.choice("state", state.state,
                  {"queued", "running", "paused", "waiting", "finished", "failed", "cancelled"});
    reader.text("cause", state.cause);
    reader.integer("pid", state.pid, atLeast(0));
    reader.integer("pid_start", state.pidStart, atLeast(0));
    reader.text("boot_id", state.bootId);
    reader.integer("step", state.step, atLeast(0));
    reader.integer("total_steps", state.totalSteps, atLeast(0));
    reader.integer("heartbeat", state.heartbeat, atLeast(0));
    reader.text("latest", state.latest);
    reader.integer("control", state.control, atLeast(0));
    for (const auto& item : object.items())
        if (!reader.isKnown(item.key()))
            state.extra[item.key()] = *reader.take(item.key().c_str());
    TB_TRY(reader.finish());
    return state;
}

json stateToJson(const RunState& state) {
    json object = state.extra.is_object() ? state.extra : json::object();
    object.update({{"format", kStateFormat},
                   {"state", state.state},
                   {"cause", state.cause},
                   {"pid", state.pid},
                   {"pid_start", state.pidStart},
                   {"boot_id", state.bootId},
                   {"step", state.step},
                   {"total_steps", state.totalSteps},
                   {"heartbeat", state.heartbeat},
                   {"latest", state.latest},
                   {"control", state.control}});
    return object;
}

/// On a full disk there is no room for a second file, and then above all the state has to be said:
/// the blocks that the file has already are written over.
bool overwrite(const std::filesystem::path& path, const std::string& text) {
    const int fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    const auto size = static_cast<ssize_t>(text.size());
    const bool done = ::pwrite(fd, text.data(), text.size(), 0) == size &&
                      ::ftruncate(fd, static_cast<off_t>(size)) == 0 && ::fsync(fd) == 0;
    ::close(fd);
    return done;
}

} // namespace

Result<RunState> readRunState(const RunFolder& folder) {
    const std::string path = folder.state().string();
    TB_ASSIGN(const std::string text, readFile(folder.state(), kMaxStateBytes));
    TB_ASSIGN(const json object, parseJsonObject(text, path));
    auto state = stateFromJson(object);
    if (!state) {
        Error error = std::move(state).error();
        error.path = path;
        error.code = error.code == ErrorCode::TooNew ? ErrorCode::TooNew : ErrorCode::BadFile;
        return error;
    }
    return state;
}

Status writeRunState(const RunFolder& folder, const RunState& state) {
    const std::string text =
        stateToJson(state).dump(1, ' ', false, json::error_handler_t::replace) + "\n";
    const Status written = writeFileAtomically(folder.state(), text);
    if (written || written.error().code != ErrorCode::DiskFull)
        return written;
    return overwrite(folder.state(), text) ? Status() : written;
}

void stampThisProcess(RunState& state) {
    state.pid = ::getpid();
    const auto facts = factsOf(state.pid);
    state.pidStart = facts ? facts->start : 0;
    state.bootId = bootId();
}

bool isAlive(const RunState& state) {
    if (state.pid <= 0 || state.bootId.empty() || state.bootId != bootId())
        return false;
    const auto facts = factsOf(state.pid);
    // A zombie has ended; it only waits for its parent to read the exit status.
    return facts && facts->start == state.pidStart && facts->state != 'Z' && facts->state != 'X';
}

std::string effectiveState(const RunState& state) {
    const bool needsProcess = state.state == "running" || state.state == "waiting";
    return needsProcess && !isAlive(state) ? "interrupted" : state.state;
}

} // namespace tiebreak
