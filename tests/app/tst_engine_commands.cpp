#include "engine_process.h"

#include <QtTest>

using namespace tiebreak;
using namespace tiebreak::test;

namespace {

nlohmann::json goldenPrompt(int index) {
    QFile file(stories("golden.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("golden.json is missing");
    return nlohmann::json::parse(file.readAll().toStdString()).at("prompts").at(std::size_t(index));
}

} // namespace

class EngineCommandsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(m_folder.isValid()); }
    void tokenizeTakesInputUnchanged();
    void tokenizeLinesAndBack();
    void renderPrintsTheTextAlone();
    void raiseExceptionIsExitTwo();
    void generateGreedyEqualsTransformers();
    void generateSamplesAreSeedPlusJ();
    void everyProcessorHasAnOption();
    void optionsChangeTheResponse_data();
    void optionsChangeTheResponse();
    void beamSearchGivesItsBest();
    void stopStringCutsTheText();
    void withoutTokenizerIdsWork();
    void errorsNameTheLine_data();
    void errorsNameTheLine();
    void badArgumentsAreExitTwo_data();
    void badArgumentsAreExitTwo();

private:
    QString write(const QString& name, const QByteArray& content) {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
        return file.fileName();
    }
    Finished generate(const QByteArray& prompts, QStringList options) {
        return runEngine(QStringList{"generate", "--model", stories(), "--dtype", "float32",
                                     "--prompts", write("prompts.jsonl", prompts)} +
                         options);
    }

    QTemporaryDir m_folder;
};

void EngineCommandsTest::tokenizeTakesInputUnchanged() {
    const auto plain = runEngine({"tokenize", "--model", stories()}, "Once upon a time");
    QVERIFY2(plain.status == 0, plain.err);
    QCOMPARE(plain.lines().at(0).at("ids"), goldenPrompt(1).at("token_ids"));
    const auto newline = runEngine({"tokenize", "--model", stories()}, "Once upon a time\n");
    QCOMPARE(newline.status, 0);
    QVERIFY(newline.lines().at(0).at("ids").size() > plain.lines().at(0).at("ids").size());
    QCOMPARE(newline.lines().at(0).at("pieces").size(), newline.lines().at(0).at("ids").size());
    const auto bare =
        runEngine({"tokenize", "--model", stories(), "--no-add-special"}, "Once upon a time");
    QCOMPARE(bare.lines().at(0).at("ids").size() + 1, plain.lines().at(0).at("ids").size());
}

void EngineCommandsTest::tokenizeLinesAndBack() {
    const auto lines = runEngine({"tokenize", "--model", stories(), "--jsonl"},
                                 "{\"text\":\"Lily\"}\n{\"text\":\"a red ball\"}\n");
    QVERIFY2(lines.status == 0, lines.err);
    QCOMPARE(lines.lines().size(), std::size_t(2));
    const auto ids = QByteArray::fromStdString(lines.lines().at(1).at("ids").dump());
    const auto back =
        runEngine({"tokenize", "--model", stories(), "--decode"}, ids + "\n" + ids + "\n");
    QVERIFY2(back.status == 0, back.err);
    QCOMPARE(back.lines().size(), std::size_t(2));
    QCOMPARE(back.lines().at(1).at("text"), nlohmann::json("a red ball"));
    const auto outside = runEngine({"tokenize", "--model", stories(), "--decode"}, "[1]\n[512]\n");
    QCOMPARE(outside.status, 2);
    QVERIFY2(outside.err.contains("line 2") && outside.err.contains("512"), outside.err);
}

void EngineCommandsTest::renderPrintsTheTextAlone() {
    const auto rendered = runEngine(
        {"render", "--template",
         write("t.jinja", "{{ bos_token }}{% for m in messages %}<{{ m.role }}>{{ m.content }}"
                          "{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}"),
         "--bos", "<s>", "--messages", write("m.json", R"([{"role":"user","content":"hi\n"}])")});
    QVERIFY2(rendered.status == 0, rendered.err);
    QCOMPARE(rendered.out, QByteArray("<s><user>hi\n<assistant>"));
}

void EngineCommandsTest::raiseExceptionIsExitTwo() {
    const auto rendered = runEngine(
        {"render", "--template", write("t.jinja", "{{ raise_exception('roles must alternate') }}"),
         "--messages", write("m.json", "[]")});
    QCOMPARE(rendered.status, 2);
    QVERIFY2(rendered.err.contains("roles must alternate"), rendered.err);
    QCOMPARE(rendered.err.count('\n'), 1);
}

void EngineCommandsTest::generateGreedyEqualsTransformers() {
    const auto golden = goldenPrompt(1);
    const auto done = generate("{\"text\":\"Once upon a time\"}\n",
                               {"--greedy", "--ignore-eos", "--max-new-tokens", "64"});
    QVERIFY2(done.status == 0, done.err);
    const auto line = done.lines().at(0);
    QCOMPARE(line.at("ids"), golden.at("greedy_ids"));
    QCOMPARE(line.at("prompt_ids"), golden.at("token_ids"));
    QCOMPARE(line.at("text"), golden.at("greedy_text"));
    QCOMPARE(line.at("stop"), nlohmann::json("length"));
    QCOMPARE(line.at("logprobs").size(), line.at("ids").size());
}

void EngineCommandsTest::generateSamplesAreSeedPlusJ() {
    const QByteArray prompt = "{\"token_ids\":[1,403,407]}\n\n{\"token_ids\":[1]}\n";
    const auto three = generate(
        prompt, {"--seed", "7", "--samples", "3", "--max-new-tokens", "20", "--repeatable"});
    QVERIFY2(three.status == 0, three.err);
    const auto lines = three.lines();
    QCOMPARE(lines.size(), std::size_t(6));
    QCOMPARE(lines[4].at("prompt"), nlohmann::json(1));
    QCOMPARE(lines[4].at("sample"), nlohmann::json(1));
    const auto one = generate(prompt, {"--seed", "8", "--max-new-tokens", "20", "--repeatable"});
    QCOMPARE(one.lines().at(0), [&] {
        auto same = lines[1];
        same["sample"] = 0;
        return same;
    }());
    QVERIFY(lines[1].at("ids") != lines[0].at("ids"));
}

void EngineCommandsTest::everyProcessorHasAnOption() {
    const auto help = runEngine({"generate", "--help"});
    QCOMPARE(help.status, 0);
    for (const char* option : {"--dynamic-temperature-range",
                               "--typical-p",
                               "--top-n-sigma",
                               "--epsilon-cutoff",
                               "--eta-cutoff",
                               "--xtc-probability",
                               "--dry-multiplier",
                               "--mirostat-tau",
                               "--frequency-penalty",
                               "--presence-penalty",
                               "--penalty-window",
                               "--no-repeat-ngram-size",
                               "--logit-bias",
                               "--banned-words",
                               "--banned-tokens",
                               "--guidance-scale",
                               "--negative-prompt",
                               "--beam-width",
                               "--length-penalty",
                               "--early-stopping",
                               "--n-best",
                               "--beam-groups",
                               "--diversity-penalty",
                               "--order"})
        QVERIFY2(help.out.contains(option), option);
}

void EngineCommandsTest::optionsChangeTheResponse_data() {
    QTest::addColumn<QStringList>("options");
    const auto row = [](const char* options) {
        QTest::newRow(options) << QString(options).split(' ');
    };
    row("--greedy --logit-bias 261=50");
    row("--greedy --banned-words there");
    row("--greedy --banned-tokens 383,286 --banned-tokens 394");
    row("--greedy --guidance-scale 3 --negative-prompt There --repetition-penalty 1.3");
    row("--greedy --no-repeat-ngram-size 1");
    row("--seed 3 --temperature 1.4 --top-k 5 --order top_k,temperature");
}

void EngineCommandsTest::optionsChangeTheResponse() {
    QFETCH(QStringList, options);
    const QStringList length{"--max-new-tokens", "30", "--ignore-eos"};
    const auto plain =
        generate("{\"text\":\"Once upon a time\"}\n", QStringList{"--greedy"} + length);
    const auto changed = generate("{\"text\":\"Once upon a time\"}\n", options + length);
    QVERIFY2(changed.status == 0, changed.err);
    QVERIFY(changed.lines().at(0).at("ids") != plain.lines().at(0).at("ids"));
}

void EngineCommandsTest::beamSearchGivesItsBest() {
    const QByteArray prompts = "{\"text\":\"Once upon a time\"}\n{\"token_ids\":[1,403]}\n";
    const auto done = generate(
        prompts, {"--beam-width", "4", "--n-best", "3", "--max-new-tokens", "12", "--ignore-eos"});
    QVERIFY2(done.status == 0, done.err);
    const auto lines = done.lines();
    QCOMPARE(lines.size(), std::size_t(6));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        QCOMPARE(lines[i].at("prompt").get<std::size_t>(), i / 3);
        QCOMPARE(lines[i].at("sample").get<std::size_t>(), i % 3);
        QCOMPARE(lines[i].at("ids").size(), std::size_t(12));
        if (i % 3 > 0)
            QVERIFY(lines[i].at("score").get<double>() <= lines[i - 1].at("score").get<double>());
    }
    QVERIFY(lines[0].at("ids") != lines[1].at("ids"));
}

void EngineCommandsTest::stopStringCutsTheText() {
    const auto done =
        generate("{\"text\":\"Once upon a time\"}\n",
                 {"--greedy", "--max-new-tokens", "64", "--stop", "named", "--stop", "Lily. S"});
    QVERIFY2(done.status == 0, done.err);
    const auto line = done.lines().at(0);
    QCOMPARE(line.at("stop"), nlohmann::json("stop_string"));
    QCOMPARE(line.at("text"), nlohmann::json(", there was a little girl "));
    QVERIFY(line.at("ids").size() < 30);
}

void EngineCommandsTest::withoutTokenizerIdsWork() {
    const QString bare = m_folder.filePath("bare");
    QVERIFY(QDir().mkpath(bare));
    for (const char* name : {"config.json", "model.safetensors"})
        QFile::copy(stories() + "/" + name, bare + "/" + name);
    const auto run = [&](const QByteArray& prompt) {
        return runEngine({"generate", "--model", bare, "--dtype", "float32", "--greedy",
                          "--max-new-tokens", "3", "--prompts", write("p.jsonl", prompt)});
    };
    const auto ids = run("{\"token_ids\":[1,403,407,261,378]}\n");
    QVERIFY2(ids.status == 0, ids.err);
    QVERIFY(ids.lines().at(0).at("text").is_null());
    QCOMPARE(run("{\"text\":\"a\"}\n").status, 2);
}

void EngineCommandsTest::errorsNameTheLine_data() {
    QTest::addColumn<QByteArray>("prompts");
    QTest::addColumn<QByteArray>("named");
    QTest::newRow("not JSON") << QByteArray("{\"text\":\"a\"}\nnonsense\n") << QByteArray("line 2");
    QTest::newRow("no prompt") << QByteArray("{\"txt\":\"a\"}\n") << QByteArray("line 1");
    QTest::newRow("id outside") << QByteArray("\n{\"token_ids\":[1,512]}\n")
                                << QByteArray("line 2");
    QTest::newRow("no template") << QByteArray("{\"messages\":[]}\n") << QByteArray("template");
}

void EngineCommandsTest::errorsNameTheLine() {
    QFETCH(QByteArray, prompts);
    QFETCH(QByteArray, named);
    const auto done = generate(prompts, {"--greedy", "--max-new-tokens", "2"});
    QCOMPARE(done.status, 2);
    QVERIFY2(done.err.contains(named), done.err);
    QCOMPARE(done.err.count('\n'), 1);
    QVERIFY(done.out.isEmpty());
}

void EngineCommandsTest::badArgumentsAreExitTwo_data() {
    QTest::addColumn<QStringList>("options");
    QTest::newRow("temperature 0") << QStringList{"--temperature", "0", "--max-new-tokens", "2"};
    QTest::newRow("no length") << QStringList{"--greedy"};
    QTest::newRow("bias") << QStringList{"--logit-bias", "3:1", "--max-new-tokens", "2"};
    QTest::newRow("order") << QStringList{"--order", "top_q", "--max-new-tokens", "2"};
    QTest::newRow("samples of beams")
        << QStringList{"--beam-width", "2", "--samples", "2", "--max-new-tokens", "2"};
    QTest::newRow("unknown option") << QStringList{"--top-q", "1", "--max-new-tokens", "2"};
    QTest::newRow("unknown dtype") << QStringList{"--dtype", "int8", "--max-new-tokens", "2"};
}

void EngineCommandsTest::badArgumentsAreExitTwo() {
    QFETCH(QStringList, options);
    const auto done = runEngine(QStringList{"generate", "--model", stories(), "--prompts",
                                            write("p.jsonl", "{\"token_ids\":[1]}\n")} +
                                options);
    QCOMPARE(done.status, 2);
    QVERIFY(done.err.startsWith("tiebreak-engine: "));
}

QTEST_GUILESS_MAIN(EngineCommandsTest)
#include "tst_engine_commands.moc"
