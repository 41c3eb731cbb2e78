#include "strict_messages.h"
#include "ui/services/engine_client.h"
#include "ui/services/engine_end.h"

#include <QSignalSpy>
#include <QtTest>

#include <csignal>
#include <memory>

using namespace tiebreak;

namespace {

std::unique_ptr<EngineClient> fake(const QString& mode, EngineTiming timing = {}) {
    return std::make_unique<EngineClient>(TIEBREAK_FAKE_ENGINE, QStringList{mode}, timing);
}

GenerateRequest twoRows() {
    GenerateRequest request;
    request.model = "m";
    request.prompt.text = "hello";
    request.rows.resize(2);
    return request;
}

} // namespace

class TestEngineClient : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_strict = std::make_unique<StrictMessages>(); }

    void requestsMadeBeforeTheHello_areSentAfterIt() {
        const auto client = fake("obey");
        QSignalSpy done(client.get(), &EngineClient::requestDone);
        client->start();
        QCOMPARE(client->state(), EngineClient::State::Starting);
        const qint64 id = client->generate(twoRows());
        QVERIFY(done.wait(5000));
        QCOMPARE(done[0][0].toLongLong(), id);
        QCOMPARE(client->hello().engine, std::string("fake"));
        QCOMPARE(client->state(), EngineClient::State::Ready);
    }

    void cancel_endsTheRequestWithItsRowsCancelled() {
        const auto client = fake("slow");
        client->start();
        std::vector<std::string> stops;
        connect(client.get(), &EngineClient::rowFinished, this,
                [&stops](qint64, const FinishedReply& row) { stops.push_back(row.stop); });
        QSignalSpy tokens(client.get(), &EngineClient::tokensArrived),
            done(client.get(), &EngineClient::requestDone);
        const qint64 id = client->generate(twoRows());
        QVERIFY(tokens.wait(5000));
        client->cancel(id);
        QVERIFY(done.wait(5000));
        QCOMPARE(stops, (std::vector<std::string>{"cancelled", "cancelled"}));
    }

    void deathWhileStreaming_isToldInWords_data() {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<QString>("words");
        QTest::newRow("exit 1") << "exit1"
                                << "exit code 1";
        QTest::newRow("exit 5 is memory") << "exit5"
                                          << "out of memory";
        QTest::newRow("segmentation fault") << "segv"
                                            << "signal 11";
        QTest::newRow("killed") << "kill"
                                << "ended it";
    }
    void deathWhileStreaming_isToldInWords() {
        QFETCH(QString, mode);
        QFETCH(QString, words);
        const auto client = fake(mode);
        QSignalSpy stopped(client.get(), &EngineClient::engineStopped);
        QSignalSpy failed(client.get(), &EngineClient::requestFailed);
        client->start();
        const qint64 id = client->generate(twoRows());
        QVERIFY(stopped.wait(10000));
        QVERIFY2(stopped[0][0].toString().contains(words), qPrintable(stopped[0][0].toString()));
        QCOMPARE(failed.count(), 1);
        QCOMPARE(failed[0][0].toLongLong(), id);
        QCOMPARE(client->state(), EngineClient::State::Stopped);
        QTest::qWait(50);
        QCOMPARE(stopped.count(), 1); // and it does not come back by itself
    }

    void trouble_isToldInWords_data() {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<QString>("words");
        QTest::newRow("garbage") << "garbage"
                                 << "does not understand";
        QTest::newRow("wrong version") << "old"
                                       << "version 99";
        QTest::newRow("no hello") << "silent"
                                  << "did not answer";
    }
    void trouble_isToldInWords() {
        QFETCH(QString, mode);
        QFETCH(QString, words);
        const auto client = fake(mode, {1000, 10'000});
        QSignalSpy stopped(client.get(), &EngineClient::engineStopped);
        client->start();
        QVERIFY(stopped.wait(10000));
        QVERIFY2(stopped[0][0].toString().contains(words), qPrintable(stopped[0][0].toString()));
    }

    void missingProgram_isToldInWords() {
        EngineClient client("/nonexistent/tiebreak-engine");
        QSignalSpy stopped(&client, &EngineClient::engineStopped);
        client.start();
        QVERIFY(stopped.count() > 0 || stopped.wait(5000));
        QVERIFY(stopped[0][0].toString().contains("tiebreak-engine"));
        QVERIFY(!stopped[0][0].toString().contains("/nonexistent"));
    }

    void silenceAfterTheHello_isNotRespondingAndNotKilled() {
        const auto client = fake("mute", {5000, 200});
        client->start();
        QTRY_COMPARE_WITH_TIMEOUT(client->state(), EngineClient::State::NotResponding, 5000);
        QSignalSpy done(client.get(), &EngineClient::requestDone);
        client->generate(twoRows());
        QVERIFY(done.wait(5000)); // it was only silent
        QCOMPARE(client->stopCause(), QString());
    }

    void restart_givesANewProcessAndFailsWhatWasOpen() {
        const auto client = fake("slow");
        QSignalSpy hello(client.get(), &EngineClient::helloReceived),
            failed(client.get(), &EngineClient::requestFailed);
        QSignalSpy stopped(client.get(), &EngineClient::engineStopped);
        client->start();
        QVERIFY(hello.wait(5000));
        const auto pid = client->hello().pid;
        client->generate(twoRows());
        client->restart();
        QVERIFY(hello.wait(5000));
        QVERIFY(client->hello().pid != pid);
        QCOMPARE(failed.count(), 1);
        QCOMPARE(stopped.count(), 0);
    }

    void endings_areDescribed() {
        QVERIFY(describeEnd(SIGKILL, QProcess::CrashExit, true).code == ErrorCode::OutOfMemory);
        QVERIFY(describeEnd(SIGKILL, QProcess::CrashExit, false).code != ErrorCode::OutOfMemory);
        QVERIFY(describeEnd(5, QProcess::NormalExit, false).code == ErrorCode::OutOfMemory);
    }

private:
    std::unique_ptr<StrictMessages> m_strict;
};

QTEST_GUILESS_MAIN(TestEngineClient)
#include "tst_engine_client.moc"
