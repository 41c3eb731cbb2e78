#include "ui/train/run_data_form.h"

#include "ui/train/form_label.h"
#include "ui/train/reward_choice.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QSignalBlocker>

#include <set>

namespace tiebreak {

namespace {

constexpr int kPromptsHeight = 96; // px

nlohmann::json asMessages(const QString& text) {
    return {{"messages", {{{"role", "user"}, {"content", text.trimmed().toStdString()}}}}};
}

/// The pair's better answer, to be imitated.
nlohmann::json asCompletion(const nlohmann::json& pair) {
    return {{"prompt", pair["prompt"]}, {"completion", pair["chosen"]}};
}

Error missing(const QString& words) {
    return {ErrorCode::BadArgument, words.toStdString(), {}, nullptr};
}

} // namespace

RunDataForm::RunDataForm(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_source(new QComboBox(this))
    , m_file(new QLineEdit(this))
    , m_browse(new ActionButton(theme, tr("Choose"), QStringLiteral("folder"), {},
                                Action::Kind::Plain, this))
    , m_words(new TextLabel({}, QStringLiteral("small"), QStringLiteral("muted"), this))
    , m_includeSample(new QCheckBox(tr("Include the sample pairs that came with Tiebreak"), this))
    , m_prompts(new QPlainTextEdit(this))
    , m_heldOut(new QComboBox(this))
    , m_rewards(new RewardChoice(theme, this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    auto* form = new QFormLayout;
    form->setSpacing(6);
    layout->addLayout(form);
    buildLines(theme, form);
    layout->addWidget(m_words);
    layout->addWidget(m_includeSample);
    layout->addWidget(m_prompts);
    layout->addWidget(m_rewards);
    connectParts();
}

void RunDataForm::buildLines(Theme& theme, QFormLayout* form) {
    m_source->setAccessibleName(tr("Rows"));
    m_source->setObjectName(QStringLiteral("source"));
    form->addRow(formLabel(theme, tr("Rows"), this), m_source);
    m_fileRow = new QWidget(this);
    auto* file = new QHBoxLayout(m_fileRow);
    file->setContentsMargins(0, 0, 0, 0);
    m_file->setAccessibleName(tr("File of rows, JSON lines"));
    m_file->setObjectName(QStringLiteral("rows_file"));
    m_file->setPlaceholderText(tr("JSON lines"));
    theme.keepPlaceholderReadable(m_file);
    m_browse->setDensity(QStringLiteral("small"));
    file->addWidget(m_file, 1);
    file->addWidget(m_browse);
    form->addRow(m_fileRow);
    m_heldOutRow = new QWidget(this);
    auto* held = new QHBoxLayout(m_heldOutRow);
    held->setContentsMargins(0, 0, 0, 0);
    m_heldOut->setObjectName(QStringLiteral("held_out"));
    m_heldOut->setAccessibleName(tr("Held out for measuring"));
    m_heldOut->addItem(tr("nothing"), 0.0);
    for (const int percent : {5, 10, 20})
        m_heldOut->addItem(tr("%1 % of the queries").arg(percent), percent / 100.0);
    held->addWidget(new TextLabel(tr("Held out for measuring"), {}, {}, this));
    held->addWidget(m_heldOut, 1);
    form->addRow(m_heldOutRow);
    m_words->setWordWrap(true);
    m_includeSample->setChecked(true);
    m_prompts->setFixedHeight(kPromptsHeight);
    m_prompts->setPlaceholderText(tr("One query a line"));
    m_prompts->setAccessibleName(tr("Queries to train on, one a line"));
    m_prompts->setTabChangesFocus(true);
}

void RunDataForm::connectParts() {
    const auto changed = [this] {
        showWhatBelongs();
        Q_EMIT edited();
    };
    connect(m_source, &QComboBox::activated, this, changed);
    connect(m_heldOut, &QComboBox::activated, this, &RunDataForm::edited);
    connect(m_file, &QLineEdit::textChanged, this, &RunDataForm::edited);
    connect(m_browse, &QPushButton::clicked, this, &RunDataForm::chooseFile);
    connect(m_includeSample, &QCheckBox::toggled, this, &RunDataForm::filterChanged);
    connect(m_prompts, &QPlainTextEdit::textChanged, this, &RunDataForm::edited);
    connect(m_rewards, &RewardChoice::edited, this, &RunDataForm::edited);
}

void RunDataForm::setMethod(const QString& method) {
    m_method = method;
    offerSources();
    showWhatBelongs();
}

/// The choice stays where the method still offers it.
void RunDataForm::offerSources() {
    const QString chosen = source();
    m_source->clear();
    if (isPpo()) {
        m_source->addItem(tr("Queries typed here"), QStringLiteral("typed"));
        m_source->addItem(tr("The queries of the judgements"), QStringLiteral("judgements"));
    } else {
        m_source->addItem(m_method == QLatin1String("sft")
                              ? tr("The better answers of the judgements")
                              : tr("The judgements"),
                          QStringLiteral("judgements"));
    }
    m_source->addItem(tr("A file"), QStringLiteral("file"));
    if (!m_run.id.isEmpty() && QString::fromStdString(m_run.config.method) == m_method)
        m_source->addItem(tr("As in %1").arg(m_run.id), QStringLiteral("run"));
    m_source->setCurrentIndex(std::max(0, m_source->findData(chosen)));
}

QString RunDataForm::source() const {
    return m_source->currentData().toString();
}

void RunDataForm::showWhatBelongs() {
    const bool judgements = source() == QLatin1String("judgements");
    m_fileRow->setVisible(source() == QLatin1String("file"));
    m_includeSample->setVisible(judgements);
    m_prompts->setVisible(source() == QLatin1String("typed"));
    m_heldOutRow->setVisible(!isPpo() && source() != QLatin1String("run"));
    m_rewards->setVisible(isPpo());
    showWords();
}

void RunDataForm::showWords() {
    m_words->setVisible(source() == QLatin1String("judgements"));
    QString words = tr("%n judgement(s) to train on.", nullptr, int(m_preferences.rows.size()));
    QStringList left;
    if (m_preferences.ties > 0)
        left << tr("%n tie(s)", nullptr, int(m_preferences.ties));
    if (m_preferences.bothBad > 0)
        left << tr("%n both bad", nullptr, int(m_preferences.bothBad));
    if (m_preferences.skipped > 0)
        left << tr("%n skipped", nullptr, int(m_preferences.skipped));
    if (!left.isEmpty())
        words += QLatin1Char(' ') + tr("Left out: %1.").arg(left.join(QStringLiteral(", ")));
    m_words->setText(words);
}

void RunDataForm::chooseFile() {
    const QString file = QFileDialog::getOpenFileName(this, tr("Choose a file of rows"), {},
                                                      tr("JSON lines (*.jsonl);;All files (*)"));
    if (!file.isEmpty())
        m_file->setText(file);
}

void RunDataForm::setPreferences(const PreferenceExport& preferences) {
    m_preferences = preferences;
    showWords();
}

void RunDataForm::setModels(const std::vector<ModelVersionRecord>& models) {
    m_rewards->setModels(models);
}

void RunDataForm::setRun(const RunSnapshot& run) {
    m_run = run;
    if (!run.config.rewards.empty())
        m_rewards->setRewards(run.config.rewards);
    offerSources();
    if (!run.id.isEmpty())
        m_source->setCurrentIndex(std::max(0, m_source->findData(QStringLiteral("run"))));
    showWhatBelongs();
}

PreferenceFilter RunDataForm::filter() const {
    PreferenceFilter filter;
    filter.includeSample = m_includeSample->isChecked();
    return filter;
}

Status RunDataForm::takeFile(std::string& file) const {
    const QFileInfo info(m_file->text().trimmed());
    if (m_file->text().trimmed().isEmpty())
        return missing(tr("No file is chosen. Choose one of JSON lines."));
    if (!info.isFile())
        return missing(tr("%1 is no file. Choose one of JSON lines.").arg(info.filePath()));
    file = info.absoluteFilePath().toStdString();
    return {};
}

Status RunDataForm::writePairs(NewRun& run) const {
    run.heldOut = m_heldOut->currentData().toDouble();
    if (source() == QLatin1String("file")) {
        run.config.notes["data_name"] = QFileInfo(m_file->text()).fileName().toStdString();
        return takeFile(run.rowsFile);
    }
    if (source() == QLatin1String("run")) {
        run.rowsFile = m_run.config.data;
        run.evalFile = m_run.config.evalData;
        run.heldOut = 0;
        return {};
    }
    run.config.notes["data_name"] = tr("judgements").toStdString();
    run.rows = m_preferences.rows;
    if (m_method == QLatin1String("sft"))
        for (auto& row : run.rows)
            row = asCompletion(row);
    if (run.rows.empty())
        return missing(tr("There is no judgement to train on. Judge pairs on Label first."));
    return {};
}

Status RunDataForm::writePrompts(NewRun& run) const {
    TB_ASSIGN(run.config.rewards, m_rewards->rewards());
    if (source() == QLatin1String("file")) {
        run.config.notes["data_name"] = QFileInfo(m_file->text()).fileName().toStdString();
        return takeFile(run.promptsFile);
    }
    if (source() == QLatin1String("run")) {
        run.promptsFile = m_run.config.prompts;
        return {};
    }
    run.config.notes["data_name"] = tr("queries").toStdString();
    if (source() == QLatin1String("judgements")) {
        std::set<std::string> seen;
        for (const auto& row : m_preferences.rows)
            if (seen.insert(row["prompt"].dump()).second)
                run.prompts.push_back({{"messages", row["prompt"]}});
    } else {
        for (const QString& line : m_prompts->toPlainText().split(QLatin1Char('\n')))
            if (!line.trimmed().isEmpty())
                run.prompts.push_back(asMessages(line));
    }
    if (run.prompts.empty())
        return missing(tr("There is no query to train on. Write at least one, a line each."));
    return {};
}

Status RunDataForm::writeTo(NewRun& run) const {
    return isPpo() ? writePrompts(run) : writePairs(run);
}

} // namespace tiebreak
