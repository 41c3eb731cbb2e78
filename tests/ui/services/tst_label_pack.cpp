// Pairs are handed out, judged elsewhere, and merged back by their ids, without conflict and
// without saying more than they should.
#include "ui/services/label_pack.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>
#include <sstream>

using namespace tiebreak;

namespace {

template <class T>
T valueOf(Result<T> result) {
    if (!result)
        qFatal("%s", result.error().text().c_str());
    return std::move(result).value();
}

struct Place {
    QTemporaryDir folder;
    Store store = valueOf(Store::open(folder.path().toStdString() + "/w"));
    std::filesystem::path file(const char* name) const {
        return (folder.path() + '/' + name).toStdString();
    }
};

void addQuery(Store& store, const std::string& id, int responses) {
    PromptRecord prompt;
    prompt.id = id;
    prompt.text = "query " + id;
    prompt.tags = {"letter"};
    valueOf(store.addPrompt(prompt));
    std::vector<SampleRecord> samples;
    for (int i = 0; i < responses; ++i) {
        SampleRecord sample;
        sample.id = id + "-" + std::to_string(i);
        sample.promptId = id;
        sample.text = "response " + std::to_string(i);
        sample.stop = "eos";
        sample.modelName = "SecretModel";
        sample.parameters = {{"temperature", 1.2345}};
        sample.renderedPrompt = "rendered-secret";
        samples.push_back(sample);
    }
    if (!store.addSamples(samples))
        qFatal("samples were not saved");
}

JudgementRecord judge(Store& store, const std::string& annotator, int strength) {
    const auto pair = valueOf(store.nextPair({annotator, {}, {}}));
    if (!pair)
        qFatal("no pair");
    JudgementRecord made;
    made.sampleA = pair->first.id;
    made.sampleB = pair->second.id;
    made.strength = strength;
    made.annotator = annotator;
    made.ratingA = Rating::Good;
    made.tags = {"poem"};
    made.dimensions = {{"helpful", -1}};
    return valueOf(store.addJudgement(made));
}

std::string textOf(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::stringstream all;
    all << in.rdbuf();
    return all.str();
}

void write(const std::filesystem::path& file, const std::string& text) {
    std::ofstream(file) << text;
}

} // namespace

class TestLabelPack : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roundTrip_bringsTheJudgementsHome() {
        Place home, away;
        addQuery(home.store, "p", 3);
        QCOMPARE(valueOf(handOutPairs(home.store, home.file("out.jsonl"), 10)), std::int64_t{1});
        const auto taken = valueOf(takeInPack(away.store, home.file("out.jsonl")));
        QVERIFY(taken.hasPairs);
        QCOMPARE(taken.responses, std::int64_t{3});
        QCOMPARE(valueOf(takeInPack(away.store, home.file("out.jsonl"))).responses,
                 std::int64_t{0}); // twice changes nothing
        const auto first = judge(away.store, "Bo", -2);
        judge(away.store, "Bo", 1);
        valueOf(away.store.undoLastJudgement());
        JudgementRecord better;
        better.strength = -2;
        better.annotator = "Bo";
        valueOf(away.store.addEdit("p-0", "written away", better));
        judge(home.store, "Ada", 3); // meanwhile, of the same pair as Bo's first
        QCOMPARE(valueOf(handBackJudgements(away.store, away.file("back.jsonl"), true)),
                 std::int64_t{4});
        const auto merged = valueOf(takeInPack(home.store, away.file("back.jsonl"))).judgements;
        QCOMPARE(merged.added, std::int64_t{4});
        QCOMPARE(merged.unknown, std::int64_t{0});
        QCOMPARE(valueOf(takeInPack(home.store, away.file("back.jsonl"))).judgements.known,
                 std::int64_t{4});
        const auto inForce = valueOf(home.store.judgementsInForce());
        QCOMPARE(inForce.size(), size_t{3}); // Ada's, Bo's first, Bo's edit
        const auto found = std::find_if(inForce.begin(), inForce.end(),
                                        [&](const auto& made) { return made.id == first.id; });
        QVERIFY(found != inForce.end());
        QCOMPARE(found->annotator, std::string("Bo"));
        QCOMPARE(found->createdAt, first.createdAt);
        QCOMPARE(int(found->ratingA), int(Rating::Good));
        QCOMPARE(found->tags, std::vector<std::string>{"poem"});
        QCOMPARE(found->dimensions, (nlohmann::json{{"helpful", -1}}));
        QCOMPARE(valueOf(home.store.samplesOfPrompt("p")).size(), size_t{4});
        QCOMPARE(valueOf(home.store.integrityCheck()), std::string("ok"));
    }

    void packOfPairs_isBlind() {
        Place home;
        addQuery(home.store, "p", 2);
        judge(home.store, "Ada", 3);
        addQuery(home.store, "q", 2);
        valueOf(handOutPairs(home.store, home.file("out.jsonl"), 10));
        const auto text = textOf(home.file("out.jsonl"));
        for (const char* secret : {"SecretModel", "1.2345", "rendered-secret", "Ada", "strength"})
            QVERIFY2(text.find(secret) == std::string::npos, secret);
        QVERIFY(text.find("query q") != std::string::npos);
        QVERIFY(text.find("query p") == std::string::npos); // judged already
    }

    void pseudonyms_areStableAndTellNothing() {
        Place home, other;
        for (auto* place : {&home, &other}) {
            addQuery(place->store, "p", 3);
            judge(place->store, "Ada Lovelace", 1);
            judge(place->store, "Bo", 1);
            judge(place->store, "Ada Lovelace", 1);
        }
        valueOf(handBackJudgements(home.store, home.file("a.jsonl"), false));
        valueOf(handBackJudgements(home.store, home.file("b.jsonl"), false));
        valueOf(handBackJudgements(other.store, home.file("c.jsonl"), false));
        const auto text = textOf(home.file("a.jsonl"));
        QCOMPARE(text, textOf(home.file("b.jsonl")));
        QVERIFY(text.find("Ada") == std::string::npos && text.find("Bo") == std::string::npos);
        const auto names = [](const std::string& pack) {
            QStringList found;
            QRegularExpression name("annotator-[0-9a-f]{8}");
            auto all = name.globalMatch(QString::fromStdString(pack));
            while (all.hasNext())
                found << all.next().captured();
            return found;
        };
        QCOMPARE(names(text).size(), 3);
        QCOMPARE(names(text)[0], names(text)[2]);
        QVERIFY(names(text)[0] != names(text)[1]);
        QVERIFY(names(text)[0] != names(textOf(home.file("c.jsonl")))[0]);
    }

    void strangersJudgements_areLeftOutAndCounted() {
        Place home, away;
        addQuery(away.store, "p", 2);
        judge(away.store, "Bo", 1);
        valueOf(away.store.undoLastJudgement());
        valueOf(handBackJudgements(away.store, away.file("back.jsonl"), true));
        const auto merged = valueOf(takeInPack(home.store, away.file("back.jsonl"))).judgements;
        QCOMPARE(merged.added, std::int64_t{0});
        QCOMPARE(merged.unknown, std::int64_t{2});
    }

    void brokenPack_isRefusedWhole_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        const QString head = "{\"tiebreak_pack\":1,\"kind\":\"judgements\"}\n";
        QTest::newRow("empty") << ""
                               << "the file is empty";
        QTest::newRow("no pack") << "{\"prompt\":\"a\"}\n"
                                 << "line 1 has no";
        QTest::newRow("newer") << "{\"tiebreak_pack\":2}\n"
                               << "reads up to 1";
        QTest::newRow("no JSON") << head + "{\n"
                                 << "line 2";
        QTest::newRow("no event") << head + "{\"x\":1}\n"
                                  << "line 2: ";
        QTest::newRow("strange kind")
            << head + "{\"event\":{\"id\":\"e\",\"kind\":\"burn\",\"created_at\":1}}\n"
            << "'burn'";
        QTest::newRow("no target")
            << head + "{\"event\":{\"id\":\"e\",\"kind\":\"undo\",\"created_at\":1}}\n"
            << "target";
    }
    void brokenPack_isRefusedWhole() {
        QFETCH(QString, text);
        QFETCH(QString, says);
        Place home;
        write(home.file("p.jsonl"), text.toStdString());
        const auto taken = takeInPack(home.store, home.file("p.jsonl"));
        QVERIFY(!taken.ok());
        QVERIFY2(taken.error().text().find(says.toStdString()) != std::string::npos,
                 taken.error().text().c_str());
        QVERIFY(valueOf(home.store.judgementEvents()).events.empty());
    }
};

QTEST_GUILESS_MAIN(TestLabelPack)
#include "tst_label_pack.moc"
