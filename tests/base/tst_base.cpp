#include "base/atomic_file.h"
#include "base/clock.h"
#include "base/ids.h"
#include "base/mapped_file.h"
#include "base/random_stream.h"
#include "base/sha256.h"

#include <QTemporaryDir>
#include <QtTest>

#include <set>

using namespace tiebreak;

class TestBase : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sha256_matchesPublishedVector() {
        // FIPS 180-2, appendix B.1.
        QCOMPARE(sha256Hex("abc"),
                 std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QVERIFY(sha256Hex("abd") != sha256Hex("abc"));
    }

    void philox_matchesPublishedVectors() {
        // Known-answer vectors of the Random123 distribution for philox4x32-10.
        QVERIFY((philox4x32({0, 0, 0, 0}, {0, 0}) ==
                 std::array<std::uint32_t, 4>{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
        QVERIFY((philox4x32({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
                            {0xffffffff, 0xffffffff}) ==
                 std::array<std::uint32_t, 4>{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    }

    void uniform_dependsOnSeedStreamAndPositionAlone() {
        RandomStream a(7, 3);
        const double first = a.uniform();
        const double second = a.uniform();
        QCOMPARE(RandomStream(7, 3).uniformAt(1), second);
        QVERIFY(RandomStream(8, 3).uniformAt(0) != first);
        QVERIFY(RandomStream(7, 4).uniformAt(0) != first);
    }

    void shuffledOrder_isAPermutationOfSeedAndEpoch() {
        const auto order = shuffledOrder(42, 1, 100);
        QCOMPARE(std::set<std::uint64_t>(order.begin(), order.end()).size(), size_t{100});
        QVERIFY(order == shuffledOrder(42, 1, 100));
        QVERIFY(order != shuffledOrder(42, 2, 100));
    }

    void writeAtomically_replacesWholeAndLeavesNoTemporary() {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("a.json").toStdString();
        QVERIFY(writeFileAtomically(path, "one").ok());
        QVERIFY(writeFileAtomically(path, "second").ok());
        QCOMPARE(readFile(path).value(), std::string("second"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    }

    void writeAtomically_intoMissingFolderIsAnError() {
        const auto status = writeFileAtomically("/nonexistent/a", "x");
        QVERIFY(!status);
        QVERIFY(status.error().code == ErrorCode::NotFound);
    }

    void readFile_overTheLimitNamesTheLimit() {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("b").toStdString();
        QVERIFY(writeFileAtomically(path, std::string(100, 'x')).ok());
        const auto content = readFile(path, 99);
        QVERIFY(!content);
        QVERIFY(content.error().message.find("99") != std::string::npos);
    }

    void mappedFile_showsTheBytesAndRefusesFolders() {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("m").toStdString();
        QVERIFY(writeFileAtomically(path, "hello").ok());
        const auto file = MappedFile::open(path);
        QVERIFY(file.ok());
        QCOMPARE(file->bytes().size(), size_t{5});
        QVERIFY(!MappedFile::open(folder.path().toStdString()));
    }

    void ids_areUniqueAndRecognised() {
        std::set<std::string> seen;
        for (int i = 0; i < 1000; ++i)
            QVERIFY(seen.insert(newId()).second);
        QVERIFY(isId(*seen.begin()));
        QVERIFY(!isId("../../etc/passwd"));
    }

    void isoTime_isUtcWithMilliseconds() {
        QCOMPARE(isoTime(1'000'000'000'123), std::string("2001-09-09T01:46:40.123Z"));
    }
};

QTEST_APPLESS_MAIN(TestBase)
#include "tst_base.moc"
