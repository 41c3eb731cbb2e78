#include "training/data/batch_plan.h"
#include "training/optim/adamw.h"
#include "training/optim/gradient_clip.h"
#include "training/optim/lr_schedule.h"

#include <ATen/ATen.h>

#include <QtTest>

using namespace tiebreak;

namespace {

NamedTensors oneParameter(double value, double gradient) {
    at::Tensor parameter = at::full({4}, value);
    parameter.set_requires_grad(true);
    parameter.mutable_grad() = at::full({4}, gradient);
    return {{"weight", parameter}};
}

} // namespace

class TestOptim : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void adamw_firstStepsMatchTheFormula() {
        // By hand: with a constant gradient the corrected moments are g and g², so each step is
        // −rate·(1 − ε′).
        AdamW optimizer(oneParameter(1.0, 0.5), {});
        optimizer.step(0.1);
        optimizer.step(0.1);
        const double got = optimizer.parameters()[0].second[0].item<double>();
        QVERIFY(std::abs(got - 0.8) < 1e-6);
        QVERIFY(std::abs(got - 0.81) > 1e-6);
    }

    void adamw_decayIsDecoupledAndSparesNorms() {
        AdamWOptions options;
        options.weightDecay = 0.1;
        AdamW optimizer(oneParameter(1.0, 0.0), options);
        optimizer.step(0.5);
        QVERIFY(std::abs(optimizer.parameters()[0].second[0].item<double>() - 0.95) < 1e-6);
        QVERIFY(decays("model.layers.0.mlp.up_proj.weight"));
        QVERIFY(!decays("model.layers.0.input_layernorm.weight"));
        QVERIFY(!decays("model.norm.weight"));
        QVERIFY(!decays("model.layers.3.self_attn.q_norm.weight"));
        QVERIFY(!decays("model.layers.3.self_attn.q_proj.bias"));
    }

    void adamw_restoredStateContinuesBitForBit() {
        AdamW whole(oneParameter(1.0, 0.5), {});
        whole.step(0.1);
        AdamW resumed(oneParameter(1.0, 0.5), {});
        resumed.parameters()[0].second.detach().copy_(whole.parameters()[0].second.detach());
        QVERIFY(resumed.restore(whole.state(), whole.steps()).ok());
        whole.step(0.1);
        resumed.step(0.1);
        QVERIFY(at::equal(whole.parameters()[0].second, resumed.parameters()[0].second));
        QVERIFY(!resumed.restore({}, 1));
    }

    void gradientNorm_isOverAllParametersAndClippingUsesIt() {
        NamedTensors parameters = oneParameter(0, 3.0);
        parameters.push_back(oneParameter(0, 4.0)[0]);
        const double norm = gradientNorm(parameters);
        QVERIFY(std::abs(norm - 10) < 1e-5);
        clipGradients(parameters, norm, 0);
        QCOMPARE(gradientNorm(parameters), norm);
        clipGradients(parameters, norm, 1);
        QVERIFY(std::abs(gradientNorm(parameters) - 1) < 1e-5);
    }

    void schedules_matchTransformers_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("t");
        QTest::addColumn<double>("factor");
        QTest::newRow("warm-up starts at zero") << "linear" << 0 << 0.0;
        QTest::newRow("warm-up half") << "cosine" << 5 << 0.5;
        QTest::newRow("linear at its top") << "linear" << 10 << 1.0;
        QTest::newRow("linear half way") << "linear" << 60 << 0.5;
        QTest::newRow("cosine half way") << "cosine" << 60 << 0.5;
        QTest::newRow("cosine after a quarter") << "cosine" << 35 << 0.5 * (1 + std::cos(M_PI / 4));
        QTest::newRow("constant") << "constant" << 99 << 1.0;
    }

    void schedules_matchTransformers() {
        QFETCH(QString, name);
        QFETCH(int, t);
        QFETCH(double, factor);
        const double got = scheduleFactor(*parseSchedule(name.toStdString()), t, 10, 110);
        QVERIFY(std::abs(got - factor) < 1e-12);
        QVERIFY(!parseSchedule("polynomial"));
    }

    void scheduledValue_endsWhereItIsTold() {
        QCOMPARE(scheduledValue(0.1, std::nullopt, 7, 11), 0.1);
        QCOMPARE(scheduledValue(0.1, 0.5, 0, 11), 0.1);
        QVERIFY(std::abs(scheduledValue(0.1, 0.5, 5, 11) - 0.3) < 1e-12);
        QVERIFY(std::abs(scheduledValue(0.1, 0.5, 10, 11) - 0.5) < 1e-12);
        QCOMPARE(scheduledValue(0.1, 0.5, 0, 1), 0.1);
    }

    void batchPlan_keepsTheSmallLastBatch() {
        // TRL: 19 rows in batches of 4 are 4 4 4 4 3, five steps an epoch.
        BatchPlanOptions options;
        options.rows = 19;
        options.shuffle = false;
        const BatchPlan plan(options);
        QCOMPARE(plan.totalSteps(), std::int64_t(5));
        QCOMPARE(plan.step(4).microBatches[0].size(), size_t(3));
        QCOMPARE(plan.step(4).microBatches[0].front(), std::uint64_t(16));
        QCOMPARE(plan.step(1).epoch, 0.4);
        QCOMPARE(plan.step(4).epoch, 1.0);
        QCOMPARE(plan.step(5).microBatches[0].front(), std::uint64_t(0));
    }

    void batchPlan_accumulationHasFewerAtTheEndOfAnEpoch() {
        BatchPlanOptions options;
        options.rows = 19;
        options.accumulation = 2;
        options.epochs = 2;
        const BatchPlan plan(options);
        QCOMPARE(plan.totalSteps(), std::int64_t(6));
        QCOMPARE(plan.step(0).microBatches.size(), size_t(2));
        QCOMPARE(plan.step(2).microBatches.size(), size_t(1));
        QVERIFY(plan.step(0).microBatches != plan.step(3).microBatches);
    }
};

QTEST_GUILESS_MAIN(TestOptim)
#include "tst_optim.moc"
