#include "strict_messages.h"

#include "ui/train/curve_card.h"
#include "ui/train/curve_data.h"
#include "ui/train/curve_export.h"
#include "ui/train/curve_grid.h"
#include "ui/train/curve_plot.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QtTest>

#include <cmath>
#include <limits>

using namespace tiebreak;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::shared_ptr<const MetricMap> series(const std::string& key, const std::vector<double>& values) {
    MetricMap map;
    for (size_t i = 0; i < values.size(); ++i) {
        map[key].steps.push_back(std::int64_t(i) + 1);
        map[key].values.push_back(values[i]);
    }
    return std::make_shared<const MetricMap>(std::move(map));
}

CurveSpec lossSpec() {
    CurveSpec spec;
    spec.title = QStringLiteral("Loss");
    spec.keys = {"loss"};
    return spec;
}

} // namespace

class TestCurves : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.apply(*qApp, Theme::Choice::Light, 1.0); }

    void smoothing_isTheDebiasedAverageOfFiniteValues() {
        const auto line =
            makeCurveLine({"r", 0, series("loss", {2, kNaN, 4}), {}}, lossSpec(), 0, 0.5);
        QCOMPARE(line.steps, (QVector<double>{1, 3}));
        QCOMPARE(line.nonFiniteSteps, QVector<double>{2});
        // By hand: 1/0.5 = 2; then 0.5·1 + 0.5·4 = 2.5, over 1 − 0.25.
        QVERIFY(std::abs(line.smooth[0] - 2.0) < 1e-12);
        QVERIFY(std::abs(line.smooth[1] - 2.5 / 0.75) < 1e-12);
        QVERIFY(std::abs(line.smooth[1] - 2.5) > 0.5); // not the biased one
    }

    void valueAt_isTheLastStepNotAfter() {
        const auto line = makeCurveLine({"r", 0, series("loss", {1, 5}), {}}, lossSpec(), 0, 0);
        QCOMPARE(valueAt(line, 1), 1.0);
        QCOMPARE(valueAt(line, 99), 5.0);
        QVERIFY(std::isnan(valueAt(line, 0)));
    }

    void percentMetrics_areShownPerHundred() {
        CurveSpec spec = lossSpec();
        spec.percent = true;
        const auto line = makeCurveLine({"r", 0, series("loss", {0.5}), {}}, spec, 0, 0);
        QCOMPARE(line.raw[0], 50.0);
    }

    void methods_showTheirSixMainCards_data() {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("key");
        for (const char* key : {"rewards/margins", "rewards/accuracies", "kl/probe", "loss",
                                "logps/chosen", "logps/rejected", "grad_norm"})
            QTest::newRow(key) << "dpo" << key;
        for (const char* key : {"objective/scores", "objective/kl", "loss/policy_avg",
                                "loss/value_avg", "policy/entropy_avg", "policy/clipfrac_avg"})
            QTest::newRow(key) << "ppo" << key;
    }

    void methods_showTheirSixMainCards() {
        QFETCH(QString, method);
        QFETCH(QString, key);
        const auto specs = curveSpecs(method, false);
        QCOMPARE(specs.size(), size_t(6));
        const bool found = std::any_of(specs.begin(), specs.end(), [&](const CurveSpec& spec) {
            return std::find(spec.keys.begin(), spec.keys.end(), key.toStdString()) !=
                   spec.keys.end();
        });
        QVERIFY(found);
        QVERIFY(curveSpecs(method, true).size() > 6);
    }

    void readOuts_followTheSharedCrossHair() {
        CurveGrid grid(m_theme);
        grid.setMethod(QStringLiteral("dpo"), false);
        grid.setSmoothing(0);
        grid.setRuns({{"dpo-0001", 0, series("rewards/margins", {0.1, 0.25, 0.5}), {}}});
        const auto readOut = [&] {
            for (const auto* label : grid.cards()[0]->findChildren<QLabel*>())
                if (label->property("type") == "mono")
                    return label->text();
            return QString();
        };
        QCOMPARE(readOut(), shortNumber(0.5));
        grid.setCrossHair(2);
        QCOMPARE(readOut(), shortNumber(0.25));
        QVERIFY(readOut() != shortNumber(0.5));
        grid.setCrossHair(kNaN);
        QCOMPARE(readOut(), shortNumber(0.5));
    }

    void nonFinite_isMarkedAtTheTop() {
        CurvePlot plot(m_theme);
        plot.setLines({makeCurveLine({"r", 0, series("loss", {1, kNaN, 2}), {}}, lossSpec(), 0, 0)},
                      {});
        const auto marked = [](CurvePlot& p) {
            for (int i = 0; i < p.graphCount(); ++i)
                if (p.graph(i)->valueAxis() == p.yAxis2 && p.graph(i)->dataMainValue(0) > 0.9)
                    return p.graph(i)->dataMainKey(0);
            return -1.0;
        };
        QCOMPARE(marked(plot), 2.0);
        plot.setLines({makeCurveLine({"r", 0, series("loss", {1, 2, 2}), {}}, lossSpec(), 0, 0)},
                      {});
        QCOMPARE(marked(plot), -1.0);
    }

    void zoom_staysWhenNewPointsArriveAndFitUndoesIt() {
        CurvePlot plot(m_theme);
        plot.resize(400, 200);
        plot.setLines({makeCurveLine({"r", 0, series("loss", {1, 2, 3, 4}), {}}, lossSpec(), 0, 0)},
                      {});
        QVERIFY(plot.xAxis->range().upper >= 4.0 && plot.xAxis->range().upper < 4.5);
        plot.replot(); // lays the axes out; nothing was shown yet
        QWheelEvent wheel({200, 100}, plot.mapToGlobal(QPoint(200, 100)), {}, {120, 0},
                          Qt::NoButton, Qt::AltModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&plot, &wheel);
        const double zoomed = plot.xAxis->range().size();
        QVERIFY(zoomed < 4.0);
        plot.setLines(
            {makeCurveLine({"r", 0, series("loss", {1, 2, 3, 4, 5}), {}}, lossSpec(), 0, 0)}, {});
        QCOMPARE(plot.xAxis->range().size(), zoomed);
        plot.fit();
        QVERIFY(plot.xAxis->range().upper >= 5.0 && plot.xAxis->range().upper < 5.5);
    }

    void csv_hasARowAStepAndReadsBackEqual() {
        MetricMap map;
        map["a"] = {{1, 2}, {0.1, kNaN}};
        map["b"] = {{2}, {1e-30}};
        QCOMPARE(curvesAsCsv(map), std::string("step,a,b\n1,0.1,\n2,nan,1e-30\n"));
    }

private:
    StrictMessages m_strict;
    Theme m_theme;
};

QTEST_MAIN(TestCurves)
#include "tst_curves.moc"
