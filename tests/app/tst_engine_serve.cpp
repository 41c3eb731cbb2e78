#include "engine_process.h"

#include <QtTest>
#include <algorithm>
#include <cmath>
#include <csignal>

using namespace tiebreak;
using namespace tiebreak::test;

namespace {

SamplingParameters row(std::uint64_t seed, std::int64_t most) {
    SamplingParameters p;
    p.seed = seed;
    p.maxNewTokens = most;
    p.ignoreEos = true;
    return p;
}

PromptSource onceUponATime() {
    PromptSource prompt;
    prompt.tokenIds = std::vector<std::int32_t>{1, 403, 407, 261, 378};
    return prompt;
}

/// Says hello and loads the stories model; its key.
std::string loadStories(Conversation& talk) {
    talk.write(EngineRequest{1, HelloRequest{}});
    talk.write(EngineRequest{2, LoadRequest{stories().toStdString(), "", "float32", "cpu", 0}});
    const auto loaded = talk.next<LoadedReply>(2);
    return loaded ? loaded->model : "";
}

} // namespace

class EngineServeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void helloNamesVersionAndProcess();
    void otherVersionIsRefused();
    void heartbeatComesUnasked();
    void loadTellsWhatItLoaded();
    void rowsStreamAndFinish();
    void beamSearchFinishesByRank();
    void cancelEndsTheRequest();
    void inspectionTellsEveryToken();
    void inspectionIsCancelledAndRefused();
    void aPrefixIsGoneOnWith();
    void twoRequestsShareTheBatch();
    void garbageGetsAnErrorAndTheEngineLives_data();
    void garbageGetsAnErrorAndTheEngineLives();
    void unknownModelIsAnError();
    void scoresAreThoseOfTheRewards();
    void beginningIsPartOfThePromptAndNotOfTheResponse();
    void oldestTurnsAreLeftOutWhereThereIsNoRoom();
    void unloadForgetsTheModel();
    void endsWhenInputEnds();
    void endsWhenInputEndsWhileItGenerates();
    void shutdownEndsIt();
};

void EngineServeTest::helloNamesVersionAndProcess() {
    Conversation talk;
    talk.write(EngineRequest{1, HelloRequest{}});
    const auto hello = talk.next<HelloReply>(1);
    QVERIFY(hello.has_value());
    QCOMPARE(hello->version, kProtocolVersion);
    QCOMPARE(hello->pid, talk.process().processId());
    QVERIFY(!hello->torch.empty());
}

void EngineServeTest::otherVersionIsRefused() {
    Conversation talk;
    talk.write(EngineRequest{1, HelloRequest{kProtocolVersion + 1}});
    const auto error = talk.next<ErrorReply>(1);
    QVERIFY(error.has_value());
    QVERIFY(error->error.code == ErrorCode::TooNew);
}

void EngineServeTest::heartbeatComesUnasked() {
    Conversation talk;
    const auto isBeat = [](const EngineReply& reply) {
        return std::holds_alternative<Heartbeat>(reply.body);
    };
    const auto first = talk.next(isBeat), second = talk.next(isBeat);
    QVERIFY(first && second);
    const auto gap = std::get<Heartbeat>(second->body).time - std::get<Heartbeat>(first->body).time;
    QVERIFY2(gap >= 900 && gap < 10'000, qPrintable(QString::number(gap)));
}

void EngineServeTest::loadTellsWhatItLoaded() {
    Conversation talk;
    const std::string key = loadStories(talk);
    QVERIFY(!key.empty());
    talk.write(EngineRequest{3, LoadRequest{stories().toStdString(), "", "float32", "cpu", 0}});
    const auto again = talk.next<LoadedReply>(3);
    QVERIFY(again.has_value());
    QCOMPARE(again->model, key);
    QCOMPARE(again->context, 512);
    QCOMPARE(again->architecture, std::string("llama"));
    QCOMPARE(again->hash.size(), std::size_t(64));
    QVERIFY(again->parameters > 200'000 && again->parameters < 300'000);
}

void EngineServeTest::rowsStreamAndFinish() {
    Conversation talk;
    const std::string key = loadStories(talk);
    talk.write(EngineRequest{3, GenerateRequest{key, onceUponATime(), {row(1, 12), row(2, 5)}}});
    const auto started = talk.next<StartedReply>(3);
    QVERIFY(started.has_value());
    QCOMPARE(started->promptIds, *onceUponATime().tokenIds);
    std::vector<std::vector<std::int32_t>> streamed(2);
    std::vector<std::string> text(2);
    int finished = 0;
    while (finished < 2) {
        const auto reply = talk.next([](const EngineReply& r) { return r.id == 3; });
        QVERIFY(reply.has_value());
        QVERIFY(!std::holds_alternative<DoneReply>(reply->body));
        if (const auto* tokens = std::get_if<TokensReply>(&reply->body))
            for (const TokenItem& item : tokens->items) {
                streamed[std::size_t(item.row)].push_back(item.id);
                text[std::size_t(item.row)] += item.text;
            }
        if (const auto* end = std::get_if<FinishedReply>(&reply->body)) {
            QCOMPARE(end->ids, streamed[std::size_t(end->row)]);
            QCOMPARE(end->text, text[std::size_t(end->row)]);
            QCOMPARE(end->stop, std::string("length"));
            QCOMPARE(end->ids.size(), std::size_t(end->row == 0 ? 12 : 5));
            ++finished;
        }
    }
    QVERIFY(talk.next<DoneReply>(3).has_value());
}

void EngineServeTest::beamSearchFinishesByRank() {
    Conversation talk;
    const std::string key = loadStories(talk);
    SamplingParameters search = row(1, 10);
    search.beam.width = 3;
    search.beam.best = 2;
    talk.write(EngineRequest{3, GenerateRequest{key, onceUponATime(), {search}}});
    const auto first = talk.next<FinishedReply>(3), second = talk.next<FinishedReply>(3);
    QVERIFY(first && second);
    QCOMPARE(first->rank, 0);
    QCOMPARE(second->rank, 1);
    QVERIFY(first->score && second->score && *first->score >= *second->score);
    QVERIFY(first->ids != second->ids);
    QVERIFY(talk.next<DoneReply>(3).has_value());
}

void EngineServeTest::cancelEndsTheRequest() {
    Conversation talk;
    const std::string key = loadStories(talk);
    talk.write(EngineRequest{3, GenerateRequest{key, onceUponATime(), {row(1, 500)}}});
    std::size_t streamed = 0;
    while (streamed < 5) {
        const auto tokens = talk.next<TokensReply>(3);
        QVERIFY(tokens.has_value());
        streamed += tokens->items.size();
    }
    talk.write(EngineRequest{4, CancelRequest{3}});
    QVERIFY(talk.next<DoneReply>(4).has_value()); // obeyed between two steps
    std::size_t late = 0;
    for (;;) {
        const auto reply = talk.next([](const EngineReply& r) { return r.id == 3; });
        QVERIFY(reply.has_value());
        late += std::holds_alternative<TokensReply>(reply->body);
        if (const auto* end = std::get_if<FinishedReply>(&reply->body)) {
            QCOMPARE(end->stop, std::string("cancelled"));
            break;
        }
    }
    QCOMPARE(late, std::size_t(0)); // not one token after the cancel was obeyed
    QVERIFY(talk.next<DoneReply>(3).has_value());
}

void EngineServeTest::inspectionTellsEveryToken() {
    Conversation talk;
    const std::string key = loadStories(talk);
    SamplingParameters p = row(1, 40);
    p.topK = 5;
    talk.write(EngineRequest{3, GenerateRequest{key, onceUponATime(), {p}}});
    const auto made = talk.next<FinishedReply>(3);
    QVERIFY(made.has_value());
    talk.write(EngineRequest{4, InspectRequest{key, onceUponATime(), made->ids, p, 6}});
    std::vector<InspectedToken> tokens;
    std::string text;
    while (tokens.size() < made->ids.size()) {
        const auto part = talk.next<InspectedReply>(4);
        QVERIFY(part.has_value());
        QCOMPARE(part->first, std::int64_t(tokens.size()));
        QCOMPARE(part->stages, (std::vector<std::string>{"model", "top_k"}));
        tokens.insert(tokens.end(), part->tokens.begin(), part->tokens.end());
    }
    QVERIFY(talk.next<DoneReply>(4).has_value());
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        QCOMPARE(tokens[i].id, made->ids[i]);
        QVERIFY(std::abs(tokens[i].logprob - made->logprobs[i]) < 1e-3);
        QVERIFY(tokens[i].alternatives.size() >= 6);
        const auto own = std::find_if(tokens[i].alternatives.begin(), tokens[i].alternatives.end(),
                                      [&](const auto& a) { return a.id == tokens[i].id; });
        QVERIFY(own != tokens[i].alternatives.end());
        QCOMPARE(own->text, tokens[i].text); // as it reads there
        text += tokens[i].text;
    }
    QCOMPARE(text, made->text);
}

void EngineServeTest::inspectionIsCancelledAndRefused() {
    Conversation talk;
    const std::string key = loadStories(talk);
    talk.write(EngineRequest{
        3, InspectRequest{key, onceUponATime(), std::vector<std::int32_t>(400, 403), {}, 100}});
    talk.write(EngineRequest{4, CancelRequest{3}});
    QVERIFY(talk.next<DoneReply>(4).has_value());
    talk.write(EngineRequest{5, InspectRequest{key, onceUponATime(), {512}, {}, 3}});
    const auto error = talk.next<ErrorReply>(5);
    QVERIFY(error.has_value());
    QVERIFY(error->error.message.find("512") != std::string::npos);
    talk.write(EngineRequest{6, InspectRequest{"nothing", onceUponATime(), {5}, {}, 3}});
    QVERIFY(talk.next<ErrorReply>(6).has_value());
    talk.write(EngineRequest{7, InspectRequest{key, onceUponATime(), {5}, {}, 3}});
    QVERIFY(talk.next<DoneReply>(7).has_value()); // and it goes on
}

void EngineServeTest::aPrefixIsGoneOnWith() {
    Conversation talk;
    const std::string key = loadStories(talk);
    talk.write(EngineRequest{3, GenerateRequest{key, onceUponATime(), {row(1, 30)}}});
    const auto whole = talk.next<FinishedReply>(3);
    QVERIFY(whole.has_value());
    SamplingParameters p = row(1, 30);
    p.prefixIds.assign(whole->ids.begin(), whole->ids.begin() + 12);
    p.interventions = {{15, InterventionKind::Force, " dog", {}, 0}};
    talk.write(EngineRequest{4, GenerateRequest{key, onceUponATime(), {p}}});
    std::string text;
    for (;;) {
        const auto reply = talk.next([](const EngineReply& r) { return r.id == 4; });
        QVERIFY(reply.has_value());
        if (const auto* tokens = std::get_if<TokensReply>(&reply->body))
            for (const TokenItem& item : tokens->items)
                text += item.text;
        const auto* end = std::get_if<FinishedReply>(&reply->body);
        if (!end)
            continue;
        QCOMPARE(end->ids.size(), std::size_t(30));
        QVERIFY(std::equal(p.prefixIds.begin(), p.prefixIds.end(), end->ids.begin()));
        QVERIFY(std::equal(whole->ids.begin() + 12, whole->ids.begin() + 15,
                           end->ids.begin() + 12)); // same seed, same places
        QVERIFY(end->ids != whole->ids);
        QVERIFY(text.find(" dog") != std::string::npos);
        QVERIFY(end->text.ends_with(text)); // only what is new was streamed
        QVERIFY(end->text.size() > text.size());
        break;
    }
    QVERIFY(talk.next<DoneReply>(4).has_value());
}

void EngineServeTest::twoRequestsShareTheBatch() {
    Conversation talk;
    const std::string key = loadStories(talk);
    talk.write(EngineRequest{3, GenerateRequest{key, onceUponATime(), {row(1, 300)}}});
    QVERIFY(talk.next<TokensReply>(3).has_value());
    talk.write(EngineRequest{4, GenerateRequest{key, onceUponATime(), {row(2, 20)}}});
    QVERIFY(talk.next<DoneReply>(4).has_value());
    QVERIFY(talk.next<TokensReply>(3).has_value()); // the first goes on after the second ended
    QVERIFY(talk.next<DoneReply>(3).has_value());
}

void EngineServeTest::garbageGetsAnErrorAndTheEngineLives_data() {
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<qint64>("id");
    QTest::newRow("bytes") << QByteArray("\xff\x00garbage", 9) << qint64(0);
    QTest::newRow("no object") << QByteArray("[1,2]") << qint64(0);
    QTest::newRow("unknown type") << QByteArray(R"({"id":9,"type":"explode"})") << qint64(9);
    QTest::newRow("missing key") << QByteArray(R"({"id":9,"type":"load"})") << qint64(9);
}

void EngineServeTest::garbageGetsAnErrorAndTheEngineLives() {
    QFETCH(QByteArray, line);
    QFETCH(qint64, id);
    Conversation talk;
    talk.write(line);
    const auto error = talk.next<ErrorReply>(id);
    QVERIFY(error.has_value());
    QVERIFY(!error->error.message.empty());
    talk.write(EngineRequest{10, HelloRequest{}});
    QVERIFY(talk.next<HelloReply>(10).has_value());
}

void EngineServeTest::unknownModelIsAnError() {
    Conversation talk;
    talk.write(EngineRequest{3, GenerateRequest{"nothing", onceUponATime(), {row(1, 3)}}});
    const auto error = talk.next<ErrorReply>(3);
    QVERIFY(error.has_value());
    QVERIFY(error->error.code == ErrorCode::NotFound);
    talk.write(EngineRequest{4, LoadRequest{"/nowhere/model.gguf"}});
    const auto missing = talk.next<ErrorReply>(4);
    QVERIFY(missing.has_value());
    QVERIFY(missing->error.message.find("/nowhere/model.gguf") != std::string::npos);
}

void EngineServeTest::scoresAreThoseOfTheRewards() {
    Conversation talk;
    talk.write(EngineRequest{1, HelloRequest{}});
    ScoreRequest request;
    request.rewards =
        nlohmann::json::parse(R"([{"kind":"length","target":4},{"kind":"vader","weight":0.5}])");
    request.texts = {"a great day", "rain"};
    request.tokens = {4, 2};
    talk.write(EngineRequest{2, request});
    const auto scored = talk.next<ScoredReply>(2);
    QVERIFY(scored.has_value());
    QCOMPARE(scored->scores.size(), std::size_t(2));
    // "great" has valence 3.1 in the lexicon: 0.5 · 3.1 / 3 words; two tokens of four miss by half.
    QVERIFY(std::abs(scored->scores[0] - 0.5 * 3.1 / 3) < 1e-9);
    QVERIFY(std::abs(scored->scores[1] + 0.5) < 1e-9);
    request.rewards = nlohmann::json::parse(R"([{"kind":"beauty"}])");
    talk.write(EngineRequest{3, request});
    const auto error = talk.next<ErrorReply>(3);
    QVERIFY(error && error->error.message.find("beauty") != std::string::npos);
}

void EngineServeTest::beginningIsPartOfThePromptAndNotOfTheResponse() {
    Conversation talk;
    const std::string key = loadStories(talk);
    PromptSource whole, begun;
    whole.text = "Once upon a time there was";
    begun.text = "Once upon a time";
    begun.prefix = " there was";
    talk.write(EngineRequest{3, RenderRequest{key, whole}});
    talk.write(EngineRequest{4, RenderRequest{key, begun}});
    const auto first = talk.next<RenderedReply>(3);
    const auto second = talk.next<RenderedReply>(4);
    QVERIFY(first && second);
    QCOMPARE(second->ids, first->ids);
    QCOMPARE(second->special, std::vector<std::int32_t>{0}); // BOS
    QVERIFY(!second->doubledBos);
    PromptSource doubled;
    doubled.tokenIds = std::vector<std::int32_t>{1, 1, 403};
    talk.write(EngineRequest{5, RenderRequest{key, doubled}});
    const auto warned = talk.next<RenderedReply>(5);
    QVERIFY(warned && warned->doubledBos);
}

void EngineServeTest::oldestTurnsAreLeftOutWhereThereIsNoRoom() {
    if (!QFile::exists(QStringLiteral(TIEBREAK_STARTER_MODEL)))
        QSKIP("the starter model is not here");
    Conversation talk;
    talk.write(EngineRequest{1, HelloRequest{}});
    talk.write(EngineRequest{2, LoadRequest{TIEBREAK_STARTER_MODEL, "", "auto", "cpu", 0}});
    const auto loaded = talk.next<LoadedReply>(2);
    QVERIFY(loaded.has_value());
    PromptSource chat;
    chat.messages = nlohmann::ordered_json::parse(
        R"([{"role":"system","content":"Be brief."},{"role":"user","content":"one two three"},
            {"role":"assistant","content":"four"},{"role":"user","content":"five"},
            {"role":"assistant","content":"six"},{"role":"user","content":"seven"}])");
    talk.write(EngineRequest{3, RenderRequest{loaded->model, chat}});
    const auto all = talk.next<RenderedReply>(3);
    QVERIFY(all && all->dropped == 0);
    chat.room = std::int64_t(all->ids.size()) - 1;
    talk.write(EngineRequest{4, RenderRequest{loaded->model, chat}});
    const auto cut = talk.next<RenderedReply>(4);
    QVERIFY(cut.has_value());
    QCOMPARE(cut->dropped, 2);
    QVERIFY(cut->text.find("one two three") == std::string::npos);
    QVERIFY(cut->text.find("Be brief.") != std::string::npos);
    QVERIFY(cut->text.find("five") != std::string::npos);
    chat.room = 1; // the last turn stays whatever it takes
    talk.write(EngineRequest{5, RenderRequest{loaded->model, chat}});
    const auto last = talk.next<RenderedReply>(5);
    QVERIFY(last && last->dropped == 4 && last->text.find("seven") != std::string::npos);
}

void EngineServeTest::unloadForgetsTheModel() {
    Conversation talk;
    const std::string key = loadStories(talk);
    talk.write(EngineRequest{3, UnloadRequest{key}});
    QVERIFY(talk.next<DoneReply>(3).has_value());
    talk.write(EngineRequest{4, GenerateRequest{key, onceUponATime(), {row(1, 3)}}});
    QVERIFY(talk.next<ErrorReply>(4).has_value());
}

void EngineServeTest::endsWhenInputEnds() {
    Conversation talk;
    talk.write(EngineRequest{1, HelloRequest{}});
    QVERIFY(talk.next<HelloReply>(1).has_value());
    talk.process().closeWriteChannel(); // what a killed window leaves behind
    QVERIFY(talk.process().waitForFinished(kPatienceMs));
    QCOMPARE(talk.process().exitCode(), 0);
}

void EngineServeTest::endsWhenInputEndsWhileItGenerates() {
    Conversation talk;
    const std::string key = loadStories(talk);
    talk.write(
        EngineRequest{3, GenerateRequest{key, onceUponATime(),
                                         std::vector<SamplingParameters>(200, row(1, 500))}});
    QVERIFY(talk.next<TokensReply>(3).has_value());
    talk.process().closeWriteChannel();
    QVERIFY(talk.process().waitForFinished(kPatienceMs));
    QCOMPARE(talk.process().exitCode(), 0);
}

void EngineServeTest::shutdownEndsIt() {
    Conversation talk;
    talk.write(EngineRequest{1, ShutdownRequest{}});
    QVERIFY(talk.next<DoneReply>(1).has_value());
    QVERIFY(talk.process().waitForFinished(kPatienceMs));
    QCOMPARE(talk.process().exitCode(), 0);
}

QTEST_GUILESS_MAIN(EngineServeTest)
#include "tst_engine_serve.moc"
