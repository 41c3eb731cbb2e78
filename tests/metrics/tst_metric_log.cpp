#include "metrics/metric_log.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <fstream>
#include <limits>

using namespace tiebreak;
using nlohmann::ordered_json;

namespace {

struct Fixture {
    QTemporaryDir folder;
    std::filesystem::path file = folder.filePath("metrics.jsonl").toStdString();
    void add(const std::string& text) {
        std::ofstream(file, std::ios::app | std::ios::binary) << text;
    }
    std::string content() const {
        std::ifstream in(file);
        return {std::istreambuf_iterator<char>(in), {}};
    }
};

} // namespace

class TestMetricLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void missingFile_isNoChange() {
        Fixture f;
        MetricLog log(f.file);
        const auto changed = log.poll();
        QVERIFY(changed.ok() && !*changed);
    }

    void halfLastLine_waits() {
        Fixture f;
        MetricLog log(f.file);
        f.add("{\"step\":1,\"loss\":0.5}\n{\"step\":2,\"lo");
        QVERIFY(*log.poll());
        QCOMPARE(log.lastStep(), std::int64_t{1});
        QVERIFY(!*log.poll());
        f.add("ss\":0.25}\n");
        QVERIFY(*log.poll());
        QCOMPARE(log.lastStep(), std::int64_t{2});
        QCOMPARE(log.series().at("loss").values, (std::vector<double>{0.5, 0.25}));
        QCOMPARE(log.badLines(), std::int64_t{0});
    }

    void resumed_replacesLaterSteps() {
        Fixture f;
        for (int step = 1; step <= 5; ++step)
            f.add("{\"step\":" + std::to_string(step) + ",\"loss\":1}\n");
        MetricLog log(f.file);
        QVERIFY(*log.poll());
        f.add("{\"event\":\"resumed\",\"step\":3}\n");
        QVERIFY(*log.poll());
        QCOMPARE(log.lastStep(), std::int64_t{3});
        f.add("{\"step\":4,\"loss\":2}\n");
        QVERIFY(*log.poll());
        const auto& loss = log.series().at("loss");
        QCOMPARE(loss.steps, (std::vector<std::int64_t>{1, 2, 3, 4}));
        QCOMPARE(loss.values.back(), 2.0);
    }

    void nonFinite_travelsAsWords() {
        Fixture f;
        auto writer = MetricLogWriter::open(f.file);
        QVERIFY(writer.ok());
        constexpr double inf = std::numeric_limits<double>::infinity();
        QVERIFY(
            writer->append({{"step", 1}, {"loss", std::nan("")}, {"grad_norm", inf}, {"kl", -inf}})
                .ok());
        QCOMPARE(
            f.content(),
            std::string(
                "{\"step\":1,\"loss\":\"NaN\",\"grad_norm\":\"Infinity\",\"kl\":\"-Infinity\"}\n"));
        MetricLog log(f.file);
        QVERIFY(*log.poll());
        QVERIFY(std::isnan(log.series().at("loss").values[0]));
        QCOMPARE(log.series().at("grad_norm").values[0], inf);
        QCOMPARE(log.series().at("kl").values[0], -inf);
    }

    void writer_cutsTheIncompleteLastLine() {
        Fixture f;
        f.add("{\"step\":1,\"loss\":0.5}\n{\"step\":2,\"l");
        MetricLog log(f.file);
        QVERIFY(*log.poll());
        auto writer = MetricLogWriter::open(f.file);
        QVERIFY(writer.ok());
        QVERIFY(writer->append({{"event", "resumed"}, {"step", 1}}).ok());
        QVERIFY(writer->append({{"step", 2}, {"loss", 0.4}}).ok());
        QCOMPARE(f.content(),
                 std::string("{\"step\":1,\"loss\":0.5}\n{\"event\":\"resumed\",\"step\":1}\n"
                             "{\"step\":2,\"loss\":0.4}\n"));
        // A follower that already held the half line reads on correctly.
        QVERIFY(*log.poll());
        QCOMPARE(log.series().at("loss").values, (std::vector<double>{0.5, 0.4}));
        QCOMPARE(log.badLines(), std::int64_t{0});
    }

    void writer_cutsAFileOfOneHalfLine() {
        Fixture f;
        f.add(std::string(10000, 'x'));
        QVERIFY(MetricLogWriter::open(f.file).ok());
        QCOMPARE(f.content(), std::string());
    }

    void badLines_areCountedAndSkipped() {
        Fixture f;
        f.add("rubbish\n[1]\n{\"loss\":1}\n{\"step\":\"1\"}\n\n{\"step\":1,\"loss\":1,\"name\":"
              "\"x\"}\n");
        MetricLog log(f.file);
        QVERIFY(*log.poll());
        QCOMPARE(log.badLines(), std::int64_t{4});
        QCOMPARE(log.series().size(), size_t{1});
    }

    void absentKey_leavesAGapInThatSeriesAlone() {
        Fixture f;
        f.add("{\"step\":1,\"a\":1,\"b\":1}\n{\"step\":2,\"a\":2}\n{\"step\":3,\"a\":3,\"b\":3}\n");
        MetricLog log(f.file);
        QVERIFY(*log.poll());
        QCOMPARE(log.series().at("b").steps, (std::vector<std::int64_t>{1, 3}));
    }

    void growingFile_isFollowedWithoutReadingAgain() {
        // 1e5 lines in 100 pieces: 2 s would mean every poll read the whole file.
        Fixture f;
        MetricLog log(f.file);
        QElapsedTimer timer;
        qint64 spent = 0;
        for (int piece = 0; piece < 100; ++piece) {
            std::string text;
            for (int i = 1; i <= 1000; ++i) {
                const auto step = std::to_string(piece * 1000 + i);
                text += "{\"step\":" + step +
                        ",\"loss\":0.6931,\"grad_norm\":1.5,\"learning_rate\":1e-06}\n";
            }
            f.add(text);
            timer.restart();
            QVERIFY(*log.poll());
            spent += timer.nsecsElapsed();
        }
        QCOMPARE(log.lastStep(), std::int64_t{100000});
        QCOMPARE(log.series().at("loss").values.size(), size_t{100000});
        qInfo("followed 100000 lines in %.0f ms", spent / 1e6);
        QVERIFY(spent < 5'000'000'000);
    }
};

QTEST_GUILESS_MAIN(TestMetricLog)
#include "tst_metric_log.moc"
