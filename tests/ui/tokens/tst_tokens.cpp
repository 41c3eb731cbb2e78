// Drives the token view in the real page with a fake engine: colourings, alternatives, branches,
// changed words, the table twin and what is stored.
#include "strict_messages.h"
#include "ui/playground/alternatives_model.h"
#include "ui/playground/column_strip.h"
#include "ui/playground/playground_page.h"
#include "ui/playground/position_card.h"
#include "ui/playground/query_card.h"
#include "ui/playground/response_column.h"
#include "ui/playground/token_dock.h"
#include "ui/playground/token_flow.h"
#include "ui/playground/token_panel.h"
#include "ui/playground/token_strip.h"
#include "ui/playground/token_table_model.h"
#include "ui/services/engine_client.h"
#include "ui/services/model_session.h"
#include "ui/services/services.h"
#include "ui/services/settings_service.h"
#include "ui/services/store_service.h"
#include "ui/services/workspace_service.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>

#include <filesystem>
#include <memory>
#include <set>
#include <tuple>

using namespace tiebreak;

namespace {
constexpr int kPatience = 10'000;
constexpr int kTokens = 12; // of a response of the fake engine

/// The page as a window of its own, over a fresh workspace with two models.
class Bench {
public:
    Bench(const QString& folder, const QString& mode)
        : m_settings(std::filesystem::path((folder + "/settings.json").toStdString()))
        , m_workspace(WorkspaceService::open((folder + "/workspace").toStdString()).value())
        , m_store(m_workspace.folder())
        , m_engine(TIEBREAK_FAKE_ENGINE, {mode})
        , m_models(m_engine, m_settings) {
        m_theme.apply(*qApp, Theme::Choice::Light, 1.0);
        m_settings.change([](Settings& values) { values.firstRunDone = true; });
        m_services.settings = &m_settings;
        m_services.workspace = &m_workspace;
        m_services.engine = &m_engine;
        m_services.models = &m_models;
        m_services.store = &m_store;
        m_page = std::make_unique<PlaygroundPage>(m_theme, m_services);
        m_models.setChoices(modelFilesIn({folder + "/models"}));
        m_engine.start();
        m_page->resize(1320, 820);
        m_page->show();
        m_page->activated({});
    }
    Theme& theme() { return m_theme; }
    StoreService& store() { return m_store; }
    PlaygroundPage& page() { return *m_page; }

private:
    Theme m_theme;
    SettingsService m_settings;
    WorkspaceService m_workspace;
    StoreService m_store;
    EngineClient m_engine;
    ModelSession m_models;
    Services m_services;
    std::unique_ptr<PlaygroundPage> m_page;
};

} // namespace

class TestTokens : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_strict = std::make_unique<StrictMessages>(); }
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        QDir(m_folder->path()).mkdir("models");
        for (const char* name : {"Tiny.Q4_1.gguf", "other.gguf"}) {
            QFile model(m_folder->filePath("models/") + name);
            QVERIFY(model.open(QIODevice::WriteOnly));
        }
    }
    void cleanup() {
        m_bench.reset();
        m_folder.reset();
    }

    void levels_followTheEdgesOfTheLook_data() {
        QTest::addColumn<int>("colouring");
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("level");
        const auto row = [](const char* name, TokenColouring colouring, double value, int level) {
            QTest::newRow(name) << int(colouring) << value << level;
        };
        row("probable", TokenColouring::Probability, 0.5, 0);
        row("half of it", TokenColouring::Probability, 0.49, 1);
        row("one in ten", TokenColouring::Probability, 0.1, 2);
        row("one in fifty", TokenColouring::Probability, 0.02, 3);
        row("hardly", TokenColouring::Probability, 0.001, 4);
        row("certain", TokenColouring::Entropy, 0.4, 0);
        row("five bits", TokenColouring::Entropy, 5, 4);
        row("policy says far less", TokenColouring::LogRatio, -2.1, 0);
        row("the same", TokenColouring::LogRatio, 0, 3);
        row("policy says far more", TokenColouring::LogRatio, 2, 6);
    }
    void levels_followTheEdgesOfTheLook() {
        QFETCH(int, colouring);
        QFETCH(double, value);
        QFETCH(int, level);
        start("obey");
        const TokenScale scale(m_bench->theme(), TokenColouring(colouring));
        QCOMPARE(scale.levelOf(value), level);
        QCOMPARE(scale.legend().size(), scale.levels());
        // Fill and line go together: neither speaks alone.
        for (int i = 0; i < scale.levels(); ++i) {
            const auto& shade = scale.shade(i);
            QCOMPARE(shade.fill.isValid(),
                     shade.under != TokenLine::None || shade.over != TokenLine::None);
        }
    }

    void t_opensTheViewWithEveryToken() {
        openTokens();
        QCOMPARE(panel().findings().tokens.size(), size_t(kTokens));
        QCOMPARE(panel().flow()->count(), kTokens);
        QCOMPARE(panel().flow()->current(), 0);
        QVERIFY(panel().flow()->hasFocus());
        QVERIFY(!panel().flow()->rectOf(3).isEmpty());
        QVERIFY(panel().flow()->accessibleDescription().contains("Position 1, word0"));
        press(Qt::Key_T);
        QVERIFY(!panel().isVisible());
    }

    void arrows_walkTokensAndLines() {
        openTokens();
        auto* flow = panel().flow();
        press(Qt::Key_Right);
        press(Qt::Key_Right);
        QCOMPARE(flow->current(), 2);
        press(Qt::Key_Left);
        QCOMPARE(flow->current(), 1);
        press(Qt::Key_End);
        QCOMPARE(flow->current(), kTokens - 1);
        press(Qt::Key_Right);
        QCOMPARE(flow->current(), kTokens - 1);
        press(Qt::Key_Home);
        flow->setFixedWidth(160); // so narrow that there are several lines
        QTRY_VERIFY(flow->rectOf(kTokens - 1).top() > flow->rectOf(0).top());
        press(Qt::Key_Down);
        QVERIFY(flow->rectOf(flow->current()).top() > flow->rectOf(0).top());
        press(Qt::Key_Up);
        QCOMPARE(flow->rectOf(flow->current()).top(), flow->rectOf(0).top());
        // A click finds the token under it.
        QTest::mouseClick(flow->viewport(), Qt::LeftButton, {}, flow->rectOf(5).center());
        QCOMPARE(flow->current(), 5);
    }

    void alternatives_sayWhatRemovedThem() {
        openTokens();
        press(Qt::Key_Right);
        auto* model = card().model();
        QAbstractItemModelTester tester(model);
        QCOMPARE(model->rowCount(), 4);
        const auto cell = [&](int row, int column) {
            return model->index(row, column).data().toString();
        };
        QCOMPARE(cell(0, AlternativesModel::Token), QString(" word1"));
        QCOMPARE(cell(0, model->removedColumn()), QString("chosen"));
        QCOMPARE(cell(3, AlternativesModel::Rank), QString("4"));
        QCOMPARE(cell(3, model->afterColumn()), QString("–"));
        QVERIFY(cell(3, model->removedColumn()).startsWith("removed by top-p"));
        QVERIFY(cell(1, AlternativesModel::Before) != cell(1, model->afterColumn()));
        const int columns = model->columnCount();
        press(Qt::Key_P, Qt::ControlModifier);
        QCOMPARE(model->columnCount(), columns + 1); // temperature stands between
        QCOMPARE(model->headerData(AlternativesModel::Before + 1, Qt::Horizontal, Qt::DisplayRole)
                     .toString(),
                 QString("temperature"));
    }

    void colourings_shadeOtherTokens() {
        openTokens();
        std::set<QRgb> seen;
        for (const auto colouring : {TokenColouring::Probability, TokenColouring::Entropy}) {
            panel().setColouring(colouring);
            const auto image = panel().flow()->grab().toImage();
            for (int y = 0; y < image.height(); y += 2)
                for (int x = 0; x < image.width(); x += 2)
                    seen.insert(image.pixel(x, y));
        }
        for (const auto colouring : {TokenColouring::Probability, TokenColouring::Entropy})
            QVERIFY(seen.count(TokenScale(m_bench->theme(), colouring).shade(2).fill.rgb()));
    }

    void logRatio_asksTheOtherModel() {
        openTokens();
        panel().setColouring(TokenColouring::LogRatio);
        QVERIFY(panel().findChild<QComboBox*>()->isVisible());
        QVERIFY(panel().findChild<QComboBox*>()->currentText().contains("other"));
        QTRY_COMPARE_WITH_TIMEOUT(panel().findings().referenceLogprobs.size(), size_t(kTokens),
                                  kPatience);
        for (int i = 0; i < kTokens; ++i)
            QVERIFY(std::abs(*logRatio(panel().findings(), i) - 0.1 * (i % 5)) < 1e-9);
        QVERIFY(panel().flow()->accessibleDescription().contains("log-ratio"));
    }

    void b_branchesAndNothingIsOverwritten() {
        openTokens();
        const auto before = panel().versions()[0].subject.ids;
        for (int i = 0; i < 4; ++i)
            press(Qt::Key_Right);
        press(Qt::Key_B);
        QTRY_VERIFY_WITH_TIMEOUT(panel().versions().size() == 2 && !panel().isBusy(), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(panel().findings().tokens.size(), size_t(kTokens), kPatience);
        const auto& made = panel().versions()[1].subject;
        QCOMPARE(made.ids.size(), size_t(kTokens));
        QCOMPARE(made.ids[4], 104); // the likeliest that did not come
        QVERIFY(std::equal(before.begin(), before.begin() + 4, made.ids.begin()));
        QCOMPARE(made.parameters.prefixIds.size(), size_t(5));
        QVERIFY(panel().lastFirstToken() >= 0);
        QCOMPARE(panel().versions()[0].subject.ids, before);
        panel().setCurrentVersion(0);
        QTRY_COMPARE_WITH_TIMEOUT(panel().findings().tokens[4].id, 4, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(samples().size(), size_t(5), kPatience);
        const auto all = samples();
        const auto stored =
            std::find_if(all.begin(), all.end(), [](const auto& s) { return !s.parentId.empty(); });
        QVERIFY(stored != all.end());
        QCOMPARE(stored->ids, made.ids);
        QCOMPARE(stored->parentId, panel().versions()[0].subject.sampleId);
        // Everything to make it again is with it.
        const auto parameters = samplingParametersFromJson(stored->parameters);
        QVERIFY(parameters.ok());
        QCOMPARE(parameters->prefixIds, made.parameters.prefixIds);
    }

    void theTokenThatCame_isNoBranch() {
        openTokens();
        card().choose(0);
        QVERIFY(!action("playground.branch")->isEnabled());
        QVERIFY(action("playground.branch")->disabledReason().contains("came already"));
        card().choose(2);
        QVERIFY(action("playground.branch")->isEnabled());
        card().table()->setFocus();
        press(Qt::Key_Return); // Enter on a row branches there
        QTRY_COMPARE_WITH_TIMEOUT(panel().versions().size(), size_t(2), kPatience);
        QCOMPARE(panel().versions()[1].subject.ids[0], 200);
    }

    void words_areForcedBannedAndBoosted() {
        openTokens();
        press(Qt::Key_Right);
        press(Qt::Key_Right);
        card().wordField()->setFocus();
        QTest::keyClicks(card().wordField(), "blue");
        press(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(panel().versions().size() == 2 && !panel().isBusy(), kPatience);
        auto p = panel().versions()[1].subject.parameters;
        QCOMPARE(p.interventions.size(), size_t(1));
        QVERIFY(p.interventions[0] == (Intervention{2, InterventionKind::Force, " blue", {}, 0}));
        QCOMPARE(p.prefixIds.size(), size_t(2));
        QVERIFY(isForcedAt(p, 2) && !isForcedAt(p, 3));
        QTRY_COMPARE_WITH_TIMEOUT(panel().findings().tokens.size(), size_t(kTokens), kPatience);
        // Without a word the chosen alternative is meant, on top of what was changed before it.
        card().wordField()->clear();
        panel().flow()->setCurrent(6);
        card().choose(1);
        card().button(InterventionKind::Ban)->click();
        QTRY_VERIFY_WITH_TIMEOUT(panel().versions().size() == 3 && !panel().isBusy(), kPatience);
        p = panel().versions()[2].subject.parameters;
        QCOMPARE(p.interventions.size(), size_t(2));
        QVERIFY(p.interventions[1] == (Intervention{6, InterventionKind::Ban, "", {106}, 0}));
        QCOMPARE(p.prefixIds.size(), size_t(6));
        QTRY_COMPARE_WITH_TIMEOUT(panel().findings().tokens.size(), size_t(kTokens), kPatience);
        panel().flow()->setCurrent(1);
        card().choose(3);
        card().button(InterventionKind::Boost)->click();
        QTRY_VERIFY_WITH_TIMEOUT(panel().versions().size() == 4 && !panel().isBusy(), kPatience);
        p = panel().versions()[3].subject.parameters;
        QCOMPARE(p.interventions.size(), size_t(1)); // later ones belong to a text drawn anew
        QCOMPARE(p.interventions[0].bias, 2.0);
    }

    void tableAndCsv_sayTheSame() {
        openTokens();
        press(Qt::Key_T, Qt::ControlModifier);
        auto* table = panel().findChild<QTableView*>("tokenTable");
        QVERIFY(table && table->isVisible() && table->hasFocus());
        QAbstractItemModelTester tester(table->model());
        QCOMPARE(table->model()->rowCount(), kTokens);
        press(Qt::Key_Down);
        press(Qt::Key_Down);
        QCOMPARE(panel().flow()->current(), 2);
        QCOMPARE(table->model()->index(2, TokenTableModel::Token).data().toString(),
                 QString(" word2"));
        press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        const auto lines = QApplication::clipboard()->text().trimmed().split('\n');
        QCOMPARE(lines.size(), kTokens + 1);
        const auto cells = lines[3].split(',');
        QCOMPARE(cells.size(), lines[0].split(',').size());
        QCOMPARE(cells[1], QString("\" word2\""));
        QVERIFY(std::abs(cells[3].toDouble() - std::exp(-1.25)) < 1e-6);
        QVERIFY(panel().status().contains("12"));
    }

    void escape_stopsABranch() {
        start("slow");
        ask("x");
        QTRY_VERIFY_WITH_TIMEOUT(strip().column(0)->text().size() > 40, kPatience);
        press(Qt::Key_T);
        QVERIFY(panel().status().contains("when the response is over"));
        press(Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(panel().flow()->count() > 4, kPatience);
        press(Qt::Key_B);
        QTRY_VERIFY(panel().isBusy());
        QVERIFY(action("playground.stop")->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(panel().lastFirstToken() >= 0, kPatience);
        press(Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!panel().isBusy(), kPatience);
        QCOMPARE(panel().versions().size(), size_t(2)); // what it had stays
        QVERIFY(!panel().versions()[1].subject.ids.empty());
    }

    void strip_goesToATokenByClick() {
        openTokens();
        auto* picture = panel().findChild<TokenStrip*>();
        QTest::mouseClick(picture, Qt::LeftButton, {},
                          QPoint(picture->width() - 6, picture->height() / 2));
        QCOMPARE(panel().flow()->current(), kTokens - 1);
    }

    void storedResponses_areLookedAtToo() {
        openTokens();
        press(Qt::Key_T);
        QTRY_COMPARE_WITH_TIMEOUT(samples().size(), size_t(4), kPatience);
        action("playground.storedTokens")->trigger();
        auto* menu = panel().findChild<QMenu*>();
        QTRY_VERIFY_WITH_TIMEOUT(menu->isVisible() && menu->actions().size() == 4, kPatience);
        menu->actions()[2]->trigger();
        menu->close();
        QTRY_VERIFY_WITH_TIMEOUT(panel().isVisible() && panel().flow()->count() == kTokens,
                                 kPatience);
        QCOMPARE(panel().versions()[0].subject.sampleId, samples()[2].id);
        QVERIFY(panel().versions()[0].subject.name.startsWith("stored"));
    }

    void everyControl_hasANameAndAnUnshapedFont() {
        openTokens();
        panel().setColouring(TokenColouring::LogRatio);
        for (auto* widget : panel().findChildren<QWidget*>()) {
            QVERIFY2(widget->font().styleStrategy() & QFont::PreferNoShaping,
                     widget->metaObject()->className());
            auto* button = qobject_cast<QAbstractButton*>(widget);
            if (button && button->isVisible())
                QVERIFY2(!button->text().isEmpty() || !button->accessibleName().isEmpty(),
                         button->metaObject()->className());
        }
    }

    /// For the eye, written where TIEBREAK_SHOTS says.
    void pictures() {
        const auto folder = qEnvironmentVariable("TIEBREAK_SHOTS");
        if (folder.isEmpty())
            QSKIP("TIEBREAK_SHOTS is not set");
        openTokens();
        const std::tuple<const char*, Theme::Choice, double> looks[] = {
            {"light", Theme::Choice::Light, 1.0},
            {"dark", Theme::Choice::Dark, 1.0},
            {"light-125", Theme::Choice::Light, 1.25}};
        panel().setColouring(TokenColouring::LogRatio);
        QTRY_COMPARE_WITH_TIMEOUT(panel().findings().referenceLogprobs.size(), size_t(kTokens),
                                  kPatience);
        panel().flow()->setCurrent(5);
        for (const auto& [name, theme, scale] : looks) {
            m_bench->theme().apply(*qApp, theme, scale);
            for (const auto colouring :
                 {TokenColouring::LogRatio, TokenColouring::Probability, TokenColouring::Entropy}) {
                panel().setColouring(colouring);
                QTest::qWait(100);
                QVERIFY(playground().grab().save(QStringLiteral("%1/tokens-%2-%3.png")
                                                     .arg(folder)
                                                     .arg(int(colouring))
                                                     .arg(name)));
            }
        }
    }

private:
    void start(const QString& mode) {
        m_bench = std::make_unique<Bench>(m_folder->path(), mode);
        QVERIFY(QTest::qWaitForWindowActive(&playground()));
    }

    void ask(const QString& query) {
        playground().findChild<QueryCard*>()->setText(query);
        press(Qt::Key_Return, Qt::ControlModifier);
    }

    /// Four responses, and the tokens of the first.
    void openTokens() {
        start("obey");
        ask("Why is the sky blue?");
        QTRY_VERIFY_WITH_TIMEOUT(!playground().generation().rows().empty() &&
                                     !playground().generation().isActive(),
                                 kPatience);
        press(Qt::Key_T);
        QTRY_COMPARE_WITH_TIMEOUT(panel().flow()->count(), kTokens, kPatience);
    }

    std::vector<SampleRecord> samples() {
        auto& store = m_bench->store();
        auto all = store.submit([](Store& s) -> Result<std::vector<SampleRecord>> {
            TB_ASSIGN(const auto prompts, s.recentPrompts(1));
            if (prompts.empty())
                return std::vector<SampleRecord>{};
            return s.samplesOfPrompt(prompts[0].id);
        });
        if (!QTest::qWaitFor([&] { return all.isFinished(); }, kPatience) || !all.result())
            return {};
        return *all.result();
    }

    PlaygroundPage& playground() { return m_bench->page(); }
    ColumnStrip& strip() { return *playground().findChild<ColumnStrip*>(); }
    TokenPanel& panel() { return *playground().findChild<TokenPanel*>(); }
    PositionCard& card() { return *panel().position(); }
    Action* action(const QString& id) { return playground().findChild<Action*>(id); }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        auto* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : &playground(), key, modifiers);
    }

    std::unique_ptr<StrictMessages> m_strict;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Bench> m_bench;
};

QTEST_MAIN(TestTokens)
#include "tst_tokens.moc"
