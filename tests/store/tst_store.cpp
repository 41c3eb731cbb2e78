#include "store_fixture.h"

using namespace tiebreak;
using namespace tiebreak::testing;
using nlohmann::json;

class TestStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sample_keepsItsWholeProvenance() {
        Workspace w;
        PromptRecord prompt;
        prompt.text = "Why?";
        prompt.messages = json::array({{{"role", "user"}, {"content", "Why?"}}});
        const PromptRecord stored = valueOf(w.store.addPrompt(prompt));
        QVERIFY(!stored.id.empty() && stored.createdAt > 0);
        SampleRecord sample = sampleOf(stored.id, "s1", std::string("be\0cause", 8));
        sample.modelName = "SmolLM2";
        sample.modelHash = "abc";
        sample.versionId = "v";
        sample.renderedPrompt = "<|im_start|>";
        sample.promptIds = {1, 2, -3};
        sample.ids = {504, 2};
        sample.logprobs = {-0.5, -1e-300};
        sample.parameters = {{"temperature", 0.7}};
        sample.seed = 18446744073709551615ull;
        sample.milliseconds = 12;
        sample.mode = "fast";
        sample.device = "cpu";
        sample.dtype = "float32";
        sample.engineBuild = "0.1.0";
        sample.kept = true;
        sample.createdAt = 99;
        QVERIFY(w.store.addSamples({sample}).ok());
        const SampleRecord read = valueOf(w.store.sample("s1"));
        QCOMPARE(read.text, sample.text);
        QCOMPARE(read.promptIds, sample.promptIds);
        QCOMPARE(read.ids, sample.ids);
        QCOMPARE(read.logprobs, sample.logprobs);
        QVERIFY(read.parameters == sample.parameters);
        QCOMPARE(read.seed, sample.seed);
        QCOMPARE(read.renderedPrompt, sample.renderedPrompt);
        QCOMPARE(read.engineBuild, sample.engineBuild);
        QCOMPARE(read.versionId, sample.versionId);
        QVERIFY(read.kept);
        QCOMPARE(read.createdAt, std::int64_t{99});
        QVERIFY(w.store.setKept("s1", false).ok());
        QVERIFY(!valueOf(w.store.sample("s1")).kept);
        QCOMPARE(int(w.store.sample("nobody").error().code), int(ErrorCode::NotFound));
    }

    void hostileText_isKeptByteForByte() {
        Workspace w;
        const std::string hostile = "'); DROP TABLE samples; -- <b>\xff\xfe</b> \xf0\x9f\x98\x80";
        addPromptWith(w.store, "p", {hostile});
        QCOMPARE(valueOf(w.store.sample("p-0")).text, hostile);
        PromptRecord prompt;
        prompt.text = hostile;
        prompt.messages = json::array({{{"role", "user"}, {"content", hostile}}});
        QCOMPARE(valueOf(w.store.prompt(valueOf(w.store.addPrompt(prompt)).id)).text, hostile);
    }

    void sampleOfUnknownPrompt_isRefusedAndNothingOfTheBatchStays() {
        Workspace w;
        addPromptWith(w.store, "p", {"one"});
        const Status added =
            w.store.addSamples({sampleOf("p", "a", "x"), sampleOf("nobody", "b", "y")});
        QVERIFY(!added.ok());
        QCOMPARE(valueOf(w.store.samplesOfPrompt("p")).size(), size_t{1});
        QCOMPARE(valueOf(w.store.queueCounts()).waiting, std::int64_t{0});
    }

    void recentPrompts_comeNewestFirst() {
        Workspace w;
        for (const char* id : {"p1", "p2", "p3"})
            addPromptWith(w.store, id, {});
        const auto recent = valueOf(w.store.recentPrompts(2));
        QCOMPARE(recent.size(), size_t{2});
        QCOMPARE(recent[0].id, std::string("p3"));
    }

    void preferenceRows_areDpoRowsWithMessages() {
        Workspace w;
        for (const char* id : {"p1", "p2", "p3", "p4", "p5"})
            addPromptWith(w.store, id, {"left", "right"});
        int n = 0;
        const int strengths[] = {-3, 2, 0, 1, 1};
        for (const char* id : {"p1", "p2", "p3", "p4", "p5"}) {
            JudgementRecord judgement;
            judgement.sampleA = std::string(id) + "-0";
            judgement.sampleB = std::string(id) + "-1";
            judgement.strength = strengths[n++];
            judgement.verdict = std::string(id) == "p5" ? Verdict::BothBad : Verdict::Strength;
            valueOf(w.store.addJudgement(judgement));
        }
        PreferenceFilter filter;
        filter.minimumStrength = 2;
        const auto out = valueOf(w.store.preferenceRows(filter));
        QCOMPARE(out.rows.size(), size_t{2});
        QVERIFY(out.rows[0] ==
                json({{"prompt", json::array({{{"role", "user"}, {"content", "query p1"}}})},
                      {"chosen", json::array({{{"role", "assistant"}, {"content", "left"}}})},
                      {"rejected", json::array({{{"role", "assistant"}, {"content", "right"}}})},
                      {"margin", 3},
                      {"chosen_position", "first"}}));
        QCOMPARE(out.rows[1].at("chosen")[0].at("content").get<std::string>(),
                 std::string("right"));
        QCOMPARE(out.ties, std::int64_t{1});
        QCOMPARE(out.tooWeak, std::int64_t{1});
        QCOMPARE(out.bothBad, std::int64_t{1});
    }

    void preferenceRows_leaveTheSampleOutWhenAsked() {
        Workspace w;
        PromptWithSamples item;
        item.prompt.text = "imported query";
        item.prompt.source = "imported";
        item.samples = {sampleOf("", "x", "yes"), sampleOf("", "y", "no")};
        item.samples[0].source = item.samples[1].source = "imported";
        QVERIFY(w.store.importPrompts({item}).ok());
        const auto pair = valueOf(w.store.nextPair());
        QVERIFY(pair.has_value());
        valueOf(w.store.addJudgement(judgementOf(*pair, -2)));
        QCOMPARE(valueOf(w.store.preferenceRows({})).rows.size(), size_t{1});
        QCOMPARE(valueOf(w.store.preferenceRows({.includeSample = false})).rows.size(), size_t{0});
    }

    void reconcile_twiceChangesNothing() {
        Workspace w;
        RunRecord run{"r1", "dpo-0001", "dpo", "m", "finished", "", 20, 20, {{"loss", 0.5}}, 7};
        ModelVersionRecord checkpoint;
        checkpoint.name = "dpo-0001 step 20";
        checkpoint.hash = "h20";
        checkpoint.path = "/runs/r1/checkpoints/step-000020";
        checkpoint.step = 20;
        QVERIFY(w.store.reconcileRun(run, {checkpoint}).ok());
        const auto once = valueOf(w.store.modelVersions());
        QVERIFY(w.store.reconcileRun(run, {checkpoint}).ok());
        const auto twice = valueOf(w.store.modelVersions());
        QCOMPARE(twice.size(), size_t{1});
        QCOMPARE(twice[0].id, once[0].id);
        QCOMPARE(twice[0].createdAt, once[0].createdAt);
        QCOMPARE(valueOf(w.store.runs()).size(), size_t{1});
        QCOMPARE(valueOf(w.store.runs())[0].step, std::int64_t{20});
        QCOMPARE(twice[0].runId, std::string("r1"));
    }

    void reconcile_marksCheckpointsThatAreGone() {
        Workspace w;
        RunRecord run{"r1", "dpo-0001", "dpo", "m", "running", "", 10, 20, json::object(), 7};
        ModelVersionRecord ten, twenty;
        ten.hash = "h10";
        twenty.hash = "h20";
        twenty.step = 20;
        QVERIFY(w.store.reconcileRun(run, {ten}).ok());
        run.state = "finished";
        QVERIFY(w.store.reconcileRun(run, {twenty}).ok());
        int present = 0;
        for (const auto& version : valueOf(w.store.modelVersions()))
            present += version.present;
        QCOMPARE(valueOf(w.store.modelVersions()).size(), size_t{2});
        QCOMPARE(present, 1);
        QCOMPARE(valueOf(w.store.runs())[0].state, std::string("finished"));
    }

    void baseModel_isKnownByItsPath() {
        Workspace w;
        ModelVersionRecord base;
        base.kind = "base";
        base.path = "/m.gguf";
        QVERIFY(w.store.upsertModelVersion(base).ok());
        base.hash = "now known";
        QVERIFY(w.store.upsertModelVersion(base).ok());
        const auto versions = valueOf(w.store.modelVersions());
        QCOMPARE(versions.size(), size_t{1});
        QCOMPARE(versions[0].hash, std::string("now known"));
    }

    void settings_areKept() {
        Workspace w;
        QCOMPARE(valueOf(w.store.setting("k")), std::string());
        QVERIFY(w.store.setSetting("k", "1").ok());
        QVERIFY(w.store.setSetting("k", "2").ok());
        QCOMPARE(valueOf(w.store.setting("k")), std::string("2"));
    }

    void backup_isAWholeWorkspace() {
        Workspace w;
        addPromptWith(w.store, "p", {"a", "b"});
        const std::filesystem::path other = w.temporary.path().toStdString() + "/other";
        QVERIFY(w.store.backup(other / "workspace.sqlite").ok());
        Store copy = valueOf(Store::open(other));
        QCOMPARE(valueOf(copy.samplesOfPrompt("p")).size(), size_t{2});
        QCOMPARE(valueOf(copy.integrityCheck()), std::string("ok"));
    }
};

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
