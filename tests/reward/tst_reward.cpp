#include "base/atomic_file.h"
#include "reward/length_reward.h"
#include "reward/reward_function.h"
#include "reward/vader.h"

#include <QtTest>

#include <cmath>

using namespace tiebreak;

namespace {

constexpr double kTolerance = 1e-12; ///< sums of a few decimals in double

bool near(double a, double b) {
    return std::fabs(a - b) < kTolerance;
}

double vader(std::string_view text) {
    return VaderLexicon::instance().meanValence(text);
}

RewardConfig config(const std::string& kind, double weight = 1,
                    nlohmann::json options = nlohmann::json::object()) {
    return {kind, weight, std::move(options)};
}

} // namespace

class TestReward : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lexicon_isTheFileInResources() {
        const auto file = readFile(std::string(TIEBREAK_RESOURCES "/vader/vader_lexicon.txt"));
        QVERIFY(std::string(vaderLexiconText()) == file.value());
        QVERIFY(VaderLexicon::instance().size() > 7000);
    }

    void valence_isTheLexiconsOwn() { // numbers read off the file by hand
        QVERIFY(near(VaderLexicon::instance().valence("good"), 1.9));
        QVERIFY(near(VaderLexicon::instance().valence("bad"), -2.5));
        QVERIFY(near(VaderLexicon::instance().valence("table"), 0));
        QVERIFY(!near(VaderLexicon::instance().valence("good"), 1.8));
    }

    void meanValence_isOverAllWords_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("expected");
        QTest::newRow("one word") << "good" << 1.9;
        QTest::newRow("capitals and punctuation") << "GOOD!" << 1.9;
        QTest::newRow("unknown words count") << "a good table" << 1.9 / 3;
        QTest::newRow("good and bad") << "good, bad" << (1.9 - 2.5) / 2;
        QTest::newRow("emoticon") << ":)" << 2.0;
        QTest::newRow("nothing") << "" << 0.0;
        QTest::newRow("only blanks and dashes") << " \n -- " << 0.0;
        QTest::newRow("no word of the lexicon") << "the table" << 0.0;
    }

    void meanValence_isOverAllWords() {
        QFETCH(QString, text);
        QFETCH(double, expected);
        const double actual = vader(text.toStdString());
        QVERIFY2(near(actual, expected), std::to_string(actual).c_str());
        QVERIFY(!near(actual, expected + 0.001));
    }

    void lengthReward_isBestAtItsTarget() {
        QVERIFY(near(lengthReward(32, 32), 0));
        QVERIFY(near(lengthReward(0, 32), -1));
        QVERIFY(near(lengthReward(48, 32), -0.5));
        QVERIFY(!near(lengthReward(47, 32), -0.5));
    }

    void rewards_areSummedWithTheirWeights() {
        const auto sum = makeRewards({config("vader", 2), config("length", 0.5, {{"target", 10}})});
        QVERIFY(sum.ok());
        const RewardInput input{"bad", "good", 5};
        QVERIFY(near((*sum)->score(input), 2 * 1.9 + 0.5 * -0.5));
        QVERIFY(!near((*sum)->score({"bad", "good", 6}), 2 * 1.9 + 0.5 * -0.5));
    }

    void wrongReward_isRefusedByName_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("options");
        QTest::addColumn<QString>("named");
        QTest::newRow("unknown") << "happiness"
                                 << "{}"
                                 << "'happiness' is unknown";
        QTest::newRow("later") << "regex"
                               << "{}"
                               << "'regex' is not available in this version";
        QTest::newRow("key") << "vader"
                             << R"({"speed":1})"
                             << "no key 'speed'";
        QTest::newRow("target") << "length"
                                << R"({"target":0})"
                                << "target 0";
        QTest::newRow("text target") << "length"
                                     << R"({"target":"a"})"
                                     << "target \"a\"";
    }

    void wrongReward_isRefusedByName() {
        QFETCH(QString, kind);
        QFETCH(QString, options);
        QFETCH(QString, named);
        const auto made = makeRewards(
            {config(kind.toStdString(), 1, nlohmann::json::parse(options.toStdString()))});
        QVERIFY(!made.ok());
        QVERIFY2(made.error().message.find(named.toStdString()) != std::string::npos,
                 made.error().message.c_str());
    }

    void noReward_isRefused() { QVERIFY(!makeRewards({}).ok()); }
};

QTEST_GUILESS_MAIN(TestReward)
#include "tst_reward.moc"
