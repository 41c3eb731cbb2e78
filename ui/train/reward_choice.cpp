#include "ui/train/reward_choice.h"

#include "ui/train/run_field_text.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QSignalBlocker>

namespace tiebreak {

namespace {

constexpr int kNumberWidth = 56; // px at scale 1

RunField weightField() {
    RunField field;
    field.name = RewardChoice::tr("Weight of the reward");
    field.kind = RunField::Kind::Real;
    return field;
}

RunField lengthField() {
    RunField field;
    field.name = RewardChoice::tr("Wanted length");
    field.kind = RunField::Kind::Whole;
    field.range = between(1, 1 << 20);
    return field;
}

QLineEdit* numberLine(const Theme& theme, const QString& text, const QString& name,
                      QWidget* parent) {
    auto* line = new QLineEdit(text, parent);
    line->setProperty("density", "small");
    line->setFont(theme.font(Theme::Type::MonoSmall));
    line->setAlignment(Qt::AlignRight);
    line->setFixedWidth(theme.scaled(kNumberWidth));
    line->setAccessibleName(name);
    return line;
}

} // namespace

bool isRewardModel(const ModelVersionRecord& model) {
    return model.facts.value("method", std::string()) == "reward";
}

RewardChoice::RewardChoice(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_length(numberLine(theme, QStringLiteral("32"), tr("Wanted length, tokens"), this))
    , m_model(new QComboBox(this)) {
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(8);
    layout->setVerticalSpacing(4);
    layout->setColumnStretch(1, 1);
    layout->addWidget(new TextLabel(tr("Reward"), QStringLiteral("strong"), {}, this), 0, 0);
    layout->addWidget(
        new TextLabel(tr("Weight"), QStringLiteral("caption"), QStringLiteral("muted"), this), 0,
        2);
    m_model->setProperty("density", "small");
    m_model->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_model->setMinimumContentsLength(12);
    m_model->setAccessibleName(tr("Reward model"));
    addLine(layout, theme, QStringLiteral("vader"), tr("Pleasant words"), nullptr);
    addLine(layout, theme, QStringLiteral("length"), tr("Length near"), m_length);
    addLine(layout, theme, QStringLiteral("model"), tr("Reward model"), m_model);
    m_lines[0].on->setChecked(true);
    connect(m_length, &QLineEdit::textEdited, this, &RewardChoice::edited);
    connect(m_model, &QComboBox::activated, this, &RewardChoice::edited);
    setModels({});
}

void RewardChoice::addLine(QGridLayout* layout, const Theme& theme, const QString& kind,
                           const QString& name, QWidget* option) {
    const int row = int(m_lines.size()) + 1;
    Line line{kind, new QCheckBox(name, this),
              numberLine(theme, QStringLiteral("1"), tr("Weight of: %1").arg(name), this)};
    line.on->setObjectName(QStringLiteral("reward.") + kind);
    layout->addWidget(line.on, row, 0);
    if (option)
        layout->addWidget(option, row, 1, option == m_length ? Qt::AlignLeft : Qt::Alignment());
    layout->addWidget(line.weight, row, 2);
    connect(line.on, &QCheckBox::clicked, this, &RewardChoice::edited);
    connect(line.weight, &QLineEdit::textEdited, this, &RewardChoice::edited);
    m_lines.push_back(line);
}

void RewardChoice::setModels(const std::vector<ModelVersionRecord>& models) {
    const QString chosen = m_model->currentData().toString();
    m_models.clear();
    m_model->clear();
    for (const auto& model : models)
        if (isRewardModel(model)) {
            m_models.push_back(model);
            m_model->addItem(QString::fromStdString(model.name), QString::fromStdString(model.id));
        }
    m_model->setCurrentIndex(std::max(0, m_model->findData(chosen)));
    const bool any = !m_models.empty();
    m_model->setEnabled(any);
    m_lines[2].on->setEnabled(any || m_lines[2].on->isChecked());
    const QString why =
        any ? QString() : tr("Train a reward model first; it is then offered here.");
    m_model->setToolTip(why);
    m_lines[2].on->setToolTip(why);
}

void RewardChoice::setRewards(const std::vector<RewardConfig>& rewards) {
    for (auto& line : m_lines)
        line.on->setChecked(false);
    for (const auto& reward : rewards)
        for (auto& line : m_lines) {
            if (line.kind != QString::fromStdString(reward.kind))
                continue;
            line.on->setChecked(true);
            line.weight->setText(textOfValue(weightField(), reward.weight));
            if (reward.kind == "length" && reward.options.contains("target"))
                m_length->setText(textOfValue(lengthField(), reward.options["target"]));
            if (reward.kind == "model")
                chooseModel(reward.options);
        }
}

void RewardChoice::chooseModel(const nlohmann::json& options) {
    const std::string path = options.value("adapter", options.value("model", std::string()));
    for (std::size_t i = 0; i < m_models.size(); ++i)
        if (m_models[i].path == path)
            m_model->setCurrentIndex(int(i));
}

Status RewardChoice::addModel(RewardConfig& reward) const {
    const int index = m_model->currentIndex();
    if (index < 0 || index >= int(m_models.size()))
        return Error{ErrorCode::NotFound,
                     tr("There is no reward model. Train one first.").toStdString(),
                     {},
                     nullptr};
    const auto& model = m_models[std::size_t(index)];
    const bool adapter = !model.basePath.empty();
    reward.options["model"] = adapter ? model.basePath : model.path;
    if (adapter)
        reward.options["adapter"] = model.path;
    return {};
}

Result<RewardConfig> RewardChoice::rewardOf(const Line& line) const {
    TB_ASSIGN(const auto weight, valueFromText(weightField(), line.weight->text()));
    RewardConfig reward{line.kind.toStdString(), weight.get<double>(), nlohmann::json::object()};
    if (reward.kind == "length") {
        TB_ASSIGN(reward.options["target"], valueFromText(lengthField(), m_length->text()));
    }
    if (reward.kind == "model")
        TB_TRY(addModel(reward));
    return reward;
}

Result<std::vector<RewardConfig>> RewardChoice::rewards() const {
    std::vector<RewardConfig> all;
    for (const auto& line : m_lines) {
        if (!line.on->isChecked())
            continue;
        TB_ASSIGN(auto reward, rewardOf(line));
        all.push_back(std::move(reward));
    }
    if (all.empty())
        return Error{ErrorCode::BadArgument,
                     tr("No reward is chosen. PPO needs at least one.").toStdString(),
                     {},
                     nullptr};
    return all;
}

} // namespace tiebreak
