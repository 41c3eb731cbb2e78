// A program that works in a workspace and says each thing only after it is saved, so that a test
// can end it at any moment and compare.
//   store_driver FOLDER judge N        N judgements and a backup; "saved <id>", "error <code> …"
//   store_driver FOLDER raw LEVEL N    N settings with PRAGMA synchronous = LEVEL; "saved <key>"
//   store_driver FOLDER restore FILE   restores a backup; "restored"
// After a full disk it tries once more; after another failed write it opens the workspace again.
#include "base/clock.h"
#include "store/restore.h"
#include "store/store.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdio>
#include <cstdlib>
#include <string>

using namespace tiebreak;

namespace {

void say(const std::string& word, const std::string& what) {
    std::printf("%s %s\n", word.c_str(), what.c_str());
    std::fflush(stdout);
}

void say(const Error& error) {
    say("error", std::string(errorCodeName(error.code)) + " " + error.text());
}

Result<std::string> judge(Store& store) {
    TB_ASSIGN(const auto pair, store.nextPair());
    if (!pair)
        return Error{ErrorCode::NotFound, "no pair is left", {}};
    JudgementRecord judgement;
    judgement.sampleA = pair->first.id;
    judgement.sampleB = pair->second.id;
    judgement.strength = 2;
    TB_ASSIGN(const auto saved, store.addJudgement(judgement));
    return saved.id;
}

int judgeMany(const std::filesystem::path& folder, int count) {
    auto store = Store::open(folder);
    for (int i = 0, failures = 0; i < count && failures < 20;) {
        if (!store) {
            say(store.error());
            ++failures;
            store = Store::open(folder);
            continue;
        }
        const auto saved = judge(*store);
        if (saved) {
            say("saved", *saved);
            ++i;
            continue;
        }
        say(saved.error());
        ++failures;
        if (saved.error().code != ErrorCode::DiskFull) {
            { auto closed = std::move(store); }
            store = Store::open(folder);
        }
    }
    if (!store)
        return 1;
    if (const auto copy = store->backUp(BackupKind::Manual, nowMilliseconds()); copy)
        say("backup", copy->filename().string());
    else
        say(copy.error());
    return 0;
}

int writeRaw(const std::filesystem::path& folder, const std::string& level, int count) {
    SQLite::Database database((folder / "workspace.sqlite").string(), SQLite::OPEN_READWRITE);
    for (const std::string& pragma : {std::string("locking_mode = EXCLUSIVE"),
                                      std::string("journal_mode = WAL"), "synchronous = " + level})
        database.exec("PRAGMA " + pragma);
    for (int i = 0; i < count; ++i) {
        const std::string key = level + std::to_string(i);
        database.exec("INSERT INTO settings VALUES ('" + key + "', '1')");
        say("saved", key);
    }
    return 0;
}

int restore(const std::filesystem::path& folder, const std::filesystem::path& backup) {
    const auto aside = restoreBackup(folder, backup, nowMilliseconds());
    if (!aside)
        say(aside.error());
    else
        say("restored", aside->filename().string());
    return aside ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    const std::string folder = argc > 3 ? argv[1] : "", mode = argc > 3 ? argv[2] : "";
    if (mode == "judge")
        return judgeMany(folder, std::atoi(argv[3]));
    if (mode == "raw" && argc > 4)
        return writeRaw(folder, argv[3], std::atoi(argv[4]));
    if (mode == "restore")
        return restore(folder, argv[3]);
    std::fprintf(stderr, "store_driver FOLDER judge N | raw LEVEL N | restore FILE\n");
    return 2;
}
