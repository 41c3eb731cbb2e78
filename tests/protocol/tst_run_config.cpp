#include "protocol/run_config.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace tiebreak;
using nlohmann::json;

namespace {

json smallestDpo() {
    return {{"method", "dpo"}, {"model", "m.gguf"}};
}

json smallestPpo() {
    return {{"method", "ppo"},
            {"model", "m.gguf"},
            {"ppo", {{"episodes", 64}}},
            {"rewards", json::array({{{"kind", "vader"}}})}};
}

QString errorOf(const json& document) {
    const auto config = runConfigFromJson(document);
    return config ? QString() : QString::fromStdString(config.error().text());
}

} // namespace

class TestRunConfig : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void defaults_areTheContracts() {
        const auto read = runConfigFromJson(smallestDpo());
        QVERIFY2(read.ok(), qPrintable(errorOf(smallestDpo())));
        const RunConfig& config = *read;
        QCOMPARE(config.seed, std::uint64_t{42});
        QCOMPARE(config.epochs, 1.0);
        QCOMPARE(config.maxSteps, std::int64_t{0});
        QCOMPARE(config.batchSize, std::int64_t{4});
        QCOMPARE(config.gradientAccumulation, std::int64_t{1});
        QCOMPARE(config.maxLength, std::int64_t{1024});
        QVERIFY(config.appendEos);
        QVERIFY(!config.padToken);
        QCOMPARE(config.warmupSteps, std::int64_t{0});
        QCOMPARE(config.weightDecay, 0.0);
        QCOMPARE(config.adamBeta1, 0.9);
        QCOMPARE(config.adamBeta2, 0.999);
        QCOMPARE(config.adamEpsilon, 1e-8);
        QCOMPARE(config.maxGradNorm, 1.0);
        QVERIFY(config.disableDropout);
        QCOMPARE(config.saveEvery, std::int64_t{100});
        QCOMPARE(config.keepLast, std::int64_t{2});
        QCOMPARE(config.keepBest, std::int64_t{1});
        QCOMPARE(config.evalEvery, std::int64_t{0});
        QCOMPARE(config.probeEvery, std::int64_t{10});
        QCOMPARE(config.reference, std::string("start"));
        QCOMPARE(config.dpo.beta, 0.1);
        QCOMPARE(config.dpo.discopopTau, 0.05);
        QCOMPARE(config.learningRate, 1e-6);
        QVERIFY(!config.lora);
    }

    void ppoDefaults_areTheContracts() {
        const auto read = runConfigFromJson(smallestPpo());
        QVERIFY2(read.ok(), qPrintable(errorOf(smallestPpo())));
        const PpoConfig& ppo = read->ppo;
        QCOMPARE(ppo.rolloutBatch, std::int64_t{64});
        QCOMPARE(ppo.minibatches, std::int64_t{1});
        QCOMPARE(ppo.epochs, std::int64_t{4});
        QCOMPARE(ppo.responseMin, std::int64_t{16});
        QCOMPARE(ppo.responseMax, std::int64_t{53});
        QCOMPARE(ppo.klCoef, 0.05);
        QCOMPARE(ppo.klHorizon, 10000.0);
        QCOMPARE(ppo.klEstimator, std::string("k1"));
        QCOMPARE(ppo.clip, 0.2);
        QCOMPARE(ppo.valueCoef, 0.1);
        QCOMPARE(ppo.lambda, 0.95);
        QCOMPARE(read->rewards.front().weight, 1.0);
        QCOMPARE(read->learningRate, 3e-6);
    }

    void everyValue_isReadAndWrittenBackEqual() {
        json document = smallestPpo();
        document.update({{"reference", "base"},
                         {"dtype", "bfloat16"},
                         {"device", "cuda"},
                         {"threads", 2},
                         {"seed", 18446744073709551615ull},
                         {"pad_token", "<pad>"},
                         {"schedule", "cosine"},
                         {"learning_rate", 0.0003},
                         {"order", "sequential"},
                         {"append_eos", false},
                         {"lora", {{"rank", 8}, {"alpha", 16.5}, {"targets", {"q_proj"}}}},
                         {"notes", {{"name", "ppo-0001"}}}});
        document["ppo"].update(
            {{"kl_target", 6}, {"missing_eos_penalty", 1.5}, {"whiten_rewards", true}});
        const auto once = runConfigFromJson(document);
        QVERIFY2(once.ok(), qPrintable(errorOf(document)));
        QCOMPARE(once->seed, 18446744073709551615ull);
        QCOMPARE(*once->ppo.klTarget, 6.0);
        const json written = toJson(*once);
        const auto twice = runConfigFromJson(written);
        QVERIFY2(twice.ok(), qPrintable(errorOf(written)));
        QVERIFY(toJson(*twice) == written);
        QCOMPARE(QString::fromStdString(written.at("learning_rate").dump()), QString("0.0003"));
    }

    void dpoWithEverySetting_roundTrips() {
        json document = smallestDpo();
        document["dpo"] = {{"loss_type", {"sigmoid", "sft"}},
                           {"loss_weights", {1, 0.2}},
                           {"f_divergence", "js_divergence"},
                           {"ld_alpha", 0.5}};
        const auto once = runConfigFromJson(document);
        QVERIFY2(once.ok(), qPrintable(errorOf(document)));
        QVERIFY(toJson(*runConfigFromJson(toJson(*once))) == toJson(*once));
    }

    void everyLossOfTrl_isAccepted() {
        for (const char* loss :
             {"sigmoid", "hinge", "ipo", "exo_pair", "nca_pair", "robust", "bco_pair", "sppo_hard",
              "aot", "aot_unpaired", "apo_zero", "apo_down", "discopop", "sft", "sigmoid_norm"}) {
            json document = smallestDpo();
            document["dpo"] = {{"loss_type", loss}};
            QVERIFY2(runConfigFromJson(document).ok(), loss);
        }
    }

    void outOfRange_isRefusedNamingKeyAndLimit_data() {
        QTest::addColumn<QByteArray>("patch");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("limit");
        const auto row = [](const char* name, const char* patch, const char* key,
                            const char* limit) {
            QTest::newRow(name) << QByteArray(patch) << QString(key) << QString(limit);
        };
        row("dtype", R"({"dtype":"float16"})", "dtype", "float32, bfloat16, auto");
        row("device", R"({"device":"tpu"})", "device", "cpu, cuda, auto");
        row("threads", R"({"threads":-1})", "threads", "from 0 to 1024");
        row("threads huge", R"({"threads":1e30})", "threads", "from 0 to 1024");
        row("order", R"({"order":"sorted"})", "order", "shuffle, sequential");
        row("seed negative", R"({"seed":-1})", "seed", "from 0 to 18446744073709551615");
        row("epochs", R"({"epochs":0})", "epochs", "above 0");
        row("max_steps", R"({"max_steps":-1})", "max_steps", "at least 0");
        row("batch_size", R"({"batch_size":0})", "batch_size", "at least 1");
        row("batch_size fraction", R"({"batch_size":1.5})", "batch_size", "whole number");
        row("gradient_accumulation", R"({"gradient_accumulation":0})", "gradient_accumulation",
            "at least 1");
        row("max_length", R"({"max_length":1})", "max_length", "at least 2");
        row("append_eos", R"({"append_eos":1})", "append_eos", "true or false");
        row("pad_token", R"({"pad_token":3})", "pad_token", "text or null");
        row("learning_rate", R"({"learning_rate":-1e-6})", "learning_rate", "at least 0");
        row("learning_rate text", R"({"learning_rate":"1e-6"})", "learning_rate", "a number");
        row("schedule", R"({"schedule":"step"})", "schedule", "constant, linear, cosine");
        row("warmup_steps", R"({"warmup_steps":-1})", "warmup_steps", "at least 0");
        row("weight_decay", R"({"weight_decay":-1})", "weight_decay", "at least 0");
        row("adam_beta1", R"({"adam_beta1":1})", "adam_beta1", "from 0 to below 1");
        row("adam_beta2", R"({"adam_beta2":1.1})", "adam_beta2", "from 0 to below 1");
        row("adam_epsilon", R"({"adam_epsilon":0})", "adam_epsilon", "above 0");
        row("max_grad_norm", R"({"max_grad_norm":-0.1})", "max_grad_norm", "at least 0");
        row("save_every", R"({"save_every":-1})", "save_every", "at least 0");
        row("keep_last", R"({"keep_last":0})", "keep_last", "at least 1");
        row("keep_best", R"({"keep_best":-1})", "keep_best", "at least 0");
        row("eval_every", R"({"eval_every":-1})", "eval_every", "at least 0");
        row("probe_every", R"({"probe_every":-1})", "probe_every", "at least 0");
        row("notes", R"({"notes":3})", "notes", "an object");
        row("model", R"({"model":7})", "model", "a text");
        row("lora rank", R"({"lora":{"rank":0}})", "lora.rank", "from 1 to 4096");
        row("lora alpha", R"({"lora":{"alpha":0}})", "lora.alpha", "above 0");
        row("lora dropout", R"({"lora":{"dropout":1}})", "lora.dropout", "from 0 to below 1");
        row("lora targets", R"({"lora":{"targets":[1]}})", "lora.targets", "list of texts");
        row("lora list", R"({"lora":[]})", "lora", "an object");
        row("dpo beta", R"({"dpo":{"beta":0}})", "dpo.beta", "above 0");
        row("dpo smoothing", R"({"dpo":{"label_smoothing":0.5}})", "dpo.label_smoothing",
            "from 0 to below 0.5");
        row("dpo loss", R"({"dpo":{"loss_type":"sigmoidal"}})", "dpo.loss_type", "sigmoid, ipo");
        row("dpo no loss", R"({"dpo":{"loss_type":[]}})", "dpo.loss_type", "at least one");
        row("dpo weights", R"({"dpo":{"loss_weights":[1,2]}})", "dpo.loss_weights", "one a loss");
        row("dpo weight negative", R"({"dpo":{"loss_weights":[-1]}})", "dpo.loss_weights",
            "at least 0");
        row("dpo divergence", R"({"dpo":{"f_divergence":"kl"}})", "dpo.f_divergence", "reverse_kl");
        row("dpo alpha 1", R"({"dpo":{"f_divergence":"alpha_divergence","f_alpha":1}})",
            "dpo.f_alpha", "another");
        row("dpo ld_alpha", R"({"dpo":{"ld_alpha":1.5}})", "dpo.ld_alpha", "from 0 to 1");
        row("dpo tau", R"({"dpo":{"discopop_tau":0}})", "dpo.discopop_tau", "above 0");
        row("ppo episodes", R"({"ppo":{"episodes":-1}})", "ppo.episodes", "at least 0");
        row("ppo rollout", R"({"ppo":{"rollout_batch":0}})", "ppo.rollout_batch", "at least 1");
        row("ppo minibatches", R"({"ppo":{"minibatches":65}})", "ppo.minibatches",
            "one an episode");
        row("ppo epochs", R"({"ppo":{"epochs":0}})", "ppo.epochs", "at least 1");
        row("ppo response_min", R"({"ppo":{"response_min":-1}})", "ppo.response_min", "at least 0");
        row("ppo response order", R"({"ppo":{"response_min":60}})", "ppo.response_min",
            "ppo.response_max");
        row("ppo response_max", R"({"ppo":{"response_max":0}})", "ppo.response_max", "at least 1");
        row("ppo temperature", R"({"ppo":{"temperature":0}})", "ppo.temperature", "above 0");
        row("ppo kl_coef", R"({"ppo":{"kl_coef":-1}})", "ppo.kl_coef", "at least 0");
        row("ppo kl_target", R"({"ppo":{"kl_target":0}})", "ppo.kl_target", "above 0");
        row("ppo kl_horizon", R"({"ppo":{"kl_horizon":0}})", "ppo.kl_horizon", "above 0");
        row("ppo kl_estimator", R"({"ppo":{"kl_estimator":"k2"}})", "ppo.kl_estimator", "k1, k3");
        row("ppo clip", R"({"ppo":{"clip":1}})", "ppo.clip", "above 0 and below 1");
        row("ppo value_clip", R"({"ppo":{"value_clip":0}})", "ppo.value_clip", "above 0");
        row("ppo value_coef", R"({"ppo":{"value_coef":-1}})", "ppo.value_coef", "at least 0");
        row("ppo gamma", R"({"ppo":{"gamma":1.01}})", "ppo.gamma", "from 0 to 1");
        row("ppo lambda", R"({"ppo":{"lambda":-0.1}})", "ppo.lambda", "from 0 to 1");
        row("ppo penalty", R"({"ppo":{"missing_eos_penalty":-1}})", "ppo.missing_eos_penalty",
            "at least 0");
        row("ppo entropy_coef", R"({"ppo":{"entropy_coef":-1}})", "ppo.entropy_coef", "at least 0");
        row("ppo value_head", R"({"ppo":{"value_head":"none"}})", "ppo.value_head",
            "trunk, separate");
        row("rewards", R"({"rewards":{}})", "rewards", "list");
        row("reward kind", R"({"rewards":[{"kind":"likes"}]})", "rewards[0].kind",
            "vader, length or model");
        row("reward weight", R"({"rewards":[{"kind":"vader","weight":"1"}]})", "rewards[0].weight",
            "a number");
    }
    void outOfRange_isRefusedNamingKeyAndLimit() {
        QFETCH(QByteArray, patch);
        QFETCH(QString, key);
        QFETCH(QString, limit);
        json document = smallestDpo();
        document.update(json::parse(patch.toStdString()));
        const auto config = runConfigFromJson(document);
        QVERIFY(!config.ok());
        QCOMPARE(int(config.error().code), int(ErrorCode::BadArgument));
        const QString message = QString::fromStdString(config.error().text());
        QVERIFY2(message.contains("'" + key + "'"), qPrintable(message));
        QVERIFY2(message.contains(limit), qPrintable(message));
    }

    void unknownKey_isRefusedByName_data() {
        QTest::addColumn<QByteArray>("patch");
        QTest::addColumn<QString>("words");
        QTest::newRow("top, near")
            << QByteArray(R"({"learningrate":1})") << "Did you mean 'learning_rate'?";
        QTest::newRow("top, far") << QByteArray(R"({"wibble":1})") << "\"wibble\"";
        QTest::newRow("inside dpo")
            << QByteArray(R"({"dpo":{"betta":1}})") << "Did you mean 'dpo.beta'?";
        QTest::newRow("inside ppo")
            << QByteArray(R"({"ppo":{"klcoef":1}})") << "Did you mean 'ppo.kl_coef'?";
        QTest::newRow("inside lora") << QByteArray(R"({"lora":{"r":8}})") << "\"lora.r\"";
    }
    void unknownKey_isRefusedByName() {
        QFETCH(QByteArray, patch);
        QFETCH(QString, words);
        json document = smallestDpo();
        document.update(json::parse(patch.toStdString()));
        const QString message = errorOf(document);
        QVERIFY2(message.contains("unknown key") && message.contains(words), qPrintable(message));
    }

    void featureNotLanded_isNotAvailable_data() {
        QTest::addColumn<QByteArray>("patch");
        for (const char* method : {"rloo", "grpo"})
            QTest::newRow(method) << QByteArray::fromStdString(json{{"method", method}}.dump());
        for (const char* kind : {"repetition", "regex", "json", "keyword", "program"})
            QTest::newRow(qPrintable(QString("reward ") + kind)) << QByteArray::fromStdString(
                json{{"rewards", json::array({{{"kind", kind}}})}}.dump());
        QTest::newRow("group_size") << QByteArray(R"({"ppo":{"group_size":8}})");
        QTest::newRow("kl_budget") << QByteArray(R"({"ppo":{"kl_budget":8}})");
        QTest::newRow("value_head") << QByteArray(R"({"ppo":{"value_head":"separate"}})");
    }
    void featureNotLanded_isNotAvailable() {
        QFETCH(QByteArray, patch);
        json document = smallestDpo();
        document.update(json::parse(patch.toStdString()));
        const auto config = runConfigFromJson(document);
        QVERIFY(!config.ok());
        QCOMPARE(int(config.error().code), int(ErrorCode::Unsupported));
        QVERIFY(QString::fromStdString(config.error().text())
                    .contains("not available in this version"));
    }

    void methodsOverRows_roundTripWithTheirSection_data() {
        QTest::addColumn<QByteArray>("section");
        QTest::newRow("sft") << QByteArray(R"({"completion_only":false,"packing":true})");
        QTest::newRow("reward") << QByteArray(R"({"center_coefficient":0.01})");
        QTest::newRow("kto") << QByteArray(R"({"beta":0.3,"undesirable_weight":1.5})");
        QTest::newRow("orpo") << QByteArray(R"({"beta":0.3})");
        QTest::newRow("simpo") << QByteArray(R"({"beta":2.5,"gamma":1.2})");
        QTest::newRow("cpo") << QByteArray(R"({"alpha":0,"label_smoothing":0.1})");
        QTest::newRow("bco") << QByteArray(R"({"beta":0.2})");
        QTest::newRow("dpo") << QByteArray(R"({"beta":0.2,"beta_end":0.05})");
    }
    void methodsOverRows_roundTripWithTheirSection() {
        QFETCH(QByteArray, section);
        const std::string method = QTest::currentDataTag();
        json document{{"method", method}, {"model", "m.gguf"}, {"data", "d.jsonl"}};
        document[method] = json::parse(section.toStdString());
        const auto once = runConfigFromJson(document);
        QVERIFY2(once.ok(), qPrintable(errorOf(document)));
        const json written = toJson(*once);
        for (const auto& [key, value] : document[method].items())
            QVERIFY2(written[method][key] == value, key.c_str());
        QVERIFY(toJson(*runConfigFromJson(written)) == written);
        document[method]["unheard_of"] = 1;
        QVERIFY(errorOf(document).contains("unheard_of"));
    }

    void defaults_followTheMethod() {
        const auto of = [](const char* method) {
            return *runConfigFromJson({{"method", method}, {"model", "m"}});
        };
        QCOMPARE(of("sft").learningRate, 2e-5);
        QCOMPARE(of("reward").learningRate, 1e-4);
        QCOMPARE(of("kto").learningRate, 1e-6);
        QCOMPARE(of("orpo").learningRate, 1e-6);
        QVERIFY(!of("sft").disableDropout);
        QVERIFY(of("reward").disableDropout);
        QCOMPARE(of("kto").order, std::string("sequential"));
        QCOMPARE(of("sft").order, std::string("shuffle"));
    }

    void kto_needsFixedBatchesOfAtLeastTwo() {
        QVERIFY(errorOf({{"method", "kto"}, {"model", "m"}, {"order", "shuffle"}})
                    .contains("sequential"));
        QVERIFY(
            errorOf({{"method", "kto"}, {"model", "m"}, {"batch_size", 1}}).contains("batch_size"));
    }

    void missingEssentials_areNamed() {
        QVERIFY(errorOf({{"model", "m"}}).contains("'method' is missing"));
        QVERIFY(errorOf({{"method", "dpo"}}).contains("'model' is missing"));
        QVERIFY(errorOf({{"method", "magic"}, {"model", "m"}}).contains("\"magic\""));
        json noReward = smallestPpo();
        noReward.erase("rewards");
        QVERIFY(errorOf(noReward).contains("'rewards' is empty"));
        json endless = smallestPpo();
        endless.erase("ppo");
        QVERIFY(errorOf(endless).contains("'ppo.episodes'"));
        QVERIFY(errorOf(json::array()).contains("object"));
    }

    void newerFormat_isTooNew() {
        json document = smallestDpo();
        document["format"] = 2;
        QCOMPARE(int(runConfigFromJson(document).error().code), int(ErrorCode::TooNew));
        document["format"] = 1;
        QVERIFY(runConfigFromJson(document).ok());
        document["format"] = "one";
        QCOMPARE(int(runConfigFromJson(document).error().code), int(ErrorCode::BadArgument));
    }

    void rewardOptions_areKept() {
        json document = smallestPpo();
        document["rewards"] = json::array({{{"kind", "length"}, {"weight", -0.5}, {"target", 30}}});
        const auto config = runConfigFromJson(document);
        QVERIFY(config.ok());
        QCOMPARE(config->rewards[0].weight, -0.5);
        QVERIFY(config->rewards[0].options == json({{"target", 30}}));
        QVERIFY(toJson(*config).at("rewards") == document["rewards"]);
    }

    void file_resolvesPathsAgainstItsFolder() {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("run.json").toStdString();
        json document = smallestDpo();
        document.update(
            {{"data", "sub/../d.jsonl"}, {"reference", "other.gguf"}, {"tokenizer", "/abs/tok"}});
        std::ofstream(file) << document;
        const auto config = readRunConfig(file);
        QVERIFY(config.ok());
        QCOMPARE(config->data, (file.parent_path() / "d.jsonl").string());
        QCOMPARE(config->model, (file.parent_path() / "m.gguf").string());
        QCOMPARE(config->reference, (file.parent_path() / "other.gguf").string());
        QCOMPARE(config->tokenizer, std::string("/abs/tok"));
    }

    void brokenFile_isAnErrorWithItsPath() {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("run.json").toStdString();
        QCOMPARE(int(readRunConfig(file).error().code), int(ErrorCode::NotFound));
        std::ofstream(file) << "{\"method\":";
        QCOMPARE(int(readRunConfig(file).error().code), int(ErrorCode::BadFile));
        std::ofstream(file) << "{\"method\":\"dpo\",\"model\":\"m\",\"epochs\":1e999}";
        QVERIFY(!readRunConfig(file).ok());
        QVERIFY(readRunConfig(file).error().text().find("run.json") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestRunConfig)
#include "tst_run_config.moc"
