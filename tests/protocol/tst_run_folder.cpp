#include "protocol/run_folder.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

using namespace tiebreak;
using nlohmann::json;

namespace {

void write(const std::filesystem::path& path, const std::string& text) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
}

/// A run folder of its own.
struct Fixture {
    QTemporaryDir temporary;
    RunFolder folder{temporary.path().toStdString()};
};

} // namespace

class TestRunFolder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void state_roundTripsWithAdditions() {
        Fixture f;
        write(f.folder.state(), R"({"format":1,"state":"running","pid":7,"step":20,"rate":3.5})");
        auto state = readRunState(f.folder);
        QVERIFY(state.ok());
        QCOMPARE(state->state, std::string("running"));
        QCOMPARE(state->step, std::int64_t{20});
        QVERIFY(state->extra == json({{"rate", 3.5}}));
        state->cause = "disk full";
        QVERIFY(writeRunState(f.folder, *state).ok());
        const auto again = readRunState(f.folder);
        QVERIFY(again.ok());
        QCOMPARE(again->cause, std::string("disk full"));
        QVERIFY(again->extra == json({{"rate", 3.5}}));
    }

    void brokenState_isRefused_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("code");
        QTest::newRow("half") << QByteArray(R"({"state":)") << int(ErrorCode::BadFile);
        QTest::newRow("list") << QByteArray("[]") << int(ErrorCode::BadFile);
        QTest::newRow("unknown state")
            << QByteArray(R"({"state":"resting"})") << int(ErrorCode::BadFile);
        QTest::newRow("pid text") << QByteArray(R"({"pid":"7"})") << int(ErrorCode::BadFile);
        QTest::newRow("newer") << QByteArray(R"({"format":2})") << int(ErrorCode::TooNew);
    }
    void brokenState_isRefused() {
        QFETCH(QByteArray, text);
        QFETCH(int, code);
        Fixture f;
        write(f.folder.state(), text.toStdString());
        QCOMPARE(int(readRunState(f.folder).error().code), code);
    }

    void alive_needsPidStartAndBootToMatch() {
        RunState state;
        state.state = "running";
        QVERIFY(!isAlive(state));
        stampThisProcess(state);
        QVERIFY(isAlive(state));
        QCOMPARE(effectiveState(state), std::string("running"));
        RunState otherStart = state;
        otherStart.pidStart += 1;
        QVERIFY(!isAlive(otherStart));
        RunState otherBoot = state;
        otherBoot.bootId = "00000000-0000-0000-0000-000000000000";
        QVERIFY(!isAlive(otherBoot));
        QCOMPARE(effectiveState(otherBoot), std::string("interrupted"));
        otherBoot.state = "finished";
        QCOMPARE(effectiveState(otherBoot), std::string("finished"));
    }

    void zombie_isNotAlive() {
        int pipes[2];
        QCOMPARE(::pipe(pipes), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            char go;
            ::_exit(::read(pipes[0], &go, 1) == 1 ? 0 : 1);
        }
        RunState own;
        stampThisProcess(own);
        RunState state = own;
        state.pid = child;
        // The child's start time is not ours; read it as the trainer would have stamped it.
        std::ifstream stat("/proc/" + std::to_string(child) + "/stat");
        std::string line;
        std::getline(stat, line);
        state.pidStart =
            QString::fromStdString(line.substr(line.rfind(')') + 2)).split(' ')[19].toLongLong();
        QVERIFY(isAlive(state));
        QCOMPARE(::write(pipes[1], "g", 1), ssize_t{1});
        QTRY_VERIFY(!isAlive(state)); // not yet waited for
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(!isAlive(state));
        ::close(pipes[0]);
        ::close(pipes[1]);
    }

    void control_countsUp() {
        Fixture f;
        QCOMPARE(readRunControl(f.folder)->n, std::int64_t{0});
        QVERIFY(writeRunControl(f.folder, "pause").ok());
        QVERIFY(writeRunControl(f.folder, "cancel").ok());
        const auto control = readRunControl(f.folder);
        QCOMPARE(control->n, std::int64_t{2});
        QCOMPARE(control->command, std::string("cancel"));
        QVERIFY(!writeRunControl(f.folder, "explode").ok());
        QCOMPARE(readRunControl(f.folder)->n, std::int64_t{2});
    }

    void control_isNewEvenWhenTheFileWasLost() {
        Fixture f;
        RunState state;
        state.control = 7;
        QVERIFY(writeRunState(f.folder, state).ok());
        write(f.folder.control(), "{");
        QCOMPARE(int(readRunControl(f.folder).error().code), int(ErrorCode::BadFile));
        QVERIFY(writeRunControl(f.folder, "cancel").ok());
        QCOMPARE(readRunControl(f.folder)->n, std::int64_t{8});
    }

    void manifest_listsFilesAndFindsChanges() {
        Fixture f;
        const auto checkpoint = f.folder.checkpoints() / checkpointName(20);
        write(checkpoint / "adapter_model.safetensors", "abc");
        write(checkpoint / "trainer/optimizer.safetensors", "moments");
        const auto written = writeManifest(checkpoint, 20, "adapter");
        QVERIFY(written.ok());
        QCOMPARE(written->files.size(), size_t{2});
        // SHA-256 of "abc", FIPS 180-2.
        QCOMPARE(written->files[0].sha256,
                 std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        const auto read = readManifest(checkpoint);
        QVERIFY(read.ok());
        QCOMPARE(read->hash, written->hash);
        QCOMPARE(read->step, std::int64_t{20});
        QVERIFY(verifyCheckpoint(checkpoint).ok());
        write(checkpoint / "adapter_model.safetensors", "abd");
        QCOMPARE(int(verifyCheckpoint(checkpoint).error().code), int(ErrorCode::BadFile));
        QVERIFY(writeManifest(checkpoint, 20, "adapter")->hash != written->hash);
    }

    void hostileManifest_isRefused_data() {
        QTest::addColumn<QByteArray>("text");
        const auto entry = [](const char* name) {
            const json file{{"name", name}, {"bytes", 1}, {"sha256", "a"}};
            return QByteArray::fromStdString(
                json{{"step", 1}, {"kind", "full"}, {"hash", "x"}, {"files", json::array({file})}}
                    .dump());
        };
        QTest::newRow("parent") << entry("../x");
        QTest::newRow("absolute") << entry("/etc/passwd");
        QTest::newRow("inner parent") << entry("a/../../x");
        QTest::newRow("blank") << entry("");
        QTest::newRow("wrong hash") << entry("fine");
        QTest::newRow("no files") << QByteArray(R"({"step":1,"kind":"full","hash":"x"})");
        QTest::newRow("half") << QByteArray("{\"step\"");
    }
    void hostileManifest_isRefused() {
        QFETCH(QByteArray, text);
        Fixture f;
        write(f.folder.path / "manifest.json", text.toStdString());
        QCOMPARE(int(readManifest(f.folder.path).error().code), int(ErrorCode::BadFile));
    }

    void checkpoints_areListedByStepWhenWhole() {
        Fixture f;
        QVERIFY(listCheckpoints(f.folder).empty());
        for (const int step : {200, 20, 1000000})
            write(f.folder.checkpoints() / checkpointName(step) / "manifest.json", "{}");
        write(f.folder.checkpoints() / "step-000300" / "adapter_model.safetensors",
              "no manifest yet");
        write(f.folder.checkpoints() / "tmp-000400" / "manifest.json", "{}");
        const auto found = listCheckpoints(f.folder);
        QCOMPARE(found.size(), size_t{3});
        QCOMPARE(found[0].filename().string(), std::string("step-000020"));
        QCOMPARE(found[2].filename().string(), std::string("step-1000000"));
    }
};

QTEST_GUILESS_MAIN(TestRunFolder)
#include "tst_run_folder.moc"
