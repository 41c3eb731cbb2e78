#include "base/atomic_file.h"
#include "protocol/json_reader.h"
#include "protocol/run_folder.h"

namespace tiebreak {

namespace {

using nlohmann::json;

constexpr std::uintmax_t kMaxControlBytes = 64u << 10;

Status readInto(RunControl& control, const json& object) {
    JsonReader reader(object);
    reader.integer("n", control.n, atLeast(1));
    reader.choice("command", control.command, {"pause", "resume", "cancel", "checkpoint"});
    if (!reader.failed() && (control.n == 0 || control.command.empty()))
        reader.fail({ErrorCode::BadArgument, "needs both 'n' and 'command'"});
    return reader.finish();
}

} // namespace

Result<RunControl> readRunControl(const RunFolder& folder) {
    RunControl control;
    const auto text = readFile(folder.control(), kMaxControlBytes);
    if (!text) {
        if (text.error().code == ErrorCode::NotFound)
            return control;
        return text.error();
    }
    TB_ASSIGN(const json object, parseJsonObject(*text, folder.control().string()));
    if (const Status read = readInto(control, object); !read)
        return Error{ErrorCode::BadFile, read.error().message, folder.control().string()};
    return control;
}

Status writeRunControl(const RunFolder& folder, const std::string& command) {
    RunControl next;
    const auto last = readRunControl(folder);
    if (!last && last.error().code != ErrorCode::BadFile)
        return last.error();
    // A damaged file is replaced; the run obeys any number it has not obeyed yet.
    const auto obeyed = readRunState(folder);
    next.n = std::max(last ? last->n : 0, obeyed ? obeyed->control : 0) + 1;
    const json object{{"n", next.n}, {"command", command}};
    TB_TRY(readInto(next, object));
    return writeFileAtomically(folder.control(), object.dump() + "\n");
}

} // namespace tiebreak
