#include "ui/playground/expected_reward_panel.h"

#include "ui/playground/reward_charts.h"
#include "ui/playground/sampler_parameters.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>

#include <cmath>

namespace tiebreak {

namespace {

using Json = nlohmann::json;
enum Reward { kLexicon, kLength, kModel };
constexpr int kMostDraws = 512;
constexpr int kDecimals = 3;
constexpr qsizetype kMostCharacters = 400;

QString signedNumber(double value) {
    const auto sign = value < 0 ? QStringLiteral(" − ") : QStringLiteral(" + ");
    return sign + decimalText(std::abs(value), kDecimals);
}

} // namespace

QString rewardFormula(const std::vector<double>& scores) {
    if (scores.empty())
        return {};
    const auto summary = rewardSummary(scores);
    QString sum = decimalText(scores[0], kDecimals);
    if (scores.size() > 1)
        sum += signedNumber(scores[1]);
    if (scores.size() > 3)
        sum += QStringLiteral(" + …");
    if (scores.size() > 2)
        sum += signedNumber(scores.back());
    const auto n = countText(qint64(scores.size()));
    return QStringLiteral("E[r] ≈ 1/n · Σ r(yᵢ) = (%1) / %2 = %3")
        .arg(sum, n, decimalText(summary.estimate.mean, kDecimals));
}

ExpectedRewardPanel::ExpectedRewardPanel(Theme& theme, ExpectedReward& reward, QWidget* parent)
    : SidePanel(theme, 420, parent)
    , m_theme(theme)
    , m_model(reward)
    , m_count(new NumberField(theme, {2, kMostDraws, 1, 0}))
    , m_least(new NumberField(theme, {1, 4096, 1, 0}))
    , m_most(new NumberField(theme, {1, 4096, 1, 0}))
    , m_target(new NumberField(theme, {1, 4096, 1, 0}))
    , m_reward(new QComboBox)
    , m_draw(new ActionButton(theme, {}, "generate"))
    , m_progress(new ProgressLine(theme))
    , m_figure(new TextLabel({}, "figure"))
    , m_interval(new TextLabel({}, {}, "second"))
    , m_formula(new TextLabel({}, "mono", "second"))
    , m_spreadName(new TextLabel({}, "caption"))
    , m_meanName(new TextLabel({}, "caption"))
    , m_histogram(new RewardHistogram(theme))
    , m_chart(new MeanChart(theme))
    , m_results(new QWidget) {
    for (auto*& name : m_names)
        name = new TextLabel;
    buildFields();
    buildResults();
    body()->addStretch();
    m_count->setValue(64);
    m_least->setValue(16);
    m_most->setValue(48);
    m_target->setValue(32);
    connect(&reward, &ExpectedReward::changed, this, &ExpectedRewardPanel::showResults);
    connect(&reward, &ExpectedReward::finished, this, &ExpectedRewardPanel::showResults);
    connect(m_progress, &ProgressLine::cancelClicked, &reward, &ExpectedReward::stop);
    connect(m_draw, &QPushButton::clicked, this, [this] {
        m_seed = freshSeed();
        Q_EMIT drawRequested();
    });
    retranslate();
}

QWidget* ExpectedRewardPanel::fieldRow(TextLabel* name, QWidget* field) {
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(name);
    layout->addStretch();
    layout->addWidget(field);
    if (qobject_cast<NumberField*>(field))
        field->setFixedWidth(m_theme.scaled(72));
    body()->addWidget(row);
    return row;
}

void ExpectedRewardPanel::buildFields() {
    m_reward->setProperty("density", "small");
    fieldRow(m_names[0], m_count);
    fieldRow(m_names[1], m_least);
    fieldRow(m_names[2], m_most);
    fieldRow(m_names[3], m_reward);
    m_targetRow = fieldRow(m_names[4], m_target);
    connect(m_reward, &QComboBox::activated, this, &ExpectedRewardPanel::chooseReward);
    body()->addWidget(m_draw);
    body()->addWidget(m_progress);
    m_progress->setCancellable(true);
    m_progress->hide();
}

void ExpectedRewardPanel::buildResults() {
    auto* layout = new QVBoxLayout(m_results);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(6);
    auto* line = new QHBoxLayout;
    line->addWidget(m_figure);
    line->addWidget(m_interval, 1);
    layout->addLayout(line);
    m_interval->setWordWrap(true);
    m_formula->setWordWrap(true);
    m_formula->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(m_formula);
    layout->addWidget(m_spreadName);
    layout->addWidget(m_histogram);
    layout->addWidget(m_meanName);
    layout->addWidget(m_chart);
    for (auto*& label : m_extremes) {
        label = new TextLabel({}, "small");
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        layout->addWidget(label);
    }
    body()->addWidget(m_results);
    m_results->hide();
}

RewardTask ExpectedRewardPanel::task() const {
    RewardTask out;
    out.count = int(m_count->value());
    out.leastTokens = std::int64_t(std::min(m_least->value(), m_most->value()));
    out.mostTokens = std::int64_t(std::max(m_least->value(), m_most->value()));
    out.seed = m_seed;
    if (m_reward->currentIndex() == kLength)
        out.rewards = Json::array(
            {Json::object({{"kind", "length"}, {"target", std::int64_t(m_target->value())}})});
    else if (m_reward->currentIndex() == kModel)
        out.rewards =
            Json::array({Json::object({{"kind", "model"}, {"path", m_modelFolder.toStdString()}})});
    else
        out.rewards = Json::array({Json::object({{"kind", "vader"}})});
    return out;
}

void ExpectedRewardPanel::chooseReward(int index) {
    m_targetRow->setVisible(index == kLength);
    if (index == kModel)
        askModelFolder();
    showButtons();
}

void ExpectedRewardPanel::askModelFolder() {
    auto* dialog = new QFileDialog(window(), tr("Choose the folder of a reward model"));
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
        m_modelFolder = folder;
        showButtons();
    });
    dialog->open();
}

void ExpectedRewardPanel::setDisabledReason(const QString& reason) {
    m_reason = reason;
    showButtons();
}

void ExpectedRewardPanel::showButtons() {
    auto reason = m_reason;
    if (m_model.isActive())
        reason = tr("Responses are being drawn");
    else if (m_reward->currentIndex() == kModel && m_modelFolder.isEmpty())
        reason = tr("Choose the folder of a reward model");
    for (const auto* field : {m_count, m_least, m_most, m_target})
        if (!field->error().isEmpty())
            reason = field->error();
    m_draw->setDisabledReason(reason);
    m_progress->setVisible(m_model.isActive());
    m_reward->setItemText(kModel, m_modelFolder.isEmpty()
                                      ? tr("Reward model…")
                                      : tr("Model %1").arg(m_modelFolder.section('/', -1)));
}

void ExpectedRewardPanel::showResults() {
    showButtons();
    m_progress->setProgress(m_model.drawn(), m_model.task().count);
    m_progress->setWords(tr("%1 of %2 drawn, %3 scored")
                             .arg(countText(m_model.drawn()), countText(m_model.task().count),
                                  countText(qint64(m_model.results().size()))));
    const auto scores = m_model.scores();
    m_results->setVisible(!scores.empty());
    if (scores.empty())
        return;
    const auto summary = rewardSummary(scores);
    const auto& estimate = summary.estimate;
    m_figure->showText(decimalText(estimate.mean, kDecimals));
    m_interval->showText(tr("95 % interval %1 to %2, n = %3, deviation %4")
                             .arg(decimalText(estimate.mean - estimate.half, kDecimals),
                                  decimalText(estimate.mean + estimate.half, kDecimals),
                                  countText(estimate.n),
                                  decimalText(summary.deviation, kDecimals)));
    m_formula->showText(rewardFormula(scores));
    m_histogram->show(scores, estimate.mean);
    m_chart->show(summary.running);
    const int which[] = {summary.best, summary.worst};
    const QString names[] = {tr("Best"), tr("Worst")};
    for (int i = 0; i < 2; ++i) {
        const auto& one = m_model.results()[size_t(which[i])];
        m_extremes[i]->showText(tr("%1, %2, %3 tokens: %4")
                                    .arg(names[i], decimalText(one.score, kDecimals),
                                         countText(one.tokens),
                                         one.text.left(kMostCharacters).simplified()));
    }
}

QString ExpectedRewardPanel::formula() const {
    return m_formula->text();
}

void ExpectedRewardPanel::retranslate() {
    setTitle(tr("Expected reward"));
    const QString names[] = {tr("Responses to draw"), tr("Shortest limit, tokens"),
                             tr("Longest limit, tokens"), tr("Reward"),
                             tr("Wanted length, tokens")};
    for (int i = 0; i < 5; ++i)
        m_names[i]->setText(names[i]);
    m_count->setName(names[0]);
    m_least->setName(names[1]);
    m_most->setName(names[2]);
    m_reward->setAccessibleName(names[3]);
    m_target->setName(names[4]);
    const int chosen = std::max(0, m_reward->currentIndex());
    m_reward->clear();
    m_reward->addItems({tr("Lexicon (VADER)"), tr("Length"), tr("Reward model…")});
    m_reward->setCurrentIndex(chosen);
    m_targetRow->setVisible(chosen == kLength);
    m_draw->setText(tr("Draw and score"));
    m_spreadName->setText(tr("Scores; the dashed line is their mean"));
    m_meanName->setText(tr("Mean against n, with its 95 % interval"));
    showResults();
}

} // namespace tiebreak
