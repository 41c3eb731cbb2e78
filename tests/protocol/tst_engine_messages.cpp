#include "protocol/engine_messages.h"
#include "protocol/line_framer.h"
#include "protocol/processor_order.h"

#include <QtTest>
#include <cmath>
#include <limits>
#include <random>

using namespace tiebreak;

Q_DECLARE_METATYPE(EngineRequest)
Q_DECLARE_METATYPE(EngineReply)

namespace {

SamplingParameters unusualParameters() {
    SamplingParameters p;
    p.greedy = true;
    p.temperature = 0.1 + 0.2; // has no short decimal form
    p.topK = 40;
    p.topP = 0.95;
    p.minP = 0.05;
    p.repetitionPenalty = 1.1;
    p.minNewTokens = 3;
    p.maxNewTokens = 17;
    p.seed = std::numeric_limits<std::uint64_t>::max();
    p.stop = {"\n\n", "Größe \"q\""};
    p.ignoreEos = true;
    p.dynamicTemperature = {0.2, 1.5};
    p.typicalP = 0.7;
    p.topNSigma = 1.25;
    p.epsilonCutoff = 3e-4;
    p.etaCutoff = 2e-4;
    p.xtc = {0.2, 0.5};
    p.mirostat = {4.5, 0.2};
    p.frequencyPenalty = -0.25;
    p.presencePenalty = 1.5;
    p.penaltyWindow = 64;
    p.noRepeatNgram = 3;
    p.dry = {0.8, 1.5, 3, 320, {"\n", "日本"}};
    p.logitBias = {{0, -2.5}, {50256, 1.0 / 3}};
    p.bannedWords = {"Größe", " a b"};
    p.bannedTokens = {{1}, {2, 3, 4}};
    p.guidance = {1.0, "not \"this\"", {7, 8}};
    p.beam = {6, 0.5, "never", 4, 3, 0.9};
    p.interventions = {{2, InterventionKind::Force, " blue \"sky\"", {}, 0},
                       {9, InterventionKind::Ban, "", {5, 6}, 0},
                       {11, InterventionKind::Boost, "Größe", {}, -1.0 / 3}};
    p.order = {"top_p", "temperature"};
    return p;
}

PromptSource chatPrompt() {
    PromptSource prompt;
    // "role" after "content": the order must survive, templates may print it.
    prompt.messages = nlohmann::ordered_json::parse(
        R"([{"zebra":1,"content":"hi","role":"user"},{"role":"assistant","content":null}])");
    return prompt;
}

PromptSource idPrompt() {
    PromptSource prompt;
    prompt.tokenIds = std::vector<std::int32_t>{1, 2, 2147483647};
    return prompt;
}

PromptSource textPrompt(std::string text) {
    PromptSource prompt;
    prompt.text = std::move(text);
    return prompt;
}

QString messageOf(const Error& error) {
    return QString::fromStdString(error.message);
}

} // namespace

class EngineMessagesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void requestsComeBackAsTheyWent_data();
    void requestsComeBackAsTheyWent();
    void repliesComeBackAsTheyWent_data();
    void repliesComeBackAsTheyWent();
    void generateKeepsEveryParameter();
    void promptKeepsTheOrderOfKeys();
    void numbersReadBackEqual();
    void nonFiniteLogprobsTravelAsNames();
    void brokenRequestsAreRefusedByName_data();
    void brokenRequestsAreRefusedByName();
    void brokenRepliesAreRefused_data();
    void brokenRepliesAreRefused();
    void randomBytesNeverThrow();
    void cutAndFlippedMessagesNeverThrow();
    void parametersOutOfRangeAreNamed_data();
    void parametersOutOfRangeAreNamed();
    void neutralParametersChangeNothing();
    void orderMovesOnlyWhatItNames();
    void framerGivesWholeLines();
    void framerRefusesOverlongLines();
};

void EngineMessagesTest::requestsComeBackAsTheyWent_data() {
    QTest::addColumn<EngineRequest>("request");
    QTest::newRow("hello") << EngineRequest{1, HelloRequest{}};
    QTest::newRow("load") << EngineRequest{
        2, LoadRequest{"/models/a b.gguf", "/adapters/x", "bfloat16", "cpu", 3}};
    QTest::newRow("generate") << EngineRequest{
        3, GenerateRequest{"key", chatPrompt(), {unusualParameters(), {}}, true}};
    QTest::newRow("generate from ids")
        << EngineRequest{3, GenerateRequest{"key", idPrompt(), {{}}}};
    QTest::newRow("inspect") << EngineRequest{
        3, InspectRequest{"key", idPrompt(), {4, 5}, unusualParameters(), 12}};
    QTest::newRow("render") << EngineRequest{4, RenderRequest{"key", textPrompt("Grüße\n\t\"")}};
    PromptSource begun = chatPrompt();
    begun.prefix = "Once upon";
    begun.room = 1792;
    QTest::newRow("render with a beginning and a limit")
        << EngineRequest{4, RenderRequest{"key", begun}};
    QTest::newRow("score") << EngineRequest{
        9, ScoreRequest{nlohmann::json::parse(R"([{"kind":"length","target":8}])"),
                        "<|user|>hi",
                        {"one", "two"},
                        {1, 2}}};
    QTest::newRow("cancel") << EngineRequest{5, CancelRequest{3}};
    QTest::newRow("unload") << EngineRequest{6, UnloadRequest{"key"}};
    QTest::newRow("devices") << EngineRequest{7, DevicesRequest{}};
    QTest::newRow("shutdown") << EngineRequest{std::numeric_limits<std::int64_t>::max(),
                                               ShutdownRequest{}};
}

void EngineMessagesTest::requestsComeBackAsTheyWent() {
    QFETCH(EngineRequest, request);
    const std::string line = toLine(request);
    QVERIFY(line.find('\n') == std::string::npos);
    const auto back = parseRequest(line);
    QVERIFY2(back.ok(), back.ok() ? "" : back.error().message.c_str());
    QCOMPARE(back->id, request.id);
    QCOMPARE(back->body.index(), request.body.index());
    QCOMPARE(toLine(*back), line);
}

void EngineMessagesTest::repliesComeBackAsTheyWent_data() {
    QTest::addColumn<EngineReply>("reply");
    QTest::newRow("heartbeat") << EngineReply{0, Heartbeat{1764000000123, true}};
    QTest::newRow("hello") << EngineReply{1, HelloReply{1, "0.1.0", "2.15.0", 4711}};
    QTest::newRow("progress") << EngineReply{2, ProgressReply{"reading", 10, 200}};
    QTest::newRow("loaded") << EngineReply{2,
                                           LoadedReply{"k", "SmolLM2", "00ff", "llama", 134515008,
                                                       8192, "cpu", "float32", "Q4_1", true, 2}};
    QTest::newRow("started") << EngineReply{3, StartedReply{{1, 2, 3}, "<|im_start|>"}};
    QTest::newRow("tokens") << EngineReply{
        3, TokensReply{{{0, 504, -1.25, " The"}, {1, 2, -0.5, ""}}}};
    QTest::newRow("finished") << EngineReply{
        3, FinishedReply{1, "stop_string", {5, 6}, {-0.1, -2.5}, "ab", 1234, "fast"}};
    QTest::newRow("inspected") << EngineReply{
        3, InspectedReply{64,
                          {"model", "top_p"},
                          {{504,
                            " The",
                            false,
                            -1.25,
                            2.5,
                            {0, 31},
                            {{504, " The", 0, {0.5, 1}, -1}, {7, "ü", 31, {0.1, 0}, 1}}}}}};
    QTest::newRow("done") << EngineReply{3, DoneReply{}};
    QTest::newRow("rendered") << EngineReply{4, RenderedReply{"hi", {1, 2}, {"h", "i"}}};
    QTest::newRow("rendered with what is unusual")
        << EngineReply{4, RenderedReply{"hi", {1, 1, 2}, {"<s>", "<s>", "hi"}, {0, 1}, 4, true}};
    QTest::newRow("started without its oldest turns")
        << EngineReply{3, StartedReply{{1, 2, 3}, "<|im_start|>", 2}};
    QTest::newRow("scored") << EngineReply{9, ScoredReply{{0.25, -1}}};
    QTest::newRow("devices") << EngineReply{
        7,
        DevicesReply{nlohmann::json::parse(R"({"cpu":{"cores":2},"cuda":[],"torch":"2.15.0"})")}};
    QTest::newRow("error") << EngineReply{
        7, ErrorReply{
               {ErrorCode::BadFile, "tensor 'wte': offset 9120 past data end 8192", "", nullptr}}};
    QTest::newRow("error about an unreadable line")
        << EngineReply{0, ErrorReply{{ErrorCode::BadArgument, "not JSON", "", nullptr}}};
}

void EngineMessagesTest::repliesComeBackAsTheyWent() {
    QFETCH(EngineReply, reply);
    const std::string line = toLine(reply);
    const auto back = parseReply(line);
    QVERIFY2(back.ok(), back.ok() ? "" : back.error().message.c_str());
    QCOMPARE(back->id, reply.id);
    QCOMPARE(back->body.index(), reply.body.index());
    QCOMPARE(toLine(*back), line);
}

void EngineMessagesTest::generateKeepsEveryParameter() {
    const EngineRequest request{3, GenerateRequest{"key", idPrompt(), {unusualParameters()}}};
    const auto back = parseRequest(toLine(request));
    QVERIFY(back.ok());
    const auto& rows = std::get<GenerateRequest>(back->body).rows;
    QCOMPARE(rows.size(), std::size_t(1));
    QVERIFY(rows[0] == unusualParameters());
    SamplingParameters other = unusualParameters();
    other.seed -= 1;
    QVERIFY(!(rows[0] == other)); // the comparison can fail
}

void EngineMessagesTest::promptKeepsTheOrderOfKeys() {
    const auto back = parseRequest(toLine(EngineRequest{4, RenderRequest{"key", chatPrompt()}}));
    QVERIFY(back.ok());
    const auto& prompt = std::get<RenderRequest>(back->body).prompt;
    QCOMPARE(prompt.messages->dump(), chatPrompt().messages->dump());
    QCOMPARE(prompt.messages->at(0).begin().key(), std::string("zebra"));
}

void EngineMessagesTest::numbersReadBackEqual() {
    const double awkward = -std::nextafter(1.0 / 3.0, 1.0);
    const auto back = parseReply(toLine(EngineReply{3, TokensReply{{{0, 1, awkward, ""}}}}));
    QVERIFY(back.ok());
    const double read = std::get<TokensReply>(back->body).items[0].logprob;
    QVERIFY(read == awkward);
    QVERIFY(read != -1.0 / 3.0);
}

void EngineMessagesTest::nonFiniteLogprobsTravelAsNames() {
    const double infinity = std::numeric_limits<double>::infinity();
    const std::string line = toLine(
        EngineReply{3, FinishedReply{0, "eos", {1, 2}, {std::nan(""), -infinity}, "", 1, "fast"}});
    QVERIFY(line.find("\"NaN\",\"-Infinity\"") != std::string::npos);
    const auto back = parseReply(line);
    QVERIFY(back.ok());
    const auto& logprobs = std::get<FinishedReply>(back->body).logprobs;
    QVERIFY(std::isnan(logprobs[0]));
    QVERIFY(logprobs[1] == -infinity);
}

void EngineMessagesTest::brokenRequestsAreRefusedByName_data() {
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* name, const char* line, const char* named) {
        QTest::newRow(name) << QByteArray(line) << QString(named);
    };
    row("empty line", "", "JSON");
    row("not JSON", "hello", "JSON");
    row("two objects", "{}{}", "JSON");
    row("bytes that are not UTF-8", "{\"id\":1,\"type\":\"\xff\xfe\"}", "JSON");
    row("a list", "[1]", "object");
    row("no id", R"({"type":"devices"})", "'id'");
    row("id 0", R"({"id":0,"type":"devices"})", "'id'");
    row("negative id", R"({"id":-4,"type":"devices"})", "'id'");
    row("id not whole", R"({"id":1.5,"type":"devices"})", "'id'");
    row("id past 63 bits", R"({"id":18446744073709551615,"type":"devices"})", "'id'");
    row("id as text", R"({"id":"1","type":"devices"})", "'id'");
    row("no type", R"({"id":1})", "'type'");
    row("unknown type", R"({"id":1,"type":"explode"})", "explode");
    row("type is a number", R"({"id":1,"type":3})", "'type'");
    row("load without model", R"({"id":1,"type":"load"})", "'model'");
    row("negative threads", R"({"id":1,"type":"load","model":"m","threads":-1})", "'threads'");
    row("cancel of nothing", R"({"id":1,"type":"cancel","target":0})", "'target'");
    row("prompt missing", R"({"id":1,"type":"render","model":"k"})", "'prompt'");
    row("prompt of two kinds",
        R"({"id":1,"type":"render","model":"k","prompt":{"text":"a","token_ids":[1]}})",
        "exactly one");
    row("prompt of no kind", R"({"id":1,"type":"render","model":"k","prompt":{}})", "exactly one");
    row("prompt is text", R"({"id":1,"type":"render","model":"k","prompt":"a"})", "prompt");
    row("negative token id", R"({"id":1,"type":"render","model":"k","prompt":{"token_ids":[-1]}})",
        "'token_ids'");
    row("token id past 31 bits",
        R"({"id":1,"type":"render","model":"k","prompt":{"token_ids":[2147483648]}})",
        "'token_ids'");
    row("no rows", R"({"id":1,"type":"generate","model":"k","prompt":{"text":"a"},"rows":[]})",
        "'rows'");
    row("unknown parameter",
        R"({"id":1,"type":"generate","model":"k","prompt":{"text":"a"},"rows":[{"top_q":1}]})",
        "top_q");
    row("parameter of the wrong type",
        R"({"id":1,"type":"generate","model":"k","prompt":{"text":"a"},"rows":[{"top_k":"4"}]})",
        "'top_k'");
    row("NaN temperature",
        R"({"id":1,"type":"generate","model":"k","prompt":{"text":"a"},"rows":[{"temperature":"NaN"}]})",
        "temperature");
    row("intervention of an unknown kind",
        R"({"id":1,"type":"generate","model":"k","prompt":{"text":"a"},"rows":[{"interventions":[{"position":1,"kind":"nudge","word":"a"}]}]})",
        "nudge");
    row("intervention without a word",
        R"({"id":1,"type":"generate","model":"k","prompt":{"text":"a"},"rows":[{"interventions":[{"position":1,"kind":"ban"}]}]})",
        "word");
    row("prefix as long as the response",
        R"({"id":1,"type":"generate","model":"k","prompt":{"text":"a"},"rows":[{"prefix_ids":[1,2],"max_new_tokens":2}]})",
        "prefix_ids");
    row("inspect without tokens",
        R"({"id":1,"type":"inspect","model":"k","prompt":{"text":"a"},"ids":[],"parameters":{}})",
        "'ids'");
    row("inspect too many alternatives",
        R"({"id":1,"type":"inspect","model":"k","prompt":{"text":"a"},"ids":[1],"parameters":{},"top":101})",
        "'top'");
    row("negative seed",
        R"({"id":1,"type":"generate","model":"k","prompt":{"text":"a"},"rows":[{"seed":-1}]})",
        "'seed'");
    QTest::newRow("nested too deep")
        << QByteArray("{\"id\":1,\"type\":\"render\",\"model\":\"k\",\"prompt\":{\"messages\":") +
               QByteArray(100'000, '[') + QByteArray(100'000, ']') + "}}"
        << QString("nested");
}

void EngineMessagesTest::brokenRequestsAreRefusedByName() {
    QFETCH(QByteArray, line);
    QFETCH(QString, named);
    const auto back = parseRequest(line.toStdString());
    QVERIFY(!back.ok());
    QVERIFY(back.error().code == ErrorCode::BadArgument);
    QVERIFY2(messageOf(back.error()).contains(named), back.error().message.c_str());
}

void EngineMessagesTest::brokenRepliesAreRefused_data() {
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const char* name, const char* line) {
        QTest::newRow(name) << QByteArray(line);
    };
    row("garbage", "\x00\x01");
    row("answer without id", R"({"type":"done"})");
    row("unknown type", R"({"id":1,"type":"surprise"})");
    row("fewer logprobs than ids",
        R"({"id":1,"type":"finished","row":0,"stop":"eos","ids":[1,2],"logprobs":[0.1],"text":"","milliseconds":1,"mode":"fast"})");
    row("negative row",
        R"({"id":1,"type":"tokens","items":[{"row":-1,"id":1,"logprob":0,"text":""}]})");
    row("item is a number", R"({"id":1,"type":"tokens","items":[7]})");
    row("items is an object", R"({"id":1,"type":"tokens","items":{}})");
    row("inspected with fewer shares than stages",
        R"({"id":1,"type":"inspected","first":0,"stages":["model","top_k"],"tokens":[{"id":1,"text":"","logprob":0,"entropy":0,"removed":[0,0],"alternatives":[{"id":1,"text":"","rank":0,"shares":[1],"removed_by":-1}]}]})");
    row("removed by a stage that is not there",
        R"({"id":1,"type":"inspected","first":0,"stages":["model"],"tokens":[{"id":1,"text":"","logprob":0,"entropy":0,"removed":[0],"alternatives":[{"id":1,"text":"","rank":0,"shares":[1],"removed_by":1}]}]})");
    row("hello without version", R"({"id":1,"type":"hello","engine":"a","torch":"b","pid":1})");
}

void EngineMessagesTest::brokenRepliesAreRefused() {
    QFETCH(QByteArray, line);
    QVERIFY(!parseReply(line.toStdString()).ok());
}

void EngineMessagesTest::randomBytesNeverThrow() {
    std::mt19937 random(7);
    for (int round = 0; round < 2000; ++round) {
        std::string line(random() % 200, '\0');
        for (char& c : line)
            c = static_cast<char>(random());
        QVERIFY(!parseRequest(line).ok());
        QVERIFY(!parseReply(line).ok());
    }
}

void EngineMessagesTest::cutAndFlippedMessagesNeverThrow() {
    const std::string whole =
        toLine(EngineRequest{3, GenerateRequest{"key", chatPrompt(), {unusualParameters()}, true}});
    for (std::size_t cut = 0; cut < whole.size(); ++cut)
        QVERIFY(!parseRequest(whole.substr(0, cut)).ok());
    std::mt19937 random(11);
    for (int round = 0; round < 3000; ++round) {
        std::string line = whole;
        line[random() % line.size()] = static_cast<char>(random());
        (void)parseRequest(line); // either outcome; no throw, no fault
    }
}

void EngineMessagesTest::parametersOutOfRangeAreNamed_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* name, const char* json, const char* named) {
        QTest::newRow(name) << QByteArray(json) << QString(named);
    };
    row("temperature 0", R"({"temperature":0})", "temperature");
    row("temperature infinite", R"({"temperature":"Infinity"})", "temperature");
    row("top_k -1", R"({"top_k":-1})", "top_k");
    row("top_p 0", R"({"top_p":0})", "top_p");
    row("top_p 1.01", R"({"top_p":1.01})", "top_p");
    row("min_p 1", R"({"min_p":1})", "min_p");
    row("penalty 0", R"({"repetition_penalty":0})", "repetition_penalty");
    row("max below min", R"({"min_new_tokens":9,"max_new_tokens":8})", "min_new_tokens");
    row("max 0", R"({"max_new_tokens":0})", "max_new_tokens");
    row("empty stop string", R"({"stop":[""]})", "stop");
    row("dynamic range", R"({"dynamic_temperature_range":-0.1})", "dynamic_temperature_range -0.1");
    row("typical_p 0", R"({"typical_p":0})", "typical_p 0: must be above 0 and at most 1");
    row("top_n_sigma", R"({"top_n_sigma":-1})", "top_n_sigma");
    row("epsilon 1", R"({"epsilon_cutoff":1})", "epsilon_cutoff 1");
    row("eta -1", R"({"eta_cutoff":-1})", "eta_cutoff -1");
    row("xtc_probability 2", R"({"xtc_probability":2})", "xtc_probability 2: must be from 0 to 1");
    row("xtc_threshold 0", R"({"xtc_threshold":0})", "xtc_threshold");
    row("mirostat_tau", R"({"mirostat_tau":-3})", "mirostat_tau");
    row("mirostat_eta", R"({"mirostat_eta":1.5})", "mirostat_eta");
    row("frequency", R"({"frequency_penalty":"NaN"})", "frequency_penalty not finite");
    row("presence", R"({"presence_penalty":1e9})", "presence_penalty");
    row("window", R"({"penalty_window":-1})", "penalty_window -1: must be at least 0");
    row("ngram", R"({"no_repeat_ngram_size":-2})", "no_repeat_ngram_size");
    row("dry_multiplier", R"({"dry_multiplier":-1})", "dry_multiplier");
    row("dry_base", R"({"dry_base":0.5})", "dry_base 0.5: must be from 1 to 1000");
    row("dry_allowed_length", R"({"dry_allowed_length":0})", "dry_allowed_length");
    row("dry_breakers", R"({"dry_breakers":["a",""]})", "dry_breakers");
    row("bias of no token", R"({"logit_bias":{"x":1}})", "logit_bias");
    row("bias of no number", R"({"logit_bias":{"1":"x"}})", "logit_bias");
    row("bias too large", R"({"logit_bias":{"1":1e9}})", "logit_bias");
    row("banned nothing", R"({"banned_tokens":[[]]})", "banned_tokens");
    row("banned text", R"({"banned_tokens":["a"]})", "banned_tokens");
    row("guidance", R"({"guidance_scale":-1})", "guidance_scale");
    row("beams", R"({"beam_width":0})", "beam_width 0: must be from 1 to 256");
    row("n best", R"({"beam_width":2,"n_best":3})", "n_best 3: must be at most beam_width, 2");
    row("groups", R"({"beam_width":4,"beam_groups":3})", "beam_groups 3: must divide");
    row("equal groups", R"({"beam_width":4,"beam_groups":2})", "diversity_penalty");
    row("early stopping", R"({"early_stopping":"maybe"})", "early_stopping 'maybe'");
    row("guided beams", R"({"beam_width":4,"guidance_scale":2})", "guidance_scale 2");
    row("unknown processor", R"({"order":["top_k","top_q"]})", "'top_q'");
    row("processor twice", R"({"order":["top_k","top_k"]})", "'top_k' comes twice");
}

void EngineMessagesTest::parametersOutOfRangeAreNamed() {
    QFETCH(QByteArray, json);
    QFETCH(QString, named);
    const auto read = samplingParametersFromJson(nlohmann::json::parse(json.toStdString()));
    QVERIFY(!read.ok());
    QVERIFY2(messageOf(read.error()).contains(named), read.error().message.c_str());
    QVERIFY(validate(SamplingParameters{}).ok());
}

void EngineMessagesTest::neutralParametersChangeNothing() {
    const auto neutral = samplingParametersFromJson(nlohmann::json::object());
    QVERIFY(neutral.ok());
    QVERIFY(*neutral == SamplingParameters{});
    QVERIFY(toJson(*neutral).contains("dry_multiplier"));
    const auto words = samplingParametersFromJson(
        nlohmann::json::parse(R"({"early_stopping":true,"beam_width":2})"));
    QCOMPARE(words->beam.earlyStopping, std::string("true"));
}

void EngineMessagesTest::orderMovesOnlyWhatItNames() {
    QCOMPARE(wholeOrder({}), processorNames());
    const auto moved = wholeOrder({"top_p", "temperature"});
    QCOMPARE(moved.size(), processorNames().size());
    const auto place = [](const std::vector<std::string>& names, const char* name) {
        return std::find(names.begin(), names.end(), name) - names.begin();
    };
    QCOMPARE(place(moved, "top_p"), place(processorNames(), "temperature"));
    QCOMPARE(place(moved, "temperature"), place(processorNames(), "top_p"));
    QCOMPARE(place(moved, "top_k"), place(processorNames(), "top_k"));
    auto reversed = processorNames();
    std::reverse(reversed.begin(), reversed.end());
    QCOMPARE(wholeOrder(reversed), reversed);
}

void EngineMessagesTest::framerGivesWholeLines() {
    LineFramer framer;
    const auto first = framer.push("{\"a\":1}\n{\"b\"");
    QVERIFY(first.ok());
    QVERIFY((*first == std::vector<std::string>{"{\"a\":1}"}));
    const auto second = framer.push(":2}\n\nx\n");
    QVERIFY(second.ok());
    QVERIFY((*second == std::vector<std::string>{"{\"b\":2}", "", "x"}));
}

void EngineMessagesTest::framerRefusesOverlongLines() {
    LineFramer exact(4);
    QVERIFY(exact.push("1234\n1234").ok());
    const auto over = exact.push("5");
    QVERIFY(!over.ok());
    QVERIFY(messageOf(over.error()).contains("4 bytes"));
    QVERIFY(!exact.push("\nok\n").ok()); // the stream has ended
}

QTEST_APPLESS_MAIN(EngineMessagesTest)
#include "tst_engine_messages.moc"
