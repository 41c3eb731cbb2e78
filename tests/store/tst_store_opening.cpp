#include "store_fixture.h"

#include "base/clock.h"
#include "store/migrations.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <fstream>

using namespace tiebreak;
using namespace tiebreak::testing;

namespace {

namespace fs = std::filesystem;

std::string bytesOf(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A closed workspace with one prompt of two samples.
struct ClosedWorkspace {
    QTemporaryDir temporary;
    fs::path folder = temporary.path().toStdString();
    fs::path file = folder / "workspace.sqlite";
    ClosedWorkspace() {
        Store store = valueOf(Store::open(folder));
        addPromptWith(store, "p", {"a", "b"});
    }
    Error openingError() const {
        auto store = Store::open(folder);
        if (store)
            qFatal("opened, an error was expected");
        return store.error();
    }
    void sql(const std::string& statement) const {
        SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec(statement);
    }
};

} // namespace

class TestStoreOpening : public QObject {
    Q_OBJECT

    /// One prompt of two samples can be read, nothing can be written.
    void expectReadOnly(Store& store) {
        QVERIFY(store.readOnlyReason().has_value());
        QVERIFY(store.readOnlyReason()->text().find("99") != std::string::npos);
        QCOMPARE(valueOf(store.samplesOfPrompt("p")).size(), size_t{2});
        const auto pair = valueOf(store.nextPair());
        QVERIFY(pair.has_value());
        QCOMPARE(int(store.addJudgement(judgementOf(*pair, 1)).error().code),
                 int(ErrorCode::TooNew));
        QCOMPARE(int(store.setSetting("k", "v").error().code), int(ErrorCode::TooNew));
        QCOMPARE(int(store.beginBackup(BackupKind::Manual, 1).error().code),
                 int(ErrorCode::TooNew));
        QVERIFY(!valueOf(store.isBackupDue(nowMilliseconds())));
    }

private Q_SLOTS:
    void newFile_climbsTheLadderAndIsOurs() {
        ClosedWorkspace w;
        SQLite::Database database(w.file.string());
        QCOMPARE(database.execAndGet("PRAGMA user_version").getInt(),
                 int(migrationLadder().size()));
        QCOMPARE(database.execAndGet("PRAGMA application_id").getInt(), 0x54494276);
        QCOMPARE(database.execAndGet("PRAGMA journal_mode").getString(), std::string("wal"));
        QVERIFY(!fs::exists(w.folder / "backups"));
    }

    void emptyFile_becomesAWorkspace() {
        QTemporaryDir folder;
        const fs::path path = folder.path().toStdString();
        std::ofstream(path / "workspace.sqlite").close();
        QVERIFY(Store::open(path).ok());
    }

    void secondOpener_isToldAndChangesNothing() {
        Workspace w;
        addPromptWith(w.store, "p", {"a"});
        const auto second = Store::open(w.folder);
        QVERIFY(!second.ok());
        QCOMPARE(int(second.error().code), int(ErrorCode::Busy));
        QVERIFY(second.error().text().find("another window") != std::string::npos);
        QVERIFY(w.store.setSetting("still", "mine").ok());
    }

    void otherProgramHoldingTheFile_isBusy() {
        ClosedWorkspace w;
        SQLite::Database other(w.file.string(), SQLite::OPEN_READWRITE);
        other.exec("PRAGMA locking_mode = EXCLUSIVE");
        other.exec("BEGIN EXCLUSIVE");
        QCOMPARE(int(w.openingError().code), int(ErrorCode::Busy));
    }

    void newerSchema_isReadAndNeverChanged() {
        ClosedWorkspace w;
        w.sql("PRAGMA user_version = 99");
        const std::string before = bytesOf(w.file);
        {
            Store store = valueOf(Store::open(w.folder));
            expectReadOnly(store);
        }
        QVERIFY(bytesOf(w.file) == before);
        QVERIFY(!fs::exists(w.folder / "workspace.sqlite-wal"));
    }

    void newerSchemaInTheLogAlone_isReadAndNeverChanged() {
        ClosedWorkspace w;
        const fs::path copy = w.folder / "crashed";
        fs::create_directories(copy);
        {
            SQLite::Database database(w.file.string(), SQLite::OPEN_READWRITE);
            database.exec(
                "PRAGMA user_version = 99"); // in the log, as after a crash of a newer version
            for (const char* name : {"workspace.sqlite", "workspace.sqlite-wal"})
                fs::copy_file(w.folder / name, copy / name);
        }
        const std::string before = bytesOf(copy / "workspace.sqlite");
        const std::string log = bytesOf(copy / "workspace.sqlite-wal");
        QVERIFY(!log.empty());
        {
            Store store = valueOf(Store::open(copy));
            expectReadOnly(store);
        }
        QVERIFY(bytesOf(copy / "workspace.sqlite") == before);
        QVERIFY(bytesOf(copy / "workspace.sqlite-wal") == log);
    }

    void foreignDatabase_isRefused() {
        ClosedWorkspace w;
        w.sql("PRAGMA application_id = 7");
        const Error error = w.openingError();
        QCOMPARE(int(error.code), int(ErrorCode::BadArgument));
        QVERIFY(error.text().find("another program") != std::string::npos);
    }

    void damage_isFoundAndTheNewestBackupNamed_data() {
        QTest::addColumn<int>("offset");
        QTest::addColumn<int>("length");
        QTest::newRow("header") << 0 << 16;
        QTest::newRow("schema page") << 100 << 3000;
        QTest::newRow("a page of rows") << 4096 * 3 << 4096;
    }
    void damage_isFoundAndTheNewestBackupNamed() {
        QFETCH(int, offset);
        QFETCH(int, length);
        ClosedWorkspace w;
        valueOf(Store::open(w.folder)).backup(w.folder / "backups" / "kept.sqlite").ok();
        {
            std::fstream file(w.file, std::ios::in | std::ios::out | std::ios::binary);
            file.seekp(offset);
            file << std::string(static_cast<std::size_t>(length), '\xa5');
        }
        const Error error = w.openingError();
        QCOMPARE(int(error.code), int(ErrorCode::BadFile));
        QVERIFY2(error.text().find("kept.sqlite") != std::string::npos, error.text().c_str());
        // It is kept aside as it is, once however often it is opened.
        const std::string damaged = bytesOf(w.file);
        (void)w.openingError();
        int aside = 0;
        for (const auto& entry : fs::directory_iterator(w.folder)) {
            if (entry.path().filename().string().find("workspace.sqlite.corrupt-") != 0)
                continue;
            ++aside;
            QVERIFY(bytesOf(entry.path()) == damaged);
        }
        QCOMPARE(aside, 1);
    }

    void damageWithoutBackup_saysSo() {
        ClosedWorkspace w;
        std::ofstream(w.file) << "this is no database at all";
        QVERIFY(w.openingError().text().find("no backup") != std::string::npos);
    }

    void folderThatCannotBeMade_isAnError() {
        QTemporaryDir folder;
        const fs::path file = folder.path().toStdString() + "/file";
        std::ofstream(file) << "x";
        QVERIFY(!Store::open(file / "w").ok());
    }

    void judgementEvents_cannotBeChanged() {
        ClosedWorkspace w;
        {
            Store store = valueOf(Store::open(w.folder));
            valueOf(store.addJudgement(judgementOf(*valueOf(store.nextPair()), 1)));
        }
        SQLite::Database database(w.file.string(), SQLite::OPEN_READWRITE);
        QVERIFY_EXCEPTION_THROWN(database.exec("UPDATE judgement_events SET strength = 3"),
                                 SQLite::Exception);
        QVERIFY_EXCEPTION_THROWN(database.exec("DELETE FROM judgement_events"), SQLite::Exception);
    }
};

QTEST_GUILESS_MAIN(TestStoreOpening)
#include "tst_store_opening.moc"
