// The New run panel: questions, fields, data, pre-flight, the run.json that comes of them.
#include "run_folders.h"
#include "strict_messages.h"

#include "ui/services/run_service.h"
#include "ui/services/store_service.h"
#include "ui/train/curve_data.h"
#include "ui/train/guided_questions.h"
#include "ui/train/new_run_form.h"
#include "ui/train/new_run_panel.h"
#include "ui/train/preflight_lines.h"
#include "ui/train/preflight_view.h"
#include "ui/train/run_checks_view.h"
#include "ui/train/run_data_form.h"
#include "ui/train/run_field_list.h"
#include "ui/train/run_methods.h"
#include "ui/train/run_table.h"
#include "ui/train/train_page.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QtTest>

using namespace tiebreak;

namespace {

constexpr int kPatience = 5000; // ms

ModelVersionRecord baseModel() {
    ModelVersionRecord model;
    model.id = model.hash = "starter";
    model.name = "SmolLM2-135M-Instruct";
    model.kind = "base";
    model.path = "/models/SmolLM2-135M-Instruct.Q4_1.gguf";
    return model;
}

ModelVersionRecord rewardModel() {
    ModelVersionRecord model;
    model.id = model.hash = "judge";
    model.name = "reward-0001 step 10";
    model.kind = "checkpoint";
    model.path = "/w/runs/reward-0001/checkpoints/step-000010";
    model.basePath = "/models/SmolLM2-135M-Instruct.Q4_1.gguf";
    model.facts = {{"method", "reward"}};
    return model;
}

nlohmann::json message(const char* role, const char* text) {
    return nlohmann::json::array({{{"role", role}, {"content", text}}});
}

PreferenceExport pairs(int count) {
    PreferenceExport rows;
    for (int i = 0; i < count; ++i)
        rows.rows.push_back({{"prompt", message("user", i % 2 ? "why" : "how")},
                             {"chosen", message("assistant", "short")},
                             {"rejected", message("assistant", "a long answer")},
                             {"margin", 1}});
    return rows;
}

template <class Widget>
void choose(QWidget& parent, const char* name, const QVariant& data) {
    auto* box = parent.findChild<Widget*>(QString::fromLatin1(name));
    QVERIFY2(box, name);
    const int index = box->findData(data);
    QVERIFY2(index >= 0, name);
    box->setCurrentIndex(index);
    Q_EMIT box->activated(index);
}

/// Types into a parameter as a person does.
void type(NewRunForm& form, const char* key, const QString& text) {
    auto* line = qobject_cast<QLineEdit*>(form.fields().row(QString::fromLatin1(key))->editor());
    QVERIFY2(line, key);
    line->selectAll();
    QTest::keyClicks(line, text);
    if (text.isEmpty())
        QTest::keyClick(line, Qt::Key_Delete);
}

bool showsText(QWidget& parent, const QString& words) {
    for (const auto* label : parent.findChildren<QLabel*>())
        if (label->isVisibleTo(&parent) && label->text().contains(words))
            return true;
    return false;
}

nlohmann::json wholeReport() {
    return nlohmann::json::parse(R"({"rows":50,"used":48,"steps":36,"trainable":460800,
        "dropped":[{"row":3,"reason":"its prompt fills max_length"}],
        "truncated":[{"row":7,"tokens":700}],"tokens":{"total":9000,"mean":187,"longest":512},
        "duplicates":[{"row":9,"same_as":2}],"contradictions":[],
        "eval":{"rows":5,"exact":[{"eval_row":0,"row":4}],"near":[],"same_prompts":1},
        "eos":{"completions":96,"with_eos":96},
        "template":{"checked":48,"broken":[],"first_row":{
            "prompt_end":[{"id":1,"piece":"user"}],
            "chosen":[{"id":5,"piece":"Paris"},{"id":2,"piece":"<|im_end|>"}],"rejected":[]}},
        "bias":{"length":{"pairs":48,"chosen_longer":0.7},
                "position":{"pairs":48,"chosen_first":0.5,"low":0.36,"high":0.64}},
        "warnings":[{"code":"length_bias","text":"x"}],"errors":[]})");
}

} // namespace

class TestNewRun : public QObject {
    Q_OBJECT

private:
    /// A form over some judgements, with a base model and a reward model to choose.
    struct Filled : NewRunForm {
        explicit Filled(Theme& theme, int rows = 8)
            : NewRunForm(theme) {
            setModels({baseModel(), rewardModel()});
            setPreferences(pairs(rows));
        }
    };

    /// An engine that answers every pre-flight with `report` and remembers its arguments.
    static QString fakeEngine(const QTemporaryDir& folder, const nlohmann::json& report) {
        const QString file = folder.filePath("engine"), answer = folder.filePath("report.json");
        (void)writeFileAtomically(answer.toStdString(), report.dump());
        (void)writeFileAtomically(file.toStdString(), "#!/bin/sh\necho \"$@\" >> " +
                                                          folder.filePath("asked").toStdString() +
                                                          "\ncat " + answer.toStdString() + "\n");
        QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return file;
    }

    void shoot(QWidget& widget, const QString& name) {
        const QString folder = qEnvironmentVariable("TIEBREAK_SHOTS");
        if (!folder.isEmpty())
            widget.grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
    }

private Q_SLOTS:
    void initTestCase() { m_theme.apply(*qApp, Theme::Choice::Light, 1.0); }

    void everyMethod_leadsToARunTheEngineReads_data() {
        QTest::addColumn<QString>("method");
        for (const auto& method : runMethods())
            QTest::newRow(qPrintable(method.id)) << method.id;
    }

    void everyMethod_leadsToARunTheEngineReads() {
        QFETCH(QString, method);
        Filled form(m_theme);
        choose<QComboBox>(form, "method", method);
        if (method == QLatin1String("ppo"))
            choose<QComboBox>(form, "source", QStringLiteral("judgements"));
        const auto run = form.newRun();
        QVERIFY2(run.ok(), run ? "" : run.error().message.c_str());
        QCOMPARE(QString::fromStdString(run->config.method), method);
        QTemporaryDir folder;
        QVERIFY(writeRunTo(folder, *run));
        const auto read = readRunConfig(folder.filePath("run.json").toStdString());
        QVERIFY2(read.ok(), read ? "" : read.error().message.c_str());
        QCOMPARE(read->learningRate, run->config.learningRate);
        QCOMPARE(read->method, run->config.method);
        if (method == QLatin1String("sft"))
            QVERIFY(run->rows[0].contains("completion") && !run->rows[0].contains("rejected"));
        if (method == QLatin1String("kto"))
            QCOMPARE(read->order, std::string("sequential"));
        if (method == QLatin1String("ppo"))
            QCOMPARE(run->prompts.size(), size_t(2)); // two different queries
    }

    void everyParameter_reachesRunJson() {
        Filled form(m_theme);
        choose<QComboBox>(form, "method", QStringLiteral("dpo"));
        form.fields().setAllShown(true);
        type(form, "dpo.loss_type", "sigmoid, sft");
        type(form, "dpo.loss_weights", "1, 0.2");
        type(form, "dpo.ld_alpha", "0.5");
        type(form, "lora.targets", "q_proj, v_proj");
        type(form, "weight_decay", "0.01");
        type(form, "keep_best", "3");
        const auto run = form.newRun();
        QVERIFY2(run.ok(), run ? "" : run.error().message.c_str());
        QCOMPARE(run->config.dpo.lossTypes, (std::vector<std::string>{"sigmoid", "sft"}));
        QCOMPARE(run->config.dpo.lossWeights, (std::vector<double>{1, 0.2}));
        QCOMPARE(*run->config.dpo.ldAlpha, 0.5);
        QCOMPARE(run->config.lora->targets, (std::vector<std::string>{"q_proj", "v_proj"}));
        QCOMPARE(run->config.weightDecay, 0.01);
        QCOMPARE(run->config.keepBest, std::int64_t(3));
        type(form, "dpo.ld_alpha", "");
        QVERIFY(!form.newRun()->config.dpo.ldAlpha);
        choose<QComboBox>(form, "training", false);
        QVERIFY(!form.newRun()->config.lora);
    }

    void wrongValue_isSaidAtItsField() {
        Filled form(m_theme);
        form.show();
        type(form, "learning_rate", "7");
        QVERIFY(form.fields().row("learning_rate")->hasError());
        QVERIFY(showsText(form, "Learning rate is 7. Use a number from 0 to 1."));
        QVERIFY(!form.newRun());
        type(form, "learning_rate", "3e-5");
        QVERIFY(!form.fields().row("learning_rate")->hasError());
        QCOMPARE(form.newRun()->config.learningRate, 3e-5);
    }

    void whatOnlyTheEngineKnows_isSaidAtItsFieldToo() {
        Filled form(m_theme);
        form.show();
        choose<QComboBox>(form, "method", QStringLiteral("ppo"));
        choose<QComboBox>(form, "source", QStringLiteral("judgements"));
        type(form, "ppo.response_min", "64");
        QVERIFY(!form.newRun());
        auto* row = form.fields().row("ppo.response_min");
        QVERIFY(row->hasError() && row->isVisibleTo(&form));
        type(form, "ppo.response_max", "128");
        QVERIFY(form.newRun().ok());
        QVERIFY(!row->hasError());
    }

    void anSftRateForDpo_isWarnedOf() {
        Filled form(m_theme);
        form.show();
        QVERIFY(!showsText(form, "is high for this method"));
        type(form, "learning_rate", "2e-3");
        QVERIFY(showsText(form, "is high for this method"));
        choose<QComboBox>(form, "method", QStringLiteral("sft"));
        QVERIFY(!showsText(form, "is high for this method"));
    }

    void search_findsParametersByNameKeyAndMeaning() {
        Filled form(m_theme);
        form.show();
        auto* list = form.findChild<RunFieldList*>();
        auto* search = list->findChild<QLineEdit*>();
        QVERIFY(!list->row("adam_beta2")->isVisibleTo(&form));
        QTest::keyClicks(search, "memory optim");
        QVERIFY(list->row("adam_beta2")->isVisibleTo(&form));
        QVERIFY(!list->row("learning_rate")->isVisibleTo(&form));
        search->setText("no such thing");
        QVERIFY(showsText(form, "No parameter of this method is called so."));
        search->clear();
        QVERIFY(list->row("learning_rate")->isVisibleTo(&form));
        for (const auto* row : list->findChildren<RunFieldRow*>())
            if (row->isVisibleTo(&form))
                QVERIFY2(row->field().common, qPrintable(row->field().key));
    }

    void questions_leadToMethodAndPreset() {
        Filled form(m_theme);
        form.setGuided(true);
        form.show();
        const auto answer = [&](const char* id) {
            auto* button = form.findChild<QRadioButton*>(QString("answer.") + id);
            QVERIFY2(button && button->isVisibleTo(&form), id);
            QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(8, button->height() / 2));
        };
        QVERIFY(form.findChild<QRadioButton*>("answer.dpo")->isChecked());
        QVERIFY(form.findChild<QRadioButton*>("answer.quick")->isChecked());
        answer("reward");
        QCOMPARE(form.newRun()->config.method, std::string("reward"));
        answer("careful");
        QCOMPARE(form.newRun()->config.schedule, std::string("cosine"));
        answer("answers");
        QCOMPARE(form.method(), QString("sft"));
        QVERIFY(!form.findChild<QRadioButton*>("answer.dpo")->isVisibleTo(&form));
        answer("queries");
        QCOMPARE(form.method(), QString("ppo"));
        QCOMPARE(form.newRun()->prompts.size(), size_t(2)); // those of the judgements
        choose<QComboBox>(form, "source", QStringLiteral("typed"));
        QVERIFY(!form.newRun()); // no query yet
        form.findChild<QPlainTextEdit*>()->setPlainText("Tell a joke\n\nSay hello");
        QCOMPARE(form.newRun()->prompts.size(), size_t(2));
    }

    void rewards_areWeighedAndAModelTrainedHereIsOffered() {
        Filled form(m_theme);
        choose<QComboBox>(form, "method", QStringLiteral("ppo"));
        choose<QComboBox>(form, "source", QStringLiteral("judgements"));
        form.findChild<QCheckBox*>("reward.vader")->click();
        QVERIFY(!form.newRun()); // none is left
        form.findChild<QCheckBox*>("reward.model")->click();
        const auto run = form.newRun();
        QVERIFY2(run.ok(), run ? "" : run.error().message.c_str());
        QCOMPARE(run->config.rewards.size(), size_t(1));
        QCOMPARE(run->config.rewards[0].kind, std::string("model"));
        QCOMPARE(run->config.rewards[0].options.at("adapter"), rewardModel().path);
        QCOMPARE(run->config.rewards[0].options.at("model"), rewardModel().basePath);
        QCOMPARE(form.findChild<QComboBox*>("model")->count(), 1); // it is no policy
    }

    void rowsOfAFile_andAHeldOutShare() {
        Filled form(m_theme, 0);
        QVERIFY(!form.newRun());
        choose<QComboBox>(form, "source", QStringLiteral("file"));
        auto* file = form.findChild<QLineEdit*>("rows_file");
        file->setText("/nonexistent.jsonl");
        QVERIFY(!form.newRun());
        QTemporaryDir folder;
        const QString rows = folder.filePath("rows.jsonl");
        QVERIFY(writeFileAtomically(rows.toStdString(), "{}\n").ok());
        file->setText(rows);
        choose<QComboBox>(form, "held_out", 0.1);
        const auto run = form.newRun();
        QVERIFY2(run.ok(), run ? "" : run.error().message.c_str());
        QCOMPARE(run->rowsFile, rows.toStdString());
        QCOMPARE(run->heldOut, 0.1);
    }

    void runAgain_hasEveryParameterOfThatRun() {
        RunSnapshot old;
        old.id = "kto-0003";
        old.config.method = "kto";
        old.config.model = "/elsewhere/model.gguf";
        old.config.data = "/w/runs/kto-0003/data.jsonl";
        old.config.evalData = "/w/runs/kto-0003/eval.jsonl";
        old.config.order = "sequential";
        old.config.kto.beta = 0.3;
        old.config.learningRate = 7e-6;
        old.config.adamBeta2 = 0.95;
        old.config.lora = LoraConfig{};
        old.config.lora->rank = 24;
        Filled form(m_theme);
        form.setRun(old);
        auto run = form.newRun();
        QVERIFY2(run.ok(), run ? "" : run.error().message.c_str());
        QCOMPARE(run->rowsFile, old.config.data);
        QCOMPARE(run->evalFile, old.config.evalData);
        QCOMPARE(run->config.notes.at("made_after").get<std::string>(), std::string("kto-0003"));
        RunConfig wanted = old.config;
        wanted.data.clear();
        wanted.evalData.clear();
        run->config.notes = wanted.notes;
        QCOMPARE(QByteArray::fromStdString(toJson(run->config).dump()),
                 QByteArray::fromStdString(toJson(wanted).dump()));
        type(form, "kto.beta", "0.2");
        QCOMPARE(form.newRun()->config.kto.beta, 0.2);
        form.forgetRun();
        QVERIFY(form.newRun()->rowsFile.empty());
    }

    void preflight_isTalkedThroughLineByLine() {
        auto report = wholeReport();
        const auto said = [&report](const QString& words, PreflightLine::Tone tone) {
            for (const auto& line : preflightLines(report))
                if (line.words.contains(words))
                    return line.tone == tone;
            return false;
        };
        using Tone = PreflightLine::Tone;
        QVERIFY(said("48 of 50 rows used", Tone::Ok));
        QVERIFY(said("1 row(s) dropped", Tone::Warn) || said("1 row dropped", Tone::Warn));
        QVERIFY(said("Every answer ends", Tone::Ok));
        QVERIFY(said("The prompt's tokens stay the same", Tone::Ok));
        QVERIFY(said("longer one in 70 %", Tone::Warn));
        QVERIFY(said("stood first in 50 %", Tone::Ok));
        QVERIFY(said("not known until one step is tried", Tone::Open));
        QVERIFY(isReadyToStart(report) && !isProven(report));
        const auto rows = preflightRows(report);
        QCOMPARE(rows.size(), 4);
        QVERIFY(rows[0].contains("Row 4") && rows[0].contains("fills max_length"));
        QCOMPARE(trainedTokens(report).learned, QString("Paris<|im_end|>"));
        report["eos"]["with_eos"] = 90;
        QVERIFY(said("6 of 96 answers end without", Tone::Warn));
        report["memory"] = {{"peak", 1.2e9}, {"available", 3e9}, {"proven", true}};
        report["time"] = {{"step_seconds", 2.0}, {"estimate_seconds", 120.0}};
        QVERIFY(said("About 2 min in all", Tone::Ok));
        QVERIFY(isProven(report));
        report["errors"] = {{{"code", "step"}, {"text", "one step failed"}}};
        QVERIFY(said("one step failed", Tone::Bad));
        QVERIFY(!isReadyToStart(report));
    }

    void panel_checksTriesAStepAndStarts() {
        QTemporaryDir folder;
        RunService runs(folder.path(), fakeEngine(folder, wholeReport()));
        NewRunPanel panel(m_theme, runs);
        panel.show();
        panel.open(true);
        panel.form().setModels({baseModel()});
        panel.form().setPreferences(pairs(8));
        QTRY_VERIFY_WITH_TIMEOUT(panel.findChild<PreflightView*>()->isReady(), kPatience);
        const auto asked = [&] {
            return QString::fromStdString(*readFile(folder.filePath("asked").toStdString()));
        };
        QVERIFY(asked().contains("--quick"));
        button(panel, "Try one step")->click();
        QTRY_VERIFY_WITH_TIMEOUT(
            asked().split('\n', Qt::SkipEmptyParts).last().endsWith("--preflight"), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(panel.findChild<PreflightView*>()->isReady(), kPatience);
        auto* start = button(panel, "Start");
        QVERIFY(start->isEnabled());
        QSignalSpy created(&runs, &RunService::runCreated);
        start->click();
        QVERIFY(created.wait(kPatience));
        const auto config = readRunConfig(folder.filePath("runs/dpo-0001/run.json").toStdString());
        QVERIFY2(config.ok(), config ? "" : config.error().message.c_str());
        QCOMPARE(config->maxSteps, std::int64_t(10));
    }

    void panel_saysWhenNoEngineIsThere() {
        QTemporaryDir folder;
        RunService runs(folder.path(), "/nonexistent/tiebreak-engine");
        NewRunPanel panel(m_theme, runs);
        panel.show();
        panel.open(false);
        panel.form().setModels({baseModel()});
        panel.form().setPreferences(pairs(8));
        QSignalSpy failed(&runs, &RunService::preflightFailed);
        QVERIFY(failed.wait(kPatience));
        QVERIFY(!button(panel, "Start")->isEnabled());
    }

    void selfTest_isShownOnTheRunsPage() {
        QTemporaryDir folder;
        StoreService store(folder.path().toStdString());
        RunService runs(folder.path(), "/nonexistent");
        const auto run = writeRun(folder.path().toStdString() + "/runs", "dpo-0001", dpoConfig(),
                                  stateOf("finished", 9, 9), 9);
        QVERIFY(writeFileAtomically(run.path / "selftest.json",
                                    R"({"format":1,"ok":false,"step":0,"checks":[
            {"name":"first_loss","difference":0.0,"limit":1e-4,"ok":true,"note":"n"},
            {"name":"chunked_equals_dense","difference":"NaN","limit":1e-3,"ok":false,"note":"n"}
            ]})")
                    .ok());
        TrainPage page(m_theme, store, runs);
        page.resize(1356, 816);
        page.show();
        auto* table = page.findChild<RunTable*>();
        QTRY_VERIFY_WITH_TIMEOUT(table->currentRun() != nullptr, kPatience);
        auto* view = page.findChild<RunChecksView*>();
        QVERIFY(!view->isVisible());
        for (Action* action : page.pageActions())
            if (action->id() == "train.selftest")
                action->trigger();
        auto* checks = view->findChild<QTableWidget*>();
        QTRY_COMPARE_WITH_TIMEOUT(checks->rowCount(), 2, kPatience);
        QVERIFY(view->isVisible());
        QVERIFY(showsText(*view, "1 of 2 checks passed"));
        QCOMPARE(checks->item(1, 0)->text(), QString("Failed"));
        QCOMPARE(checks->item(1, 2)->text(), QString("NaN"));
        shoot(page, "train-selftest");
    }

    void runAgain_opensThePanelOverTheChosenRun() {
        QTemporaryDir folder;
        StoreService store(folder.path().toStdString());
        RunService runs(folder.path(), "/nonexistent");
        RunConfig config = dpoConfig();
        config.dpo.beta = 0.37;
        writeRun(folder.path().toStdString() + "/runs", "dpo-0001", config,
                 stateOf("finished", 9, 9), 9);
        TrainPage page(m_theme, store, runs);
        page.resize(1356, 816);
        page.show();
        QTRY_VERIFY_WITH_TIMEOUT(page.findChild<RunTable*>()->currentRun() != nullptr, kPatience);
        for (Action* action : page.pageActions())
            if (action->id() == "train.again")
                action->trigger();
        auto* panel = page.findChild<NewRunPanel*>();
        QVERIFY(panel->isVisible());
        const auto run = panel->form().newRun();
        QVERIFY2(run.ok(), run ? "" : run.error().message.c_str());
        QCOMPARE(run->config.dpo.beta, 0.37);
        QVERIFY(QString::fromStdString(run->rowsFile).endsWith("dpo-0001/data.jsonl"));
    }

    void curves_areThoseOfTheMethod() {
        const auto keys = [](const char* method) {
            std::set<std::string> all;
            for (const auto& spec : curveSpecs(QString::fromLatin1(method), false))
                all.insert(spec.keys.begin(), spec.keys.end());
            return all;
        };
        QVERIFY(keys("sft").count("mean_token_accuracy") && !keys("sft").count("rewards/margins"));
        QVERIFY(keys("reward").count("mean_reward") && keys("reward").count("accuracy"));
        QVERIFY(keys("orpo").count("log_odds_chosen") && !keys("orpo").count("kl/probe"));
        QVERIFY(keys("kto").count("kl") && keys("kto").count("rewards/chosen"));
        QVERIFY(keys("ppo").count("objective/scores"));
        for (const auto& method : runMethods())
            QCOMPARE(curveSpecs(method.id, false).size(), size_t(6));
    }

    void looksRight_inLightDarkAndLarge() {
        const std::pair<Theme::Choice, double> looks[] = {
            {Theme::Choice::Light, 1.0}, {Theme::Choice::Dark, 1.0}, {Theme::Choice::Light, 1.25}};
        for (const auto& [choice, scale] : looks) {
            m_theme.apply(*qApp, choice, scale);
            QTemporaryDir folder;
            RunService runs(folder.path(), fakeEngine(folder, wholeReport()));
            const QString name =
                (choice == Theme::Choice::Dark ? QStringLiteral("dark") : QStringLiteral("light")) +
                (scale > 1 ? QStringLiteral("-125") : QString());
            for (const bool guided : {true, false}) {
                NewRunPanel panel(m_theme, runs);
                panel.resize(m_theme.scaled(420), 1500);
                panel.show();
                panel.open(guided);
                panel.form().setModels({baseModel(), rewardModel()});
                panel.form().setPreferences(pairs(8));
                QTRY_VERIFY_WITH_TIMEOUT(panel.findChild<PreflightView*>()->isReady(), kPatience);
                shoot(panel, (guided ? "new-run-guided-" : "new-run-fields-") + name);
                if (guided)
                    continue;
                panel.resize(panel.width(), 3000);
                panel.form().fields().setAllShown(true);
                type(panel.form(), "learning_rate", "7");
                QTest::qWait(50);
                shoot(panel, "new-run-all-" + name);
                choose<QComboBox>(panel.form(), "method", QStringLiteral("ppo"));
                QTest::qWait(50);
                shoot(panel, "new-run-ppo-" + name);
            }
        }
        m_theme.apply(*qApp, Theme::Choice::Light, 1.0);
    }

private:
    static bool writeRunTo(const QTemporaryDir& folder, const NewRun& run) {
        return writeFileAtomically(folder.filePath("run.json").toStdString(),
                                   toJson(run.config).dump())
            .ok();
    }

    static QPushButton* button(QWidget& parent, const QString& text) {
        for (auto* button : parent.findChildren<QPushButton*>())
            if (button->text() == text)
                return button;
        return nullptr;
    }

    StrictMessages m_strict;
    Theme m_theme;
};

QTEST_MAIN(TestNewRun)
#include "tst_new_run.moc"
