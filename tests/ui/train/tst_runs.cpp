#include "run_folders.h"
#include "strict_messages.h"

#include "ui/services/held_out.h"
#include "ui/services/run_service.h"
#include "ui/services/run_writer.h"
#include "ui/train/run_field_text.h"
#include "ui/train/run_methods.h"
#include "ui/train/run_presets.h"
#include "ui/train/run_table_model.h"
#include "ui/train/usual_ranges.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <set>

using namespace tiebreak;

namespace {
constexpr int kPatience = 5000; // ms
}

class TestRuns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void service_findsRunsAndFollowsTheirCurves() {
        QTemporaryDir workspace;
        const auto runs = std::filesystem::path(workspace.path().toStdString()) / "runs";
        const auto folder = writeRun(runs, "dpo-0001", dpoConfig(), stateOf("running", 3, 10), 3);
        RunService service(workspace.path(), QStringLiteral("/nonexistent"));
        QSignalSpy curves(&service, &RunService::curvesChanged);
        QVERIFY(curves.wait(kPatience));
        QTRY_COMPARE_WITH_TIMEOUT(service.runs().size(), 1, kPatience);
        QCOMPARE(service.runs()[0].effectiveState, QStringLiteral("running"));
        QCOMPARE(service.runs()[0].rows, 3);
        QCOMPARE(service.curves("dpo-0001")->at("loss").steps.size(), size_t(3));
        auto writer = MetricLogWriter::open(folder.metrics());
        QVERIFY(writer->append(dpoLine(4, 0)).ok());
        QVERIFY(curves.wait(kPatience));
        QCOMPARE(service.curves("dpo-0001")->at("loss").steps.size(), size_t(4));
    }

    void service_tellsADeadRunFromALiveOne() {
        QTemporaryDir workspace;
        const auto runs = std::filesystem::path(workspace.path().toStdString()) / "runs";
        RunState dead = stateOf("running", 3, 10);
        dead.pidStart += 1; // another process had this pid
        writeRun(runs, "dpo-0001", dpoConfig(), dead, 3);
        RunService service(workspace.path(), QStringLiteral("/nonexistent"));
        QSignalSpy changed(&service, &RunService::runsChanged);
        QVERIFY(changed.wait(kPatience));
        QCOMPARE(service.runs()[0].effectiveState, QStringLiteral("interrupted"));
        QVERIFY(!service.runs()[0].isLive());
    }

    void service_tellsThatARunFinishedWhileTheWindowWasClosed() {
        QTemporaryDir workspace;
        const auto runs = std::filesystem::path(workspace.path().toStdString()) / "runs";
        writeRun(runs, "dpo-0001", dpoConfig(), stateOf("finished", 10, 10), 10);
        RunService service(workspace.path(), QStringLiteral("/nonexistent"));
        QSignalSpy finished(&service, &RunService::runFinished);
        QVERIFY(finished.wait(kPatience));
        QCOMPARE(finished.count(), 1);
    }

    void service_withoutEngineSaysWhichStartFailed() {
        QTemporaryDir workspace;
        RunService service(workspace.path(), QStringLiteral("/nonexistent/tiebreak-engine"));
        QSignalSpy failed(&service, &RunService::runFailed);
        NewRun run{dpoConfig(), {{{"chosen", "a"}, {"rejected", "b"}}}, {}};
        service.createAndStart(run);
        QVERIFY(failed.wait(kPatience));
        QCOMPARE(failed[0][0].toString(), QStringLiteral("dpo-0001"));
    }

    void newRun_isFrozenWithItsHashAndTheNextFreeNumber() {
        QTemporaryDir workspace;
        const std::filesystem::path runs = workspace.path().toStdString();
        const NewRun run{dpoConfig(), {{{"prompt", "p"}, {"chosen", "a"}, {"rejected", "b"}}}, {}};
        QCOMPARE(writeNewRun(runs, run).value(), QStringLiteral("dpo-0001"));
        QCOMPARE(writeNewRun(runs, run).value(), QStringLiteral("dpo-0002"));
        const auto config = readRunConfig(runs / "dpo-0002" / "run.json");
        QVERIFY(config.ok());
        QCOMPARE(config->dataSha256.size(), size_t(64));
        QCOMPARE(config->learningRate, run.config.learningRate);
        QCOMPARE(readRunState(RunFolder{runs / "dpo-0002"})->state, std::string("queued"));
    }

    void table_changesInPlaceAndKeepsColours() {
        RunTableModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        RunSnapshot a, b;
        a.id = QStringLiteral("dpo-0001");
        a.startedAt = 1;
        b.id = QStringLiteral("dpo-0002");
        b.startedAt = 2;
        a.config = b.config = dpoConfig();
        model.setRuns({a, b});
        QCOMPARE(model.run(0)->id, QStringLiteral("dpo-0002")); // newest first
        const int colour = model.lineOf(a.id);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        a.state.step = 7;
        a.state.totalSteps = 10;
        model.setRuns({a, b});
        QVERIFY(!changed.isEmpty());
        QVERIFY(reset.isEmpty());
        QVERIFY(model.index(1, RunTableModel::Step).data().toString().startsWith(QLatin1Char('7')));
        model.setRuns({a});
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.lineOf(a.id), colour);
    }

    void fields_refuseWhatIsWrongInWords_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("good");
        QTest::newRow("rate") << "learning_rate"
                              << "5e-6" << true;
        QTest::newRow("rate too high") << "learning_rate"
                                       << "7" << false;
        QTest::newRow("no number") << "learning_rate"
                                   << "fast" << false;
        QTest::newRow("empty") << "batch_size"
                               << "" << false;
        QTest::newRow("whole") << "batch_size"
                               << "4" << true;
        QTest::newRow("not whole") << "batch_size"
                                   << "4.5" << false;
        QTest::newRow("zero") << "batch_size"
                              << "0" << false;
        QTest::newRow("open end") << "dpo.beta"
                                  << "0" << false;
        QTest::newRow("nothing where that is allowed") << "dpo.ld_alpha"
                                                       << "" << true;
        QTest::newRow("a list with a hole") << "dpo.loss_weights"
                                            << "1, two" << false;
    }

    void fields_refuseWhatIsWrongInWords() {
        QFETCH(QString, key);
        QFETCH(QString, text);
        QFETCH(bool, good);
        const RunField field = fieldOf(key);
        const auto value = valueFromText(field, text);
        QCOMPARE(value.ok(), good);
        if (!good)
            QVERIFY(QString::fromStdString(value.error().message).startsWith(field.name));
    }

    void fields_andTheEngineAgreeOnWhatIsAllowed() {
        for (const auto& field : runFields()) {
            if (!field.isNumber())
                continue;
            for (const double end : {field.range.low, field.range.high}) {
                if (!std::isfinite(end))
                    continue;
                if (field.range.contains(end) && field.key != QLatin1String("max_length"))
                    QVERIFY2(engineTakes(field, end), qPrintable(field.key));
                if (!field.range.contains(end))
                    QVERIFY2(!engineTakes(field, end), qPrintable(field.key));
            }
            if (std::isfinite(field.range.low) && field.key != QLatin1String("max_steps") &&
                field.key != QLatin1String("ppo.episodes"))
                QVERIFY2(!engineTakes(field, field.range.low - 1), qPrintable(field.key));
        }
    }

    void fields_showEveryKeyOfRunJson() {
        // The last two the engine refuses until they have landed.
        const QStringList formsOwn{"format",  "method",        "model",
                                   "rewards", "ppo.kl_budget", "ppo.value_head"};
        for (const auto& method : runMethods()) {
            const auto document = toJson(runPresets(method.id)[0].config);
            for (const auto& [key, value] : document.items()) {
                const QString name = QString::fromStdString(key);
                if (!value.is_object()) {
                    QVERIFY2(formsOwn.contains(name) || hasField(name), qPrintable(name));
                    continue;
                }
                for (const auto& [inner, ignored] : value.items()) {
                    const QString whole = name + '.' + QString::fromStdString(inner);
                    QVERIFY2(formsOwn.contains(whole) || hasField(whole), qPrintable(whole));
                }
            }
        }
    }

    void fields_readBackWhatTheyShow() {
        for (const auto& method : runMethods()) {
            const auto document = toJson(runPresets(method.id)[0].config);
            for (const auto& field : runFields()) {
                if (!field.belongsTo(method.id))
                    continue;
                const auto value = valueIn(document, field);
                const auto read = valueFromText(field, textOfValue(field, value));
                QVERIFY2(read.ok(), qPrintable(field.key));
                if (field.key != QLatin1String("lora.targets")) // empty is all-linear
                    QVERIFY2(*read == value, qPrintable(field.key));
            }
        }
    }

    void presets_keepToTheRatesOfTheirMethod() {
        for (const auto& method : runMethods())
            for (const auto& preset : runPresets(method.id))
                QVERIFY2(rateWarning(method.id, preset.config.learningRate, true).isEmpty(),
                         qPrintable(method.id + preset.id));
        const double sft = runPresets(QStringLiteral("sft"))[1].config.learningRate;
        for (const char* method : {"dpo", "kto", "orpo", "simpo", "cpo", "bco"}) {
            const auto steady = runPresets(QString::fromLatin1(method))[1].config.learningRate;
            QVERIFY2(steady * 5 < sft, method);
            QVERIFY2(!rateWarning(QString::fromLatin1(method), 1e-3, true).isEmpty(), method);
            QVERIFY2(!rateWarning(QString::fromLatin1(method), 2e-4, false).isEmpty(), method);
        }
        QVERIFY(rateWarning(QStringLiteral("sft"), 2e-4, true).isEmpty());
    }

    void presets_areAcceptedByTheEnginesReader() {
        for (const auto& method : runMethods())
            for (auto preset : runPresets(method.id)) {
                preset.config.model = "m.gguf";
                preset.config.data = "data.jsonl";
                preset.config.prompts = "prompts.jsonl";
                const auto read = runConfigFromJson(toJson(preset.config));
                QVERIFY2(read.ok(), read ? "" : read.error().message.c_str());
            }
    }

    void heldOutRows_keepQueriesTogether() {
        std::string lines;
        for (int query = 0; query < 20; ++query)
            for (int i = 0; i < 3; ++i)
                lines += nlohmann::json{{"prompt", query}, {"chosen", i}}.dump() + "\n";
        lines += "no json\n";
        const auto divided = divideRows(lines, 0.2);
        const auto queriesOf = [](const std::string& text) {
            std::set<int> queries;
            for (const QByteArray& line : QByteArray::fromStdString(text).split('\n'))
                if (line.startsWith('{'))
                    queries.insert(nlohmann::json::parse(line.toStdString())["prompt"].get<int>());
            return queries;
        };
        const auto learned = queriesOf(divided.learned), held = queriesOf(divided.heldOut);
        QCOMPARE(held.size(), size_t(4));
        QCOMPARE(learned.size(), size_t(16));
        QCOMPARE(std::count(divided.heldOut.begin(), divided.heldOut.end(), '\n'), 12);
        for (const auto& query : held)
            QVERIFY(!learned.count(query));
        QVERIFY(divided.learned.find("no json") != std::string::npos);
        QCOMPARE(divideRows(lines, 0.2).heldOut, divided.heldOut);
        QVERIFY(divideRows("{\"prompt\":\"only\"}\n", 0.5).heldOut.empty());
    }

    void newRun_holdsOutRowsAndTakesAFile() {
        QTemporaryDir workspace;
        const std::filesystem::path runs = workspace.path().toStdString();
        NewRun run{dpoConfig(), {}, {}};
        run.rowsFile = (runs / "mine.jsonl").string();
        run.heldOut = 0.5;
        QVERIFY(writeFileAtomically(run.rowsFile, "{\"prompt\":\"a\",\"chosen\":\"1\"}\n"
                                                  "{\"prompt\":\"b\",\"chosen\":\"2\"}\n")
                    .ok());
        QVERIFY(writeNewRun(runs, run).ok());
        const auto config = readRunConfig(runs / "dpo-0001" / "run.json");
        QVERIFY(config.ok());
        QCOMPARE(std::filesystem::path(config->evalData).filename().string(),
                 std::string("eval.jsonl"));
        QVERIFY(std::filesystem::exists(config->evalData));
        QCOMPARE(readFile(config->data)->size() + readFile(config->evalData)->size(),
                 readFile(run.rowsFile)->size());
    }

private:
    static RunField fieldOf(const QString& key) {
        for (const auto& field : runFields())
            if (field.key == key)
                return field;
        qFatal("no such field");
    }

    static bool hasField(const QString& key) {
        for (const auto& field : runFields())
            if (field.key == key)
                return true;
        return false;
    }

    /// A run of a method that has the field, with this value in it, as the engine reads it.
    static bool engineTakes(const RunField& field, double value) {
        const QString method =
            field.methods.isEmpty() ? QStringLiteral("dpo") : field.methods.section(' ', 0, 0);
        auto document = toJson(runPresets(method)[0].config);
        document["model"] = "m.gguf";
        nlohmann::json number = value;
        if (field.kind == RunField::Kind::Whole)
            number = static_cast<std::int64_t>(value);
        if (field.key == QLatin1String("ppo.response_min"))
            document["ppo"]["response_max"] = std::max<std::int64_t>(1, std::int64_t(value));
        if (field.key == QLatin1String("ppo.response_max"))
            document["ppo"]["response_min"] = 0;
        if (field.key == QLatin1String("ppo.minibatches"))
            document["ppo"]["rollout_batch"] = std::int64_t(value) < 1 ? 1 : std::int64_t(value);
        if (field.key == QLatin1String("ppo.rollout_batch"))
            document["ppo"]["minibatches"] = 1;
        if (field.key == QLatin1String("ppo.episodes"))
            document["max_steps"] = 1;
        setValueIn(document, field, number);
        return runConfigFromJson(document).ok();
    }

    StrictMessages m_strict;
};

QTEST_MAIN(TestRuns)
#include "tst_runs.moc"
