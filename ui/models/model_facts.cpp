#include "ui/models/model_facts.h"

#include "ui/models/lineage_view.h"
#include "ui/models/model_table_model.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QFileInfo>
#include <QGridLayout>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tiebreak {

namespace {

constexpr int kFactColumns = 4;

Card* rule(QWidget* parent) {
    return new Card(QStringLiteral("line"), parent);
}

void clear(QLayout* layout) {
    while (QLayoutItem* item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

ModelFacts::ModelFacts(Theme& theme, QWidget* parent)
    : Card(QStringLiteral("card"), parent)
    , m_theme(theme) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(10);
    auto* head = new QHBoxLayout;
    m_name = new TextLabel({}, QStringLiteral("title"), {}, this);
    m_name->setElided(true);
    m_state = new Chip({}, QStringLiteral("accent"), this);
    m_sample = new ActionButton(theme, {}, QStringLiteral("generate"), Qt::Key_Return,
                                Action::Kind::Primary, this);
    head->addWidget(m_name, 1);
    head->addWidget(m_state);
    head->addSpacing(8);
    head->addWidget(m_sample);
    m_words = new TextLabel({}, {}, QStringLiteral("second"), this);
    m_words->setElided(true);
    m_lineageTitle = new TextLabel({}, QStringLiteral("strong"), {}, this);
    m_lineage = new LineageView(theme, this);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(m_lineage);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    m_lineage->setAutoFillBackground(false); // QScrollArea switched it on; the card shows through
    m_factsTitle = new TextLabel({}, QStringLiteral("strong"), {}, this);
    m_facts = new QGridLayout;
    m_facts->setHorizontalSpacing(16);
    m_facts->setVerticalSpacing(4);
    m_madeTitle = new TextLabel({}, QStringLiteral("strong"), {}, this);
    m_made = new QHBoxLayout;
    layout->addLayout(head);
    layout->addWidget(m_words);
    layout->addWidget(rule(this));
    layout->addWidget(m_lineageTitle);
    layout->addWidget(scroll, 1);
    layout->addWidget(rule(this));
    layout->addWidget(m_factsTitle);
    layout->addLayout(m_facts);
    layout->addWidget(rule(this));
    layout->addWidget(m_madeTitle);
    layout->addLayout(m_made);
    connect(m_sample, &QPushButton::clicked, this, &ModelFacts::sampleClicked);
    connect(m_lineage, &LineageView::modelChosen, this, &ModelFacts::modelChosen);
    retranslate();
}

void ModelFacts::retranslate() {
    m_sample->setText(tr("Sample"));
    m_lineageTitle->setText(tr("Lineage"));
    m_factsTitle->setText(tr("Facts"));
    m_madeTitle->setText(tr("Made from"));
}

void ModelFacts::showModel(const std::vector<ModelVersionRecord>& models,
                           const ModelVersionRecord* model) {
    setVisible(model != nullptr);
    if (!model)
        return;
    m_name->setText(QString::fromStdString(model->name));
    const bool base = model->kind == "base";
    m_state->setText(base ? tr("base model") : tr("checkpoint"));
    m_words->setText(QString::fromStdString(model->path));
    m_words->setToolTip(m_words->text());
    const bool there = QFileInfo::exists(QString::fromStdString(model->path));
    m_sample->setDisabledReason(there ? QString() : tr("The file is not there any more."));
    m_lineage->setFamily(models, QString::fromStdString(model->id));
    showFacts(*model);
    showMadeFrom(*model);
}

void ModelFacts::addFact(int cell, const QString& name, const QString& value) {
    const int row = 2 * (cell / kFactColumns), column = cell % kFactColumns;
    m_facts->addWidget(new TextLabel(name, QStringLiteral("small"), QStringLiteral("muted"), this),
                       row, column);
    m_facts->addWidget(new TextLabel(value, QStringLiteral("mono"), {}, this), row + 1, column);
    m_facts->setColumnStretch(column, 1);
}

void ModelFacts::showFacts(const ModelVersionRecord& model) {
    clear(m_facts);
    const QLocale locale;
    int cell = 0;
    const auto number = [&](const char* key, const QString& name) {
        if (const qint64 value = factNumber(model, key))
            addFact(cell++, name, locale.toString(value));
    };
    number("parameters", tr("Parameters"));
    number("layers", tr("Layers"));
    number("width", tr("Width"));
    number("heads", tr("Heads"));
    number("context", tr("Context"));
    number("vocabulary", tr("Vocabulary"));
    number("rank", tr("LoRA rank"));
    const std::pair<const char*, QString> texts[] = {{"architecture", tr("Architecture")},
                                                     {"weights", tr("Weights")},
                                                     {"tokenizer", tr("Tokenizer")}};
    for (const auto& [key, name] : texts)
        if (const QString value = factText(model, key); !value.isEmpty())
            addFact(cell++, name, value);
    addFact(cell++, tr("Size"), sizeWords(factNumber(model, "bytes")));
    addFact(cell++, tr("SHA-256"), QString::fromStdString(model.hash).left(12));
}

void ModelFacts::showMadeFrom(const ModelVersionRecord& model) {
    clear(m_made);
    const bool base = model.runId.empty();
    m_madeTitle->setVisible(!base);
    if (!base) {
        m_made->addWidget(
            new Chip(tr("run %1").arg(QString::fromStdString(model.runId)), {}, this));
        m_made->addWidget(new Chip(tr("step %1").arg(model.step), {}, this));
        if (const QString method = factText(model, "method"); !method.isEmpty())
            m_made->addWidget(new Chip(method.toUpper(), {}, this));
    }
    m_made->addStretch(1);
}

} // namespace tiebreak
