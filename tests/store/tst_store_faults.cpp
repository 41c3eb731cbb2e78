#include "store_fixture.h"

#include "base/random_stream.h"

#include <algorithm>
#include <csignal>
#include <fstream>
#include <limits>
#include <set>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace tiebreak;
using namespace tiebreak::testing;

namespace {

namespace fs = std::filesystem;

const int kKills = rounds(12);

/// The child: judges and takes back as fast as it can, and tells each judgement only after it is
/// saved.
[[noreturn]] void judgeUntilKilled(const fs::path& folder, int acknowledgements) {
    auto store = Store::open(folder);
    while (store) {
        const auto pair = store->nextPair();
        if (!pair || !*pair)
            break;
        const auto saved = store->addJudgement(judgementOf(**pair, 1));
        if (!saved)
            break;
        const std::string line = saved->id + "\n";
        if (::write(acknowledgements, line.data(), line.size()) < 0)
            break;
    }
    ::_exit(1);
}

/// Reads until `lines` whole lines came, or to the end.
void readLines(int fd, std::string& text, std::size_t lines) {
    char buffer[4096];
    while (static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) < lines) {
        const ssize_t got = ::read(fd, buffer, sizeof buffer);
        if (got <= 0)
            return;
        text.append(buffer, static_cast<std::size_t>(got));
    }
}

/// A file system of that many bytes, where this user may mount one.
class SmallDisk {
public:
    SmallDisk(const std::string& path, const char* size)
        : m_path(path) {
        fs::create_directories(path);
        m_mounted = ::mount("tmpfs", path.c_str(), "tmpfs", 0, size) == 0;
    }
    ~SmallDisk() {
        if (m_mounted)
            ::umount2(m_path.c_str(), MNT_DETACH);
    }
    bool mounted() const { return m_mounted; }

private:
    std::string m_path;
    bool m_mounted = false;
};

/// Fills the disk to the last byte.
void fill(const fs::path& file) {
    std::ofstream out(file, std::ios::binary);
    const std::string block(4096, 'x');
    while (out.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
    }
}

} // namespace

class TestStoreFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void killedWhileJudging_losesNothingThatWasSaved() {
        QTemporaryDir temporary;
        const fs::path folder = temporary.path().toStdString();
        {
            Store store = valueOf(Store::open(folder));
            std::vector<PromptWithSamples> items(3000);
            for (auto& item : items)
                for (const char* text : {"a", "b", "c", "d"})
                    item.samples.push_back(sampleOf("", {}, text));
            QVERIFY(store.importPrompts(items).ok());
        }
        RandomStream random(1);
        std::set<std::string> acknowledged;
        for (int round = 0; round < kKills; ++round) {
            int pipes[2];
            QCOMPARE(::pipe(pipes), 0);
            const pid_t child = ::fork();
            if (child == 0) {
                ::close(pipes[0]);
                judgeUntilKilled(folder, pipes[1]);
            }
            ::close(pipes[1]);
            std::string text;
            readLines(pipes[0], text, 1 + random.below(6));
            ::usleep(static_cast<useconds_t>(random.below(6000)));
            ::kill(child, SIGKILL);
            readLines(pipes[0], text, std::numeric_limits<std::size_t>::max());
            ::close(pipes[0]);
            QCOMPARE(::waitpid(child, nullptr, 0), child);
            for (const QString& id : QString::fromStdString(text).split('\n', Qt::SkipEmptyParts))
                acknowledged.insert(id.toStdString());
        }
        Store store = valueOf(Store::open(folder));
        QCOMPARE(valueOf(store.integrityCheck()), std::string("ok"));
        std::set<std::string> kept;
        for (const auto& judgement : valueOf(store.judgementsInForce()))
            kept.insert(judgement.id);
        for (const auto& id : acknowledged)
            QVERIFY2(kept.count(id), id.c_str());
        // At most the one in flight of each round was saved but not told.
        QVERIFY(kept.size() <= acknowledged.size() + static_cast<std::size_t>(kKills));
        QVERIFY(acknowledged.size() > static_cast<std::size_t>(kKills));
        qInfo("%zu acknowledged, %zu kept over %d kills", acknowledged.size(), kept.size(), kKills);
    }

    void twoInstances_oneOpensAndTheOtherIsTold() {
        QTemporaryDir temporary;
        const fs::path folder = temporary.path().toStdString();
        { Store made = valueOf(Store::open(folder)); }
        for (int round = 0; round < std::min(50, rounds(10)); ++round) {
            // 0: it had the workspace; 1: it was told that another window has it; 2: anything else.
            pid_t children[3];
            int gates[2];
            QCOMPARE(::pipe(gates), 0);
            for (auto& child : children) {
                child = ::fork();
                if (child != 0)
                    continue;
                ::close(gates[1]);
                const auto store = Store::open(folder);
                char end;
                if (store) // holds it until all have tried
                    (void)!::read(gates[0], &end, 1);
                ::_exit(store ? 0 : store.error().code == ErrorCode::Busy ? 1 : 2);
            }
            ::close(gates[0]);
            int told = 0, opened = 0;
            // Those who are told end at once; the one that opened waits for the gate.
            for (int ended = 0; ended < 2; ++ended) {
                int status = 0;
                QVERIFY(::wait(&status) > 0);
                told += WIFEXITED(status) && WEXITSTATUS(status) == 1;
            }
            ::close(gates[1]);
            int status = 0;
            QVERIFY(::wait(&status) > 0);
            opened += WIFEXITED(status) && WEXITSTATUS(status) == 0;
            QCOMPARE(told, 2);
            QCOMPARE(opened, 1);
        }
        QCOMPARE(valueOf(valueOf(Store::open(folder)).integrityCheck()), std::string("ok"));
    }

    void fullDisk_refusesTheJudgementAndKeepsTheRest() {
        QTemporaryDir temporary;
        SmallDisk disk(temporary.path().toStdString() + "/disk", "size=2m");
        if (!disk.mounted())
            QSKIP("mounting a small disk needs root");
        const fs::path folder = temporary.path().toStdString() + "/disk/w";
        Store store = valueOf(Store::open(folder));
        addPromptWith(store, "p", {"a", "b", "c", "d"});
        const auto first = valueOf(store.addJudgement(judgementOf(*valueOf(store.nextPair()), 1)));
        fill(folder / "filler");
        Status last;
        for (int i = 0; i < 2000 && last; ++i)
            last = store.setSetting("k" + std::to_string(i), std::string(3000, 'v'));
        QVERIFY(!last.ok());
        QCOMPARE(int(last.error().code), int(ErrorCode::DiskFull));
        const auto pair = *valueOf(store.nextPair());
        Result<JudgementRecord> refused = store.addJudgement(judgementOf(pair, 2));
        for (int i = 0; i < 50 && refused; ++i)
            refused = store.addJudgement(judgementOf(pair, 2));
        QVERIFY(!refused.ok());
        QCOMPARE(int(refused.error().code), int(ErrorCode::DiskFull));
        QVERIFY(refused.error().text().find("saving the judgement failed: the disk is full") !=
                std::string::npos);
        // What was saved is there, and with space the same call goes through.
        QVERIFY(!valueOf(store.judgementsInForce()).empty());
        fs::remove(folder / "filler");
        QVERIFY(store.addJudgement(judgementOf(pair, 2)).ok());
        QCOMPARE(valueOf(store.integrityCheck()), std::string("ok"));
        bool found = false;
        for (const auto& judgement : valueOf(store.judgementsInForce()))
            found = found || judgement.id == first.id;
        QVERIFY(found);
    }

    void failedWrite_stopsWritingUntilOpenedAgain() {
        Workspace w;
        addPromptWith(w.store, "p", {"a", "b"});
        // A limit on file sizes makes write() fail with EFBIG, which is no full disk.
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        rlimit tight = before;
        tight.rlim_cur = fs::file_size(w.folder / "workspace.sqlite-wal");
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &tight), 0);
        const Status failed = w.store.setSetting("k", std::string(100000, 'v'));
        ::setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY(!failed.ok());
        QCOMPARE(int(failed.error().code), int(ErrorCode::Io));
        const Status refused = w.store.setSetting("k", "v");
        QVERIFY(!refused.ok());
        QVERIFY(refused.error().text().find("Open the workspace again") != std::string::npos);
        QCOMPARE(valueOf(w.store.samplesOfPrompt("p")).size(), size_t{2}); // reading goes on
        { Store closed = std::move(w.store); }
        w.store = valueOf(Store::open(w.folder));
        QVERIFY(w.store.setSetting("k", "v").ok());
        QCOMPARE(valueOf(w.store.integrityCheck()), std::string("ok"));
    }
};

QTEST_GUILESS_MAIN(TestStoreFaults)
#include "tst_store_faults.moc"
