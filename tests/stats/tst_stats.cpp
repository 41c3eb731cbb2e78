#include "stats/bradley_terry.h"
#include "stats/intervals.h"

#include <QtTest>

#include <cmath>

using namespace tiebreak;

namespace {

bool near(double found, double expected, double tolerance = 1e-6) {
    return std::abs(found - expected) < tolerance;
}

} // namespace

class TestStats : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoPlayers_haveTheOddsOfTheirGames() {
        // Without a ridge 3 of 4 games are odds of 3: θa − θb = ln 3, each half of it.
        const auto fit = bradleyTerry(2, {{0, 1, 4, 3}}, 1e-9);
        QVERIFY(near(fit.strength[0] - fit.strength[1], std::log(3.0), 1e-5));
        QVERIFY(near(fit.chance(0, 1), 0.75, 1e-6));
        QVERIFY(!near(fit.chance(0, 1), 0.76, 1e-3)); // the twin that must fail
    }

    void chains_carryOver() {
        // a beats b 3 : 1 and b beats c 3 : 1, so a is expected to beat c 9 : 1.
        const auto fit = bradleyTerry(3, {{0, 1, 4, 3}, {1, 2, 4, 3}}, 1e-9);
        QVERIFY(near(fit.chance(0, 2), 0.9, 1e-5));
    }

    void neverBeaten_staysFinite() {
        const auto fit = bradleyTerry(4, {{0, 1, 5, 5}, {2, 3, 1, 0.5}});
        for (const double strength : fit.strength)
            QVERIFY(std::isfinite(strength));
        QVERIFY(fit.chance(0, 1) > 0.85 && fit.chance(0, 1) < 0.95);
        QVERIFY(near(fit.chance(2, 3), 0.5));
        QVERIFY(fit.information[0] > 0.5); // it has played
    }

    void ridge_isTheStationaryPoint() {
        // d/dθ: won − games·p − ridge·θ = 0 at θ = ±0.5·x for one game won.
        const auto fit = bradleyTerry(2, {{0, 1, 1, 1}}, 0.5);
        QVERIFY(near(1 - fit.chance(0, 1), 0.5 * fit.strength[0]));
    }

    void wilson_isThatOfTheTextbook() {
        // 8 of 10 at 95 %: 0.490–0.943 (Newcombe 1998, method 3).
        const auto interval = wilsonInterval(8, 10);
        QVERIFY(near(interval.low, 0.4901625, 1e-6));
        QVERIFY(near(interval.high, 0.9433178, 1e-6));
        QVERIFY(near(wilsonInterval(0, 0).high, 1));
        QVERIFY(near(wilsonInterval(0, 10).low, 0));
    }

    void evenCoin_isTestedExactly() {
        QVERIFY(near(binomialEvenTest(5, 10), 1));
        QVERIFY(near(binomialEvenTest(0, 10), 2.0 / 1024));
        QVERIFY(near(binomialEvenTest(1, 10), 22.0 / 1024));
        QVERIFY(near(binomialEvenTest(9, 10), 22.0 / 1024));
        QVERIFY(binomialEvenTest(5300, 10000) < 1e-6);
    }
};

QTEST_GUILESS_MAIN(TestStats)
#include "tst_stats.moc"
