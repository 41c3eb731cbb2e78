#include "ui/train/new_run_form.h"

#include "ui/train/run_numbers.h"
#include "ui/widgets/style_property.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace tiebreak {

struct NewRunForm::Number {
    RunNumber spec;
    QLineEdit* field;
    QWidget* row;
    TextLabel* hint;
};

namespace {

constexpr int kFieldWidth = 104;
constexpr int kPromptsHeight = 96;

nlohmann::json asMessages(const QString& text) {
    return {{"messages", {{{"role", "user"}, {"content", text.trimmed().toStdString()}}}}};
}

} // namespace

NewRunForm::NewRunForm(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(buildMethods());
    auto* form = new QFormLayout;
    form->setSpacing(8);
    m_model = new QComboBox(this);
    m_model->setAccessibleName(tr("Model"));
    form->addRow(new TextLabel(tr("Model"), {}, {}, this), m_model);
    m_preset = new QComboBox(this);
    m_preset->setAccessibleName(tr("Preset"));
    form->addRow(new TextLabel(tr("Preset"), {}, {}, this), m_preset);
    layout->addLayout(form);
    m_presetWords = new TextLabel({}, QStringLiteral("small"), QStringLiteral("muted"), this);
    m_presetWords->setWordWrap(true);
    layout->addWidget(m_presetWords);
    layout->addWidget(buildData());
    layout->addWidget(buildNumbers());
    m_warning = new TextLabel({}, QStringLiteral("small"), QStringLiteral("warn"), this);
    m_warning->setWordWrap(true);
    layout->addWidget(m_warning);
    layout->addStretch(1);
    connect(m_preset, &QComboBox::activated, this, &NewRunForm::choosePreset);
    connect(m_model, &QComboBox::activated, this, &NewRunForm::edited);
    showMethod();
}

QWidget* NewRunForm::buildMethods() {
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    m_methods = new QButtonGroup(this);
    const std::pair<QString, QString> methods[] = {
        {QStringLiteral("dpo"), tr("DPO, from judgements")},
        {QStringLiteral("ppo"), tr("PPO, with a reward")}};
    for (const auto& [id, name] : methods) {
        auto* button = new QPushButton(name, row);
        button->setCheckable(true);
        button->setChecked(id == m_method);
        button->setProperty("method", id);
        m_methods->addButton(button);
        layout->addWidget(button, 1);
    }
    connect(m_methods, &QButtonGroup::buttonClicked, this,
            [this](QAbstractButton* button) { setMethod(button->property("method").toString()); });
    return row;
}

QWidget* NewRunForm::buildData() {
    auto* data = new QWidget(this);
    auto* layout = new QVBoxLayout(data);
    layout->setContentsMargins(0, 0, 0, 0);
    m_dpoData = new QWidget(data);
    auto* dpo = new QVBoxLayout(m_dpoData);
    dpo->setContentsMargins(0, 0, 0, 0);
    m_dataWords = new TextLabel({}, {}, {}, m_dpoData);
    m_dataWords->setWordWrap(true);
    m_includeSample =
        new QCheckBox(tr("Include the sample pairs that came with Tiebreak"), m_dpoData);
    m_includeSample->setChecked(true);
    dpo->addWidget(m_dataWords);
    dpo->addWidget(m_includeSample);
    m_ppoData = new QWidget(data);
    auto* ppo = new QFormLayout(m_ppoData);
    ppo->setContentsMargins(0, 0, 0, 0);
    m_reward = new QComboBox(m_ppoData);
    m_reward->addItem(tr("Pleasant words (VADER lexicon)"), QStringLiteral("vader"));
    m_reward->addItem(tr("Length of the response"), QStringLiteral("length"));
    ppo->addRow(new TextLabel(tr("Reward"), {}, {}, this), m_reward);
    m_prompts = new QPlainTextEdit(m_ppoData);
    m_prompts->setFixedHeight(kPromptsHeight);
    m_prompts->setPlaceholderText(tr("One query a line"));
    m_prompts->setAccessibleName(tr("Queries to train on, one a line"));
    m_prompts->setTabChangesFocus(true);
    ppo->addRow(new TextLabel(tr("Queries"), {}, {}, this), m_prompts);
    layout->addWidget(m_dpoData);
    layout->addWidget(m_ppoData);
    connect(m_includeSample, &QCheckBox::toggled, this, &NewRunForm::filterChanged);
    connect(m_reward, &QComboBox::activated, this, &NewRunForm::edited);
    connect(m_prompts, &QPlainTextEdit::textChanged, this, &NewRunForm::edited);
    return data;
}

QWidget* NewRunForm::buildNumbers() {
    auto* numbers = new QWidget(this);
    auto* form = new QFormLayout(numbers);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(6);
    m_training = new QComboBox(numbers);
    m_training->addItem(tr("LoRA adapter"), true);
    m_training->addItem(tr("All weights"), false);
    form->addRow(new TextLabel(tr("Train"), {}, {}, this), m_training);
    m_dtype = new QComboBox(numbers);
    m_dtype->addItem(tr("Fastest here"), QStringLiteral("auto"));
    m_dtype->addItem(QStringLiteral("float32"), QStringLiteral("float32"));
    m_dtype->addItem(QStringLiteral("bfloat16"), QStringLiteral("bfloat16"));
    form->addRow(new TextLabel(tr("Numbers"), {}, {}, this), m_dtype);
    for (const auto& spec : runNumbers())
        addNumber(form, spec.field, spec.name)->spec = spec;
    connect(m_training, &QComboBox::activated, this, [this] {
        showHints();
        Q_EMIT edited();
    });
    connect(m_dtype, &QComboBox::activated, this, &NewRunForm::edited);
    return numbers;
}

NewRunForm::Number* NewRunForm::addNumber(QFormLayout* form, const QString& field,
                                          const QString& name) {
    auto number = std::make_shared<Number>();
    number->row = new QWidget(this);
    auto* layout = new QHBoxLayout(number->row);
    layout->setContentsMargins(0, 0, 0, 0);
    number->field = new QLineEdit(number->row);
    number->field->setObjectName(field);
    number->field->setProperty("density", "small");
    number->field->setFont(m_theme.font(Theme::Type::MonoSmall));
    number->field->setAlignment(Qt::AlignRight);
    number->field->setFixedWidth(kFieldWidth);
    number->field->setAccessibleName(name);
    number->hint =
        new TextLabel({}, QStringLiteral("caption"), QStringLiteral("muted"), number->row);
    number->hint->setElided(true);
    layout->addWidget(number->field);
    layout->addWidget(number->hint, 1);
    form->addRow(new TextLabel(name, {}, {}, this), number->row);
    connect(number->field, &QLineEdit::textEdited, this, [this, raw = number.get()] {
        const auto value = readNumber(raw->spec, raw->field->text());
        setStyleProperty(raw->field, "state", value ? QString() : QStringLiteral("error"));
        raw->field->setToolTip(value ? QString() : QString::fromStdString(value.error().message));
        showHints();
        Q_EMIT edited();
    });
    m_numbers.push_back(number);
    return number.get();
}

void NewRunForm::setMethod(const QString& method) {
    if (method == m_method)
        return;
    m_method = method;
    for (auto* button : m_methods->buttons())
        button->setChecked(button->property("method").toString() == method);
    showMethod();
    Q_EMIT edited();
}

void NewRunForm::showMethod() {
    m_presets = runPresets(m_method);
    m_preset->clear();
    for (const auto& preset : m_presets)
        m_preset->addItem(preset.name, preset.id);
    const bool dpo = m_method == QLatin1String("dpo");
    m_dpoData->setVisible(dpo);
    m_ppoData->setVisible(!dpo);
    for (const auto& number : m_numbers) {
        const bool here = number->spec.belongsTo(m_method);
        auto* form = qobject_cast<QFormLayout*>(number->row->parentWidget()->layout());
        number->row->setVisible(here);
        if (QWidget* label = form ? form->labelForField(number->row) : nullptr)
            label->setVisible(here);
    }
    choosePreset(0);
    showDataWords();
}

void NewRunForm::choosePreset(int index) {
    if (index < 0 || index >= m_presets.size())
        return;
    m_presetWords->setText(m_presets[index].words);
    showConfig(m_presets[index].config);
    Q_EMIT edited();
}

void NewRunForm::showConfig(const RunConfig& config) {
    m_training->setCurrentIndex(config.lora ? 0 : 1);
    for (const auto& number : m_numbers) {
        number->field->setText(numberForField(number->spec, number->spec.get(config)));
        setStyleProperty(number->field, "state", {});
    }
    showHints();
}

void NewRunForm::showHints() {
    const bool lora = m_training->currentData().toBool();
    QString warning;
    for (const auto& number : m_numbers) {
        const QString hint = usualRange(m_method, number->spec.field, lora);
        number->hint->setText(hint);
        number->hint->setToolTip(hint);
        if (number->spec.field == QLatin1String("learning_rate"))
            if (const auto rate = readNumber(number->spec, number->field->text()))
                warning = rateWarning(m_method, *rate, lora);
    }
    m_warning->setText(warning);
    m_warning->setVisible(!warning.isEmpty());
}

void NewRunForm::setModels(const std::vector<ModelVersionRecord>& models) {
    const QString chosen = m_model->currentData().toString();
    m_models = models;
    m_model->clear();
    for (const auto& model : m_models)
        m_model->addItem(QString::fromStdString(model.name), QString::fromStdString(model.id));
    m_model->setCurrentIndex(std::max(0, m_model->findData(chosen)));
}

void NewRunForm::setPreferences(const PreferenceExport& preferences) {
    m_preferences = preferences;
    showDataWords();
    Q_EMIT edited();
}

void NewRunForm::showDataWords() {
    const int used = int(m_preferences.rows.size());
    QString words = tr("%n judgement(s) to train on.", nullptr, used);
    QStringList left;
    if (m_preferences.ties > 0)
        left << tr("%n tie(s)", nullptr, int(m_preferences.ties));
    if (m_preferences.bothBad > 0)
        left << tr("%n both bad", nullptr, int(m_preferences.bothBad));
    if (m_preferences.skipped > 0)
        left << tr("%n skipped", nullptr, int(m_preferences.skipped));
    if (!left.isEmpty())
        words += QLatin1Char(' ') + tr("Left out: %1.").arg(left.join(QStringLiteral(", ")));
    m_dataWords->setText(words);
}

PreferenceFilter NewRunForm::filter() const {
    PreferenceFilter filter;
    filter.includeSample = m_includeSample->isChecked();
    return filter;
}

Status NewRunForm::readNumbers(RunConfig& config) const {
    for (const auto& number : m_numbers) {
        if (!number->spec.belongsTo(m_method))
            continue;
        TB_ASSIGN(const double value, readNumber(number->spec, number->field->text()));
        number->spec.set(config, value);
    }
    if (!m_training->currentData().toBool())
        config.lora.reset();
    return {};
}

void NewRunForm::readData(NewRun& run) const {
    if (m_method == QLatin1String("dpo")) {
        run.rows = m_preferences.rows;
        run.config.notes["data_name"] = tr("judgements").toStdString();
        return;
    }
    run.config.rewards = {RewardConfig{m_reward->currentData().toString().toStdString(), 1.0,
                                       nlohmann::json::object()}};
    for (const QString& line :
         m_prompts->toPlainText().split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        if (!line.trimmed().isEmpty())
            run.prompts.push_back(asMessages(line));
    run.config.notes["data_name"] = tr("queries").toStdString();
}

Result<NewRun> NewRunForm::newRun() const {
    const auto chosen = std::find_if(m_models.begin(), m_models.end(), [this](const auto& m) {
        return QString::fromStdString(m.id) == m_model->currentData().toString();
    });
    if (chosen == m_models.end())
        return Error{ErrorCode::NotFound,
                     tr("No model is chosen. Add one on Models.").toStdString(),
                     {},
                     nullptr};
    const int preset = std::max(0, m_preset->currentIndex());
    NewRun run;
    run.config = m_presets[preset].config;
    TB_TRY(readNumbers(run.config));
    const bool checkpoint = !chosen->basePath.empty();
    run.config.model = checkpoint ? chosen->basePath : chosen->path;
    run.config.adapter = checkpoint ? chosen->path : std::string();
    run.config.notes["parent"] = chosen->id;
    run.config.dtype = m_dtype->currentData().toString().toStdString();
    readData(run);
    if (run.rows.empty() && run.prompts.empty())
        return Error{ErrorCode::BadArgument,
                     (m_method == QLatin1String("dpo")
                          ? tr("There is no judgement to train on. Judge pairs on Label first.")
                          : tr("There is no query to train on. Write at least one, a line each."))
                         .toStdString(),
                     {},
                     nullptr};
    return run;
}

void NewRunForm::focusFirst() {
    m_preset->setFocus();
}

} // namespace tiebreak
