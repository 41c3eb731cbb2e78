#include "metrics/minmax_decimation.h"
#include "metrics/smoothing.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace tiebreak;

namespace {

constexpr double kTolerance = 1e-12;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

bool near(double actual, double expected) {
    return std::abs(actual - expected) <= kTolerance;
}

} // namespace

class TestSmoothing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void debiasedAverage_matchesTheFormulaByHand() {
        // w = 0.6: last 0.4, 1.04, 2.224; 1 - w^n = 0.4, 0.64, 0.784.
        const std::vector<double> values{1, 2, 4};
        const auto smooth = debiasedAverage(values, 0.6);
        QVERIFY(near(smooth[0], 1.0));
        QVERIFY(near(smooth[1], 1.04 / 0.64));
        QVERIFY(near(smooth[2], 2.224 / 0.784));
        // The average that is not debiased would give 1.04 at the second point.
        QVERIFY(!near(smooth[1], 1.04));
    }

    void nonFinite_passesThroughAndIsNotCounted() {
        const std::vector<double> values{1, std::nan(""), kInfinity, 2};
        const auto smooth = debiasedAverage(values, 0.6);
        QVERIFY(std::isnan(smooth[1]));
        QCOMPARE(smooth[2], kInfinity);
        QVERIFY(near(smooth[3], 1.04 / 0.64)); // as if the two had not been there
    }

    void constantSeries_comesBackExactly() {
        const std::vector<double> values{0.1, 0.1, std::nan(""), 0.1};
        const auto smooth = debiasedAverage(values, 0.9);
        QCOMPARE(smooth[0], 0.1);
        QCOMPARE(smooth[3], 0.1);
    }

    void weight_isClipped() {
        const std::vector<double> values{1, 2, 4};
        QVERIFY(debiasedAverage(values, 5.0) == debiasedAverage(values, 0.999));
        QVERIFY(debiasedAverage(values, -1.0) == values);
        QVERIFY(debiasedAverage(values, std::nan("")) == values);
        QVERIFY(debiasedAverage({}, 0.6).empty());
    }

    void decimation_keepsEverySpikeAndNaN() {
        constexpr int kPoints = 100000;
        std::vector<double> x(kPoints), y(kPoints);
        for (int i = 0; i < kPoints; ++i) {
            x[i] = i;
            y[i] = std::sin(i * 0.001);
        }
        y[31234] = 9;
        y[65432] = -9;
        y[70001] = std::nan("");
        const auto line = decimateMinMax(x, y, 0, kPoints - 1, 400);
        QVERIFY(line.x.size() <= 402 * 5);
        QVERIFY(std::is_sorted(line.x.begin(), line.x.end()));
        QCOMPARE(std::count(line.y.begin(), line.y.end(), 9.0), 1);
        QCOMPARE(std::count(line.y.begin(), line.y.end(), -9.0), 1);
        QCOMPARE(
            std::count_if(line.y.begin(), line.y.end(), [](double v) { return std::isnan(v); }), 1);
        QCOMPARE(line.x.front(), 0.0);
        QCOMPARE(line.x.back(), double(kPoints - 1));
    }

    void decimation_showsOnlyTheRangeAndItsNeighbours() {
        std::vector<double> x(1000), y(1000);
        for (int i = 0; i < 1000; ++i)
            x[i] = y[i] = i;
        const auto line = decimateMinMax(x, y, 99.5, 110.5, 400);
        QCOMPARE(line.x.front(), 99.0);
        QCOMPARE(line.x.back(), 111.0);
        QCOMPARE(line.x.size(), size_t{13});
    }

    void decimation_ofNothingIsNothing() {
        QVERIFY(decimateMinMax({}, {}, 0, 1, 100).x.empty());
        const std::vector<double> one{1};
        QCOMPARE(decimateMinMax(one, one, 0, 0, 100).x.size(), size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestSmoothing)
#include "tst_smoothing.moc"
