// Pairs are made while a person judges, when few wait, and only then.
#include "strict_messages.h"
#include "ui/services/engine_client.h"
#include "ui/services/model_session.h"
#include "ui/services/pair_generator.h"
#include "ui/services/settings_service.h"
#include "ui/services/store_service.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>

using namespace tiebreak;

namespace {

/// A generator with an engine that makes words and a workspace of its own.
struct Stage {
    explicit Stage(const QString& mode)
        : engine(TIEBREAK_FAKE_ENGINE, QStringList{mode}) {
        // The fake engine's rows differ by their length alone.
        std::vector<SamplingParameters> presets(2);
        presets[0].maxNewTokens = 4;
        presets[1].maxNewTokens = mode == "slow" ? 1000 : 6;
        generator.setPresets(presets);
        engine.start();
    }

    void loadModel() {
        models.setChoices({{"v1", "Tiny", "/models/tiny.gguf", {}}});
        if (!QTest::qWaitFor([&] { return models.state() == ModelSession::State::Ready; }))
            qFatal("the model is not loaded");
    }
    void addQuery(const std::string& id, int responses, const std::string& source = "typed") {
        PromptRecord prompt;
        prompt.id = id;
        prompt.text = "query " + id;
        prompt.source = source;
        store.submit([prompt](Store& open) { return open.addPrompt(prompt); });
        std::vector<SampleRecord> samples;
        for (int i = 0; i < responses; ++i) {
            SampleRecord sample;
            sample.promptId = id;
            sample.text = "text " + std::to_string(i);
            sample.stop = "eos";
            samples.push_back(sample);
        }
        store.addSamples(samples);
    }
    std::vector<SampleRecord> samples(const std::string& id) {
        auto future = store.submit([id](Store& open) { return open.samplesOfPrompt(id); });
        if (!QTest::qWaitFor([&] { return future.isFinished(); }))
            qFatal("the store does not answer");
        return *future.result();
    }

    QTemporaryDir folder;
    EngineClient engine;
    SettingsService settings{folder.path().toStdString() + "/settings.json"};
    StoreService store{folder.path().toStdString() + "/w"};
    ModelSession models{engine, settings};
    PairGenerator generator{engine, models, store};
};

} // namespace

class TestPairGenerator : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_strict = std::make_unique<StrictMessages>(); }

    void fewWaiting_theQueryWithFewestResponsesIsSampled() {
        Stage stage("obey");
        stage.loadModel();
        stage.addQuery("rich", 3);
        stage.addQuery("poor", 1);
        stage.addQuery("theirs", 0, "imported");
        stage.generator.setEnabled(true);
        QSignalSpy finished(&stage.generator, &PairGenerator::finished);
        stage.generator.keepAhead(0);
        stage.generator.keepAhead(0); // one round at a time
        QVERIFY(finished.wait(5000));
        const auto made = stage.samples("poor");
        QCOMPARE(made.size(), size_t{3});
        QCOMPARE(made[1].text, std::string("word0 word1 word2 word3 "));
        QVERIFY(made[1].text != made[2].text);
        QCOMPARE(made[1].modelName, std::string("Tiny"));
        QCOMPARE(made[1].versionId, std::string("v1"));
        QCOMPARE(made[1].modelHash, std::string("abc"));
        QCOMPARE(made[1].stop, std::string("length"));
        QVERIFY(made[1].seed != made[2].seed);
        QCOMPARE(made[1].renderedPrompt, std::string("<|user|>query poor"));
        QCOMPARE(stage.samples("rich").size(), size_t{3});
        QVERIFY(stage.samples("theirs").empty());
        QCOMPARE(finished.size(), 1);
        QVERIFY(!stage.generator.isRunning());
    }

    void enoughWaiting_nothingIsMade() {
        Stage stage("obey");
        stage.loadModel();
        stage.addQuery("p", 0);
        stage.generator.keepAhead(0); // not switched on
        QVERIFY(!stage.generator.isRunning());
        stage.generator.setEnabled(true);
        stage.generator.keepAhead(PairGenerator::kPairsAhead);
        QVERIFY(!stage.generator.isRunning());
        stage.generator.keepAhead(PairGenerator::kPairsAhead - 1);
        QVERIFY(stage.generator.isRunning());
        QTRY_COMPARE(stage.samples("p").size(), size_t{2});
    }

    void modelThatComesLater_isWaitedFor() {
        Stage stage("obey");
        stage.addQuery("p", 0);
        stage.generator.setEnabled(true);
        stage.generator.keepAhead(0);
        QVERIFY(!stage.generator.isRunning());
        stage.loadModel();
        QTRY_COMPARE(stage.samples("p").size(), size_t{2});
    }

    void noQuery_isNoRound() {
        Stage stage("obey");
        stage.loadModel();
        stage.addQuery("full", 8);
        stage.generator.setEnabled(true);
        stage.generator.keepAhead(0);
        QTRY_VERIFY(!stage.generator.isRunning());
        QCOMPARE(stage.samples("full").size(), size_t{8});
    }

    void switchedOffWhileItSamples_keepsNothing() {
        Stage stage("slow");
        stage.loadModel();
        stage.addQuery("p", 0);
        stage.generator.setEnabled(true);
        QSignalSpy started(&stage.generator, &PairGenerator::started);
        stage.generator.keepAhead(0);
        QVERIFY(started.wait(5000));
        stage.generator.setEnabled(false);
        QTRY_VERIFY(!stage.generator.isRunning());
        QVERIFY(stage.samples("p").empty());
    }

    void engineThatDies_isToldOnce() {
        Stage stage("kill");
        stage.loadModel();
        stage.addQuery("p", 0);
        stage.generator.setEnabled(true);
        QSignalSpy failed(&stage.generator, &PairGenerator::failed);
        stage.generator.keepAhead(0);
        QVERIFY(failed.wait(5000));
        QVERIFY(!failed[0][0].toString().isEmpty());
        stage.generator.keepAhead(0); // stays off until asked for again
        QVERIFY(!stage.generator.isRunning());
        QVERIFY(stage.samples("p").empty());
        QCOMPARE(failed.size(), 1);
    }

private:
    std::unique_ptr<StrictMessages> m_strict;
};

QTEST_GUILESS_MAIN(TestPairGenerator)
#include "tst_pair_generator.moc"
