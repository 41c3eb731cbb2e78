#include "run_folders.h"
#include "strict_messages.h"

#include "ui/services/run_reconciler.h"
#include "ui/services/run_service.h"
#include "ui/services/store_service.h"
#include "ui/train/curve_card.h"
#include "ui/train/curve_grid.h"
#include "ui/train/new_run_form.h"
#include "ui/train/new_run_panel.h"
#include "ui/train/run_table.h"
#include "ui/train/train_page.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace tiebreak;

namespace {

constexpr int kPatience = 5000; // ms

Action* actionOf(const Page& page, const QString& id) {
    for (Action* action : page.pageActions())
        if (action->id() == id)
            return action;
    return nullptr;
}

ModelVersionRecord starter() {
    ModelVersionRecord model;
    model.id = "starter";
    model.name = "SmolLM2-135M-Instruct";
    model.kind = "base";
    model.path = "/models/SmolLM2-135M-Instruct.Q4_1.gguf";
    model.hash = "starter";
    return model;
}

} // namespace

class TestTrainPage : public QObject {
    Q_OBJECT

private:
    /// A workspace with services and the page over it.
    struct Stage {
        explicit Stage(Theme& theme, const QString& engine = QStringLiteral("/nonexistent"))
            : store(folder.path().toStdString())
            , runs(folder.path(), engine)
            , page(theme, store, runs) {
            page.resize(1356, 816);
        }
        std::filesystem::path runsFolder() const {
            return std::filesystem::path(folder.path().toStdString()) / "runs";
        }
        QTemporaryDir folder;
        StoreService store;
        RunService runs;
        TrainPage page;
    };

    void shoot(QWidget& page, const QString& name) {
        const QString folder = qEnvironmentVariable("TIEBREAK_SHOTS");
        if (!folder.isEmpty())
            page.grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
    }

    bool addStarter(Stage& stage) {
        const auto added =
            stage.store.submit([](Store& store) { return store.upsertModelVersion(starter()); });
        return QTest::qWaitFor([&] { return added.isFinished(); }, kPatience) &&
               added.result().ok();
    }

    void writeThreeRuns(const Stage& stage) {
        RunConfig second = dpoConfig(), failed = dpoConfig();
        second.dpo.beta = 0.3;
        failed.dpo.beta = 0.02;
        RunState trouble = stateOf("failed", 143, 400);
        trouble.cause = "loss is NaN at step 144";
        writeRun(stage.runsFolder(), "dpo-0005", failed, trouble, 143, 0.5);
        writeRun(stage.runsFolder(), "dpo-0006", second, stateOf("finished", 400, 400), 400, -0.2);
        writeRun(stage.runsFolder(), "dpo-0007", dpoConfig(), stateOf("running", 312, 400), 312);
    }

private Q_SLOTS:
    void initTestCase() { m_theme.apply(*qApp, Theme::Choice::Light, 1.0); }

    void empty_saysHowManyJudgementsAreReady() {
        Stage stage(m_theme);
        stage.page.show();
        QVERIFY(stage.page.findChild<EmptyState*>()->isVisible());
        QVERIFY(!actionOf(stage.page, "train.pause")->isEnabled());
        QVERIFY(!actionOf(stage.page, "train.pause")->disabledReason().isEmpty());
    }

    void runs_appearWithTheirCurves() {
        Stage stage(m_theme);
        writeThreeRuns(stage);
        stage.page.show();
        auto* table = stage.page.findChild<RunTable*>();
        QTRY_COMPARE_WITH_TIMEOUT(table->runs().rowCount(), 3, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(table->currentRun() && table->currentRun()->id == "dpo-0007",
                                 kPatience);
        const auto drawn = [&] {
            const auto& cards = stage.page.findChild<CurveGrid*>()->cards();
            return !cards.empty() && !cards[0]->lines().isEmpty() &&
                   cards[0]->lines()[0].steps.size() == 312;
        };
        QTRY_VERIFY_WITH_TIMEOUT(drawn(), kPatience);
        QVERIFY(actionOf(stage.page, "train.pause")->isEnabled());
    }

    void failedRun_saysWhyAndOffersToGoOn() {
        Stage stage(m_theme);
        writeThreeRuns(stage);
        stage.page.show();
        auto* table = stage.page.findChild<RunTable*>();
        QTRY_COMPARE_WITH_TIMEOUT(table->runs().rowCount(), 3, kPatience);
        table->selectRun(QStringLiteral("dpo-0005"));
        const auto said = [&] {
            for (const auto* banner : stage.page.findChildren<Banner*>())
                if (banner->text().contains(QLatin1String("loss is NaN at step 144")))
                    return true;
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(said(), kPatience);
        QVERIFY(!actionOf(stage.page, "train.pause")->isEnabled());
    }

    void pause_writesTheCommandTheTrainerReads() {
        Stage stage(m_theme);
        const auto folder =
            writeRun(stage.runsFolder(), "dpo-0001", dpoConfig(), stateOf("running", 3, 9), 3);
        stage.page.show();
        auto* table = stage.page.findChild<RunTable*>();
        QTRY_VERIFY_WITH_TIMEOUT(table->currentRun() != nullptr, kPatience);
        actionOf(stage.page, "train.pause")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(QString::fromStdString(readRunControl(folder)->command),
                                  QStringLiteral("pause"), kPatience);
    }

    void newRun_withoutJudgementsSaysWhatToDo() {
        Stage stage(m_theme);
        QVERIFY(addStarter(stage));
        stage.page.show();
        actionOf(stage.page, "train.new")->trigger();
        const auto told = [&] {
            for (const auto* label : stage.page.findChild<NewRunPanel*>()->findChildren<QLabel*>())
                if (label->text().contains(QLatin1String("Judge pairs on Label first")))
                    return true;
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(told(), kPatience);
    }

    void newRun_refusesAWrongNumberByName() {
        NewRunForm form(m_theme);
        form.setModels({starter()});
        PreferenceExport rows;
        rows.rows = {{{"prompt", "p"}, {"chosen", "a"}, {"rejected", "b"}}};
        form.setPreferences(rows);
        QVERIFY(form.newRun().ok());
        auto* rate = form.findChild<QLineEdit*>(QStringLiteral("learning_rate"));
        rate->setText(QStringLiteral("7"));
        const auto run = form.newRun();
        QVERIFY(!run);
        QVERIFY(run.error().message.find("Learning rate is 7") != std::string::npos);
        rate->setText(QStringLiteral("3e-5"));
        QCOMPARE(form.newRun()->config.learningRate, 3e-5);
    }

    void newRun_ofACheckpointTrainsOnItsBase() {
        NewRunForm form(m_theme);
        ModelVersionRecord checkpoint = starter();
        checkpoint.id = "c";
        checkpoint.path = "/w/runs/dpo-0001/checkpoints/step-000010";
        checkpoint.basePath = "/models/base.gguf";
        form.setModels({checkpoint});
        PreferenceExport rows;
        rows.rows = {{{"prompt", "p"}, {"chosen", "a"}, {"rejected", "b"}}};
        form.setPreferences(rows);
        const auto run = form.newRun();
        QVERIFY(run.ok());
        QCOMPARE(run->config.model, std::string("/models/base.gguf"));
        QCOMPARE(run->config.adapter, checkpoint.path);
        QCOMPARE(run->config.notes.at("parent").get<std::string>(), std::string("c"));
    }

    void checkpoints_becomeModelVersionsOnce() {
        Stage stage(m_theme);
        const auto folder =
            writeRun(stage.runsFolder(), "dpo-0001", dpoConfig(), stateOf("finished", 9, 9), 9);
        const auto checkpoint = folder.checkpoints() / checkpointName(9);
        std::filesystem::create_directories(checkpoint);
        QVERIFY(writeFileAtomically(checkpoint / "adapter_model.safetensors", "weights").ok());
        QVERIFY(writeManifest(checkpoint, 9, "adapter").ok());
        RunReconciler reconciler(stage.runs, stage.store);
        QSignalSpy reconciled(&reconciler, &RunReconciler::reconciled);
        QVERIFY(reconciled.wait(kPatience));
        auto versions = stage.store.submit([](Store& store) { return store.modelVersions(); });
        QTRY_VERIFY_WITH_TIMEOUT(versions.isFinished(), kPatience);
        const auto list = versions.result();
        QVERIFY(list.ok());
        const auto count = std::count_if(list->begin(), list->end(),
                                         [](const auto& v) { return v.kind == "checkpoint"; });
        QCOMPARE(int(count), 1);
    }

    void looksRight_inLightDarkAndLarge() {
        const std::pair<Theme::Choice, double> looks[] = {
            {Theme::Choice::Light, 1.0}, {Theme::Choice::Dark, 1.0}, {Theme::Choice::Light, 1.25}};
        for (const auto& [choice, scale] : looks) {
            m_theme.apply(*qApp, choice, scale);
            Stage stage(m_theme);
            writeThreeRuns(stage);
            stage.page.show();
            auto* table = stage.page.findChild<RunTable*>();
            QTRY_COMPARE_WITH_TIMEOUT(table->runs().rowCount(), 3, kPatience);
            table->runs().setShown(QStringLiteral("dpo-0006"), true);
            QTest::qWait(300);
            const QString name =
                (choice == Theme::Choice::Dark ? QStringLiteral("dark") : QStringLiteral("light")) +
                (scale > 1 ? QStringLiteral("-125") : QString());
            shoot(stage.page, QStringLiteral("train-") + name);
            QVERIFY(addStarter(stage));
            actionOf(stage.page, "train.new")->trigger();
            QTest::qWait(800);
            shoot(stage.page, QStringLiteral("train-new-") + name);
            QVERIFY(stage.page.findChild<NewRunPanel*>()->isVisible());
            QVERIFY(table->isColumnHidden(RunTableModel::Started)); // low-priority columns leave
            QVERIFY(!table->isColumnHidden(RunTableModel::Accuracy));
            QVERIFY2(table->horizontalHeader()->length() <= table->viewport()->width(),
                     "columns of the run table are cut while New run is open");
        }
        m_theme.apply(*qApp, Theme::Choice::Light, 1.0);
    }

private:
    StrictMessages m_strict;
    Theme m_theme;
};

QTEST_MAIN(TestTrainPage)
#include "tst_train_page.moc"
