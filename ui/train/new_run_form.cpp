#include "ui/train/new_run_form.h"

#include "ui/train/form_label.h"
#include "ui/train/guided_questions.h"
#include "ui/train/reward_choice.h"
#include "ui/train/run_data_form.h"
#include "ui/train/run_field_list.h"
#include "ui/train/run_methods.h"
#include "ui/train/usual_ranges.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QVBoxLayout>

namespace tiebreak {

namespace {

QComboBox* namedBox(const QString& id, const QString& name, QWidget* parent) {
    auto* box = new QComboBox(parent);
    box->setObjectName(id);
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    return box;
}

TextLabel* note(const QString& tone, QWidget* parent) {
    auto* label = new TextLabel({}, QStringLiteral("small"), tone, parent);
    label->setWordWrap(true);
    return label;
}

} // namespace

NewRunForm::NewRunForm(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_questions(new GuidedQuestions(this))
    , m_head(new QWidget(this))
    , m_methods(namedBox(QStringLiteral("method"), tr("Method"), m_head))
    , m_preset(namedBox(QStringLiteral("preset"), tr("Preset"), m_head))
    , m_model(namedBox(QStringLiteral("model"), tr("Model"), this))
    , m_training(namedBox(QStringLiteral("training"), tr("Train"), m_head))
    , m_words(note(QStringLiteral("muted"), m_head))
    , m_presetWords(note(QStringLiteral("muted"), this))
    , m_data(new RunDataForm(theme, this))
    , m_fields(new RunFieldList(theme, this))
    , m_warning(note(QStringLiteral("warn"), this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_questions);
    layout->addWidget(m_head);
    auto* model = new QFormLayout;
    model->addRow(formLabel(theme, tr("Model"), this), m_model);
    layout->addLayout(model);
    layout->addWidget(m_presetWords);
    layout->addWidget(m_data);
    layout->addWidget(m_fields);
    layout->addWidget(m_warning);
    auto* head = new QFormLayout(m_head);
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(6);
    buildHead(theme, head);
    connectParts();
    setGuided(false);
    showMethod();
}

void NewRunForm::buildHead(const Theme& theme, QFormLayout* form) {
    for (const auto& method : runMethods())
        m_methods->addItem(method.name, method.id);
    m_training->addItem(tr("LoRA adapter"), true);
    m_training->addItem(tr("All weights"), false);
    form->addRow(formLabel(theme, tr("Method"), m_head), m_methods);
    form->addRow(m_words);
    form->addRow(formLabel(theme, tr("Preset"), m_head), m_preset);
    form->addRow(formLabel(theme, tr("Train"), m_head), m_training);
}

void NewRunForm::connectParts() {
    connect(m_questions, &GuidedQuestions::methodChosen, this, &NewRunForm::setMethod);
    connect(m_questions, &GuidedQuestions::presetChosen, this, [this](const QString& id) {
        m_preset->setCurrentIndex(std::max(0, m_preset->findData(id)));
        choosePreset(m_preset->currentIndex());
    });
    connect(m_methods, &QComboBox::activated, this,
            [this] { setMethod(m_methods->currentData().toString()); });
    connect(m_preset, &QComboBox::activated, this, &NewRunForm::choosePreset);
    connect(m_training, &QComboBox::activated, this, [this] {
        m_fields->setMethod(m_method, isLora());
        showWarnings();
        Q_EMIT edited();
    });
    connect(m_model, &QComboBox::activated, this, [this] {
        takeModel();
        Q_EMIT edited();
    });
    connect(m_fields, &RunFieldList::edited, this, [this] {
        showWarnings();
        Q_EMIT edited();
    });
    connect(m_data, &RunDataForm::edited, this, &NewRunForm::edited);
    connect(m_data, &RunDataForm::filterChanged, this, &NewRunForm::filterChanged);
}

void NewRunForm::setGuided(bool guided) {
    m_isGuided = guided;
    m_questions->setVisible(guided);
    m_head->setVisible(!guided);
    m_fields->setVisible(!guided);
}

bool NewRunForm::isLora() const {
    return m_training->currentData().toBool();
}

void NewRunForm::setMethod(const QString& method) {
    if (method == m_method)
        return;
    m_method = method;
    showMethod();
    Q_EMIT edited();
}

void NewRunForm::showMethod() {
    m_methods->setCurrentIndex(std::max(0, m_methods->findData(m_method)));
    for (const auto& method : runMethods())
        if (method.id == m_method)
            m_words->setText(method.words);
    m_presets = runPresets(m_method);
    QStringList care;
    for (const auto& preset : m_presets)
        care << preset.words;
    m_questions->setCareWords(care);
    if (!m_run.id.isEmpty() && QString::fromStdString(m_run.config.method) == m_method)
        m_presets.prepend({QStringLiteral("run"), tr("As in %1").arg(m_run.id),
                           tr("Every parameter as that run had it"), m_run.config});
    m_preset->clear();
    for (const auto& preset : m_presets)
        m_preset->addItem(preset.name, preset.id);
    m_data->setMethod(m_method);
    choosePreset(0);
}

void NewRunForm::choosePreset(int index) {
    if (index < 0 || index >= m_presets.size())
        return;
    m_presetWords->setText(m_presets[index].words);
    m_questions->setAnswers(m_method, m_presets[index].id);
    showDocument(toJson(m_presets[index].config));
    Q_EMIT edited();
}

void NewRunForm::showDocument(const nlohmann::json& document) {
    m_document = document;
    const bool lora = !m_document["lora"].is_null();
    m_training->setCurrentIndex(lora ? 0 : 1);
    if (!lora) // what its fields show when it is switched on
        m_document["lora"] = toJson(runPresets(m_method)[0].config)["lora"];
    m_fields->setMethod(m_method, lora);
    m_fields->show(m_document);
    takeModel();
    showWarnings();
}

void NewRunForm::showWarnings() {
    QString warning;
    if (const auto* rate = m_fields->row(QStringLiteral("learning_rate")))
        if (const auto value = rate->value())
            warning = rateWarning(m_method, value->get<double>(), isLora());
    m_warning->setText(warning);
    m_warning->setVisible(!warning.isEmpty());
}

void NewRunForm::setModels(const std::vector<ModelVersionRecord>& models) {
    m_models.clear();
    std::copy_if(models.begin(), models.end(), std::back_inserter(m_models),
                 [](const auto& model) { return !isRewardModel(model); });
    m_data->setModels(models);
    showModels();
}

void NewRunForm::showModels() {
    const QString chosen = m_model->currentData().toString();
    addModelOfRun();
    m_model->clear();
    for (const auto& model : m_models)
        m_model->addItem(QString::fromStdString(model.name), QString::fromStdString(model.id));
    m_model->setCurrentIndex(std::max(0, m_model->findData(chosen)));
    takeModel();
}

bool NewRunForm::isModelOfRun(const ModelVersionRecord& model) const {
    const RunConfig& config = m_run.config;
    return model.path == (config.adapter.empty() ? config.model : config.adapter);
}

/// It may have left the list and still be where it was.
void NewRunForm::addModelOfRun() {
    const auto known = [this](const auto& model) { return isModelOfRun(model); };
    if (m_run.id.isEmpty() || std::any_of(m_models.begin(), m_models.end(), known))
        return;
    const RunConfig& config = m_run.config;
    ModelVersionRecord model;
    model.path = config.adapter.empty() ? config.model : config.adapter;
    model.basePath = config.adapter.empty() ? std::string() : config.model;
    model.id = model.path;
    model.name = QFileInfo(QString::fromStdString(model.path)).fileName().toStdString();
    m_models.push_back(std::move(model));
}

const ModelVersionRecord* NewRunForm::model() const {
    const std::string id = m_model->currentData().toString().toStdString();
    for (const auto& model : m_models)
        if (model.id == id)
            return &model;
    return nullptr;
}

/// The adapter of a checkpoint shows in its field, where it may be changed.
void NewRunForm::takeModel() {
    if (const auto* chosen = model()) {
        const bool checkpoint = !chosen->basePath.empty();
        m_fields->row(QStringLiteral("adapter"))
            ->setValue(checkpoint ? nlohmann::json(chosen->path) : nlohmann::json());
    }
}

void NewRunForm::setPreferences(const PreferenceExport& preferences) {
    m_data->setPreferences(preferences);
    Q_EMIT edited();
}

void NewRunForm::setRun(const RunSnapshot& run) {
    m_run = run;
    m_method = QString::fromStdString(run.config.method);
    m_data->setMethod(m_method);
    m_data->setRun(run);
    showModels();
    for (const auto& model : m_models)
        if (isModelOfRun(model))
            m_model->setCurrentIndex(m_model->findData(QString::fromStdString(model.id)));
    showMethod();
}

void NewRunForm::forgetRun() {
    if (m_run.id.isEmpty())
        return;
    m_run = {};
    m_data->setRun({});
    showMethod();
}

PreferenceFilter NewRunForm::filter() const {
    return m_data->filter();
}

/// The engine's own reader has the last word; what it says is shown at the field it names.
Status NewRunForm::checkFields(const NewRun& run, nlohmann::json& document) const {
    if (!isLora())
        document["lora"] = nullptr;
    TB_TRY(m_fields->writeTo(document));
    document["model"] = run.config.model;
    if (m_method == QLatin1String("ppo"))
        document["rewards"] = toJson(run.config)["rewards"];
    for (const char* key : {"data", "data_sha256", "eval_data", "prompts"})
        document.erase(key);
    const auto read = runConfigFromJson(document);
    if (read)
        return {};
    const QString key = keyNamedBy(read.error());
    m_fields->showError(key, QString::fromStdString(read.error().message));
    return read.error();
}

Result<NewRun> NewRunForm::newRun() const {
    const auto* chosen = model();
    if (!chosen)
        return Error{ErrorCode::NotFound,
                     tr("No model is chosen. Add one on Models.").toStdString(),
                     {},
                     nullptr};
    NewRun run;
    run.config = m_presets[std::max(0, m_preset->currentIndex())].config;
    run.config.model = chosen->basePath.empty() ? chosen->path : chosen->basePath;
    TB_TRY(m_data->writeTo(run));
    nlohmann::json document = m_document;
    TB_TRY(checkFields(run, document));
    const auto notes = run.config.notes;
    TB_ASSIGN(run.config, runConfigFromJson(document));
    run.config.notes = notes;
    run.config.notes["parent"] = chosen->id;
    if (m_preset->currentData() == QLatin1String("run"))
        run.config.notes["made_after"] = m_run.id.toStdString();
    return run;
}

void NewRunForm::focusFirst() {
    if (m_isGuided)
        m_questions->focusFirst();
    else
        m_methods->setFocus();
}

} // namespace tiebreak
