// Old workspaces become new ones, whole or not at all: a copy first, one transaction, killed at any
// statement the old schema or the new.
#include "store_fixture.h"

#include "store/backups.h"
#include "store/migrations.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <fstream>
#include <iterator>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace tiebreak;
using namespace tiebreak::testing;

namespace {

namespace fs = std::filesystem;

int top() {
    return static_cast<int>(migrationLadder().size());
}

/// A workspace's folder with the database an old version left (tests/golden/make_store_schemas.py).
void makeOldWorkspace(int schema, const fs::path& folder) {
    fs::create_directories(folder);
    std::ifstream dump(std::string(TIEBREAK_TEST_DATA "/store/schema-") + std::to_string(schema) +
                       ".sql");
    const std::string sql((std::istreambuf_iterator<char>(dump)), {});
    SQLite::Database database((folder / "workspace.sqlite").string(),
                              SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec(sql);
    database.exec("PRAGMA journal_mode = WAL");
}

int schemaOf(const fs::path& folder) {
    SQLite::Database database((folder / "workspace.sqlite").string(), SQLite::OPEN_READWRITE);
    return database.execAndGet("PRAGMA user_version").getInt();
}

std::string rowCounts(const fs::path& folder) {
    SQLite::Database database((folder / "workspace.sqlite").string(), SQLite::OPEN_READWRITE);
    std::string counts;
    for (const char* table : {"prompts", "samples", "judgement_events", "standing_judgements",
                              "runs", "model_versions"})
        counts +=
            database.execAndGet(std::string("SELECT count(*) FROM ") + table).getString() + " ";
    return counts + database.execAndGet("PRAGMA integrity_check").getString();
}

struct Countdown {
    int left;
    int seen = 0;
};

int endAtStatement(unsigned, void* context, void*, void*) {
    auto& countdown = *static_cast<Countdown*>(context);
    if (++countdown.seen == countdown.left)
        ::_exit(9);
    return 0;
}

/// Migrates as opening does, and ends the process at the `statement`-th statement; how many there
/// are when it comes through.
int migrateUntil(const fs::path& folder, int statement) {
    SQLite::Database database((folder / "workspace.sqlite").string(), SQLite::OPEN_READWRITE);
    database.exec("PRAGMA locking_mode = EXCLUSIVE");
    database.exec("PRAGMA synchronous = FULL");
    Countdown countdown{statement};
    sqlite3_trace_v2(database.getHandle(), SQLITE_TRACE_STMT, &endAtStatement, &countdown);
    const Status migrated = migrate(database, migrationLadder(), folder / "backups");
    if (!migrated)
        qFatal("%s", migrated.error().text().c_str());
    return countdown.seen;
}

} // namespace

class TestStoreMigrations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oldSchemas_data() {
        QTest::addColumn<int>("schema");
        for (int schema = 1; schema < top(); ++schema)
            QTest::addRow("schema %d", schema) << schema;
    }

    void oldWorkspace_keepsAllItHad_data() { oldSchemas_data(); }
    void oldWorkspace_keepsAllItHad() {
        QFETCH(int, schema);
        QTemporaryDir temporary;
        const fs::path folder = temporary.path().toStdString() + "/w";
        makeOldWorkspace(schema, folder);
        const std::string before = rowCounts(folder);
        {
            Store store = valueOf(Store::open(folder));
            QCOMPARE(valueOf(store.integrityCheck()), std::string("ok"));
            const auto judgements = valueOf(store.judgementsInForce());
            QCOMPARE(judgements.size(), size_t{1});
            QCOMPARE(judgements[0].strength, -2);
            QCOMPARE(judgements[0].comment, std::string("clear"));
            QCOMPARE(int(judgements[0].ratingA), int(Rating::None));
            QCOMPARE(valueOf(store.sample("s3")).logprobs, (std::vector<double>{-0.5, -1.25}));
            QCOMPARE(valueOf(store.queueCounts()).waiting, std::int64_t{5});
            // The judgement that was taken back in the old version can be brought back in this one.
            QCOMPARE(valueOf(store.redoJudgement())->id, std::string("e2"));
            valueOf(store.undoLastJudgement());
            valueOf(store.addJudgement(judgementOf(*valueOf(store.nextPair()), 1)));
        }
        QCOMPARE(schemaOf(folder), top());
        QVERIFY(before.find("ok") != std::string::npos);
        const auto backups = listBackups(folder / "backups");
        QCOMPARE(backups.size(), size_t{1});
        QCOMPARE(int(backups[0].kind), int(BackupKind::Schema));
        QVERIFY(checkBackup(backups[0].file).ok());
    }

    void killedAtAnyStatement_isOldOrNew_data() { oldSchemas_data(); }
    void killedAtAnyStatement_isOldOrNew() {
        QFETCH(int, schema);
        QTemporaryDir temporary;
        const fs::path old = temporary.path().toStdString() + "/old";
        makeOldWorkspace(schema, old);
        const std::string counts = rowCounts(old);
        const fs::path whole = temporary.path().toStdString() + "/whole";
        fs::copy(old, whole);
        const int statements = migrateUntil(whole, -1);
        QVERIFY(statements > 10);
        QCOMPARE(schemaOf(whole), top());
        int leftOld = 0;
        for (int statement = 1; statement <= statements; ++statement) {
            const fs::path folder =
                temporary.path().toStdString() + "/at-" + std::to_string(statement);
            fs::copy(old, folder);
            const pid_t child = ::fork();
            if (child == 0) {
                migrateUntil(folder, statement);
                ::_exit(0);
            }
            int status = 0;
            QCOMPARE(::waitpid(child, &status, 0), child);
            QVERIFY(WIFEXITED(status) && WEXITSTATUS(status) == 9);
            const int now = schemaOf(folder);
            QVERIFY2(now == schema || now == top(), qPrintable(QString::number(now)));
            leftOld += now == schema;
            QCOMPARE(rowCounts(folder), counts);
            // The next opening brings it up.
            QVERIFY(valueOf(Store::open(folder)).setSetting("k", "v").ok());
            QCOMPARE(schemaOf(folder), top());
            for (const auto& backup : listBackups(folder / "backups"))
                QVERIFY(checkBackup(backup.file).ok());
        }
        QVERIFY(leftOld > 10);
    }

    void migration_climbsInOneStepAndBacksUpFirst() {
        Workspace w;
        addPromptWith(w.store, "p", {"a", "b"});
        { Store closed = std::move(w.store); }
        std::vector<const char*> ladder(migrationLadder().begin(), migrationLadder().end());
        ladder.push_back("CREATE TABLE second (x)");
        ladder.push_back("CREATE TABLE third (x)");
        SQLite::Database database(w.file().string(), SQLite::OPEN_READWRITE);
        const fs::path backups = w.folder / "backups";
        QVERIFY(migrate(database, ladder, backups).ok());
        QCOMPARE(database.execAndGet("PRAGMA user_version").getInt(), top() + 2);
        QVERIFY(database.tableExists("second") && database.tableExists("third"));
        QCOMPARE(cleanOpens(database), 0);
        const auto found = listBackups(backups);
        QCOMPARE(found.size(), size_t{1});
        QVERIFY(found[0].file.filename().string().starts_with("schema-" + std::to_string(top())));
        SQLite::Database old(found[0].file.string());
        QCOMPARE(old.execAndGet("PRAGMA user_version").getInt(), top());
        QCOMPARE(old.execAndGet("SELECT count(*) FROM samples").getInt(), 2);
        QVERIFY(!old.tableExists("second"));
        // Twice changes nothing and makes no second copy.
        QVERIFY(migrate(database, ladder, backups).ok());
        QCOMPARE(listBackups(backups).size(), size_t{1});
    }

    void failedMigration_leavesTheOldSchema() {
        Workspace w;
        { Store closed = std::move(w.store); }
        std::vector<const char*> ladder(migrationLadder().begin(), migrationLadder().end());
        ladder.push_back("CREATE TABLE second (x)");
        ladder.push_back("not sql");
        SQLite::Database database(w.file().string(), SQLite::OPEN_READWRITE);
        QVERIFY(!migrate(database, ladder, w.folder / "backups").ok());
        QCOMPARE(database.execAndGet("PRAGMA user_version").getInt(), top());
        QVERIFY(!database.tableExists("second"));
    }

    void everyOldSchema_hasAFixture() {
        for (int schema = 1; schema < top(); ++schema)
            QVERIFY(fs::exists(std::string(TIEBREAK_TEST_DATA "/store/schema-") +
                               std::to_string(schema) + ".sql"));
    }
};

QTEST_GUILESS_MAIN(TestStoreMigrations)
#include "tst_store_migrations.moc"
