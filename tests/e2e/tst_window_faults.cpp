// What must not be lost when the window dies, and what the window does on a disk without a byte
// free: it is killed at random moments while it judges, and it starts, reads and refuses.
#include "window_over_workspace.h"

#include "base/random_stream.h"

#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>

#include <csignal>
#include <fstream>
#include <sys/mount.h>
#include <unistd.h>

using namespace tiebreak;

namespace {

namespace fs = std::filesystem;

int rounds(int few) {
    return qEnvironmentVariableIsSet("TIEBREAK_ROUNDS")
               ? qEnvironmentVariableIntValue("TIEBREAK_ROUNDS")
               : few;
}

void makeWorkspace(const fs::path& folder, int prompts) {
    auto store = Store::open(folder);
    if (!store)
        qFatal("%s", store.error().text().c_str());
    std::vector<PromptWithSamples> items(static_cast<std::size_t>(prompts));
    for (auto& item : items)
        for (const char* text : {"one answer", "another answer", "a third", "a fourth"}) {
            SampleRecord sample;
            sample.text = text;
            sample.stop = "eos";
            item.samples.push_back(sample);
        }
    if (!store->importPrompts(items).ok())
        qFatal("the pairs were not made");
}

/// Judgements in the workspace; the database must be whole.
std::size_t judgementsIn(const fs::path& folder) {
    auto store = Store::open(folder);
    if (!store || *store->integrityCheck() != "ok")
        qFatal("the workspace is damaged");
    return store->judgementEvents()->events.size(); // a repeat is never in force
}

/// The child: the real window, judged as fast as its keys allow; a line for each "saved".
int judgeUntilKilled(const fs::path& workspace, const fs::path& settings) {
    WindowOverWorkspace window(workspace, settings);
    window.bench().settings().change([](Settings& values) { values.saveOnChoice = true; });
    QObject::connect(window.label(), &Page::saved,
                     [] { (void)!::write(STDOUT_FILENO, "saved\n", 6); });
    for (int i = 0; window.waitForPair(); ++i) {
        window.press(i % 2 ? Qt::Key_2 : Qt::Key_X);
        QTest::qWait(1);
    }
    return 1;
}

/// A file system of its own, where this user may mount one.
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

void fill(const fs::path& file) {
    std::ofstream out(file, std::ios::binary);
    const std::string block(4096, 'x');
    while (out.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
    }
}

} // namespace

class TestWindowFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void killedAtRandomMoments_losesNothingThatItCalledSaved() {
        QTemporaryDir temporary;
        const fs::path folder = temporary.path().toStdString() + "/w";
        makeWorkspace(folder, 4000);
        RandomStream random(11);
        std::size_t before = 0, told = 0;
        for (int round = 0; round < rounds(3); ++round) {
            QProcess window;
            window.start(QCoreApplication::applicationFilePath(),
                         {"--judge", QString::fromStdString(folder.string()),
                          temporary.filePath("settings.json")});
            QVERIFY(window.waitForStarted());
            QVERIFY2(window.waitForReadyRead(30'000), "the window judges nothing");
            QTest::qSleep(static_cast<int>(random.below(300)));
            ::kill(pid_t(window.processId()), SIGKILL);
            QVERIFY(window.waitForFinished());
            const auto saved = static_cast<std::size_t>(window.readAllStandardOutput().count('\n'));
            const std::size_t now = judgementsIn(folder);
            QVERIFY2(now >= before + saved,
                     qPrintable(QString("%1 of %2").arg(now - before).arg(saved)));
            QVERIFY(now <= before + saved + 1); // at most the one in flight
            told += saved;
            before = now;
        }
        qInfo("%zu judgements saved over %d kills, none lost", told, rounds(3));
        QVERIFY(told >= std::size_t(rounds(3)));
    }

    void diskWithoutAByteFree_startsReadsAndRefuses() {
        QTemporaryDir temporary;
        for (int round = 0; round < std::min(20, rounds(1)); ++round) {
            SmallDisk disk(temporary.filePath("disk").toStdString(), "size=64m");
            if (!disk.mounted())
                QSKIP("mounting a small disk needs root");
            const fs::path root = temporary.filePath("disk").toStdString();
            makeWorkspace(root / "w", 20);
            for (const char* name : {"runs", "models", "backups"})
                fs::create_directories(root / "w" / name);
            fill(root / "filler");
            {
                WindowOverWorkspace window(root / "w", root / "settings.json");
                QVERIFY(window.waitForPair());
                window.press(Qt::Key_2);
                QTRY_VERIFY(window.shows("Disk full: the judgement is not saved."));
                fs::remove(root / "filler");
                window.press(Qt::Key_Return);
                QTRY_VERIFY(!window.shows("Disk full: the judgement is not saved."));
            }
            QCOMPARE(judgementsIn(root / "w"), size_t{1});
        }
    }

    void damagedWorkspace_isRestoredFromTheBanner() {
        QTemporaryDir temporary;
        const fs::path folder = temporary.path().toStdString() + "/w";
        makeWorkspace(folder, 5);
        {
            auto store = Store::open(folder);
            QVERIFY(store->backUp(BackupKind::Regular, 1764150000000).ok());
        }
        std::ofstream(folder / "workspace.sqlite", std::ios::binary) << std::string(9000, 'x');
        WindowOverWorkspace window(folder, temporary.filePath("settings.json").toStdString());
        QTRY_VERIFY(window.shows("is damaged"));
        QPushButton* restore = nullptr;
        for (auto* button : window.window()->findChildren<QPushButton*>())
            if (button->text().startsWith("Restore the backup of"))
                restore = button;
        QVERIFY(restore);
        restore->click();
        QTRY_VERIFY_WITH_TIMEOUT(window.shows("What was here before is kept as"), 20'000);
        window.window()->showPage("label");
        QVERIFY(window.waitForPair());
    }

    void secondWindow_isRefusedPolitely() {
        QTemporaryDir temporary;
        const fs::path folder = temporary.path().toStdString() + "/w";
        makeWorkspace(folder, 5);
        auto first = Store::open(folder);
        WindowOverWorkspace window(folder, temporary.filePath("settings.json").toStdString());
        QTRY_VERIFY(window.shows("the workspace is open in another window"));
        QVERIFY(window.shows("Close it there, or open another workspace"));
        QVERIFY(!window.shows("damaged"));
    }
};

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    if (argc == 4 && QByteArray(argv[1]) == "--judge")
        return judgeUntilKilled(argv[2], argv[3]);
    TestWindowFaults test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_window_faults.moc"
