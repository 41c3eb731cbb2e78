// The token view in the real window with the real starter model: alternatives, a branch from the
// kept cache, a forced word, and the pictures of it.
#include "real_window.h"

#include "ui/playground/column_strip.h"
#include "ui/playground/position_card.h"
#include "ui/playground/response_column.h"
#include "ui/playground/token_flow.h"
#include "ui/playground/token_panel.h"

#include <QLineEdit>

using namespace tiebreak;

namespace {
constexpr int kLoading = 120'000; // ms, on a busy machine
constexpr int kAnswering = 120'000;
} // namespace

class TestTokensForReal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tokensOfARealResponse() {
        RealWindow window;
        QTRY_COMPARE_WITH_TIMEOUT(window.services().models->state(), ModelSession::State::Ready,
                                  kLoading);
        auto& page = window.page<PlaygroundPage>("playground");
        std::vector<SamplingParameters> rows(2);
        rows[0].temperature = 0.7;
        rows[0].topP = 0.9;
        rows[0].topK = 40;
        for (size_t i = 0; i < rows.size(); ++i) {
            rows[i].maxNewTokens = 80;
            rows[i].seed = i + 3;
        }
        page.setParameters(rows);
        window.window().resize(1440, 900);
        window.ask("Explain to a ten-year-old why the sky is blue.");
        QTRY_VERIFY_WITH_TIMEOUT(window.isAnswered(2), kAnswering);
        window.action(page, "playground.tokens")->trigger();
        auto* panel = page.findChild<TokenPanel*>();
        const auto known = [&] {
            return !panel->isBusy() && panel->currentVersion() >= 0 &&
                   panel->findings().tokens.size() ==
                       panel->versions()[size_t(panel->currentVersion())].subject.ids.size();
        };
        QTRY_VERIFY_WITH_TIMEOUT(known(), kAnswering);
        const auto& result = page.generation().rows()[0].result;
        for (size_t i = 0; i < result.ids.size(); ++i)
            QVERIFY(std::abs(panel->findings().tokens[i].logprob - result.logprobs[i]) < 0.2);
        panel->flow()->setCurrent(12);
        window.shoot("tokens-probability");
        panel->setColouring(TokenColouring::Entropy);
        window.shoot("tokens-entropy");
        panel->setColouring(TokenColouring::Probability);
        window.action(page, "playground.everyProcessor")->trigger();
        window.action(page, "playground.tokenTable")->trigger();
        window.shoot("tokens-table");
        window.action(page, "playground.tokenTable")->trigger();
        window.action(page, "playground.everyProcessor")->trigger();

        window.action(page, "playground.branch")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(panel->versions().size() == 2 && known(), kAnswering);
        qInfo("first new token of a branch after %lld ms", panel->lastFirstToken());
        QVERIFY(panel->lastFirstToken() < 2000);
        window.shoot("tokens-branch");

        panel->flow()->setCurrent(20);
        panel->position()->wordField()->setText("elephant");
        QTest::keyClick(panel->position()->wordField(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(panel->versions().size() == 3 && known(), kAnswering);
        QString text;
        for (const auto& token : panel->findings().tokens)
            text += QString::fromStdString(token.text);
        QVERIFY2(text.contains(" elephant"), qPrintable(text));
        window.shoot("tokens-forced");
    }
};

QTEST_MAIN(TestTokensForReal)
#include "tst_tokens.moc"
