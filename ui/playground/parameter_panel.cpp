#include "ui/playground/parameter_panel.h"

#include "protocol/processor_order.h"
#include "ui/playground/fold_section.h"
#include "ui/playground/preset_bar.h"
#include "ui/playground/processor_order_view.h"
#include "ui/playground/text_parameter_row.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toggle_bar.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace tiebreak {

namespace {

constexpr double kLargestSeed = 9007199254740991.0; // 2⁵³ − 1: what a number field holds exactly
constexpr ParameterGroup kFolded[] = {ParameterGroup::Shape, ParameterGroup::Penalties,
                                      ParameterGroup::Words, ParameterGroup::Bias,
                                      ParameterGroup::Beams, ParameterGroup::Guidance};

std::vector<ProcessorOrderView::Item> orderItems(const SamplingParameters& parameters) {
    std::vector<ProcessorOrderView::Item> out;
    for (const auto& name : wholeOrder(parameters.order))
        out.push_back({name, processorName(name), isProcessorActive(name, parameters)});
    return out;
}

} // namespace

ParameterPanel::ParameterPanel(Theme& theme, PresetShelf& shelf, Action& neutral, Action& order,
                               QWidget* parent)
    : SidePanel(theme, 284, parent)
    , m_theme(theme)
    , m_presets(new PresetBar(theme, shelf))
    , m_scope(new ToggleBar(theme))
    , m_search(new QLineEdit)
    , m_seedName(new TextLabel)
    , m_seedState(new TextLabel({}, "small", "muted"))
    , m_seed(new NumberField(theme, {0, kLargestSeed, 1, 0}))
    , m_dice(new QToolButton)
    , m_repeatable(new QCheckBox)
    , m_orderName(new TextLabel({}, "small", "muted"))
    , m_editOrder(new ActionButton(theme, order))
    , m_order(new ProcessorOrderView(theme)) {
    // The scroll bar is nearly always there and takes the room of the margin.
    body()->setContentsMargins(16, 0, 0, 16);
    buildHead(neutral);
    buildFolds();
    buildRows();
    buildSeed();
    buildOrder(order);
    for (auto* fold : std::as_const(m_folds))
        body()->addWidget(fold);
    body()->addStretch();
    retranslate();
}

void ParameterPanel::buildHead(Action& neutral) {
    auto* reset = new ActionButton(m_theme, neutral);
    reset->setDensity("small");
    titleRow()->addWidget(reset);
    m_search->setProperty("density", "small");
    m_search->setClearButtonEnabled(false);
    m_theme.keepPlaceholderReadable(m_search);
    body()->addWidget(m_presets);
    body()->addWidget(m_scope);
    body()->addWidget(m_search);
    connect(m_presets, &PresetBar::chosen, this, &ParameterPanel::presetChosen);
    connect(m_search, &QLineEdit::textChanged, this, &ParameterPanel::find);
}

void ParameterPanel::buildFolds() {
    for (const auto group : kFolded)
        m_folds[group] = new FoldSection(m_theme);
}

QVBoxLayout* ParameterPanel::bodyOf(ParameterGroup group) {
    return group == ParameterGroup::Main ? body() : m_folds[group]->body();
}

void ParameterPanel::buildRows() {
    for (const auto& text : samplerTexts()) {
        auto* row = new TextParameterRow(m_theme, text);
        m_texts << row;
        connect(row, &TextParameterRow::valueChanged, this,
                [this, row](const QString& value) { takeText(row, value); });
    }
    for (const auto& parameter : samplerParameters()) {
        auto* row = new ParameterRow(m_theme, parameter.spec);
        bodyOf(parameter.group)->addWidget(row);
        m_rows << row;
        connect(row, &ParameterRow::valueChanged, this,
                [this, key = parameter.spec.key](double value) { Q_EMIT changed(key, value); });
    }
    for (auto* row : std::as_const(m_texts))
        bodyOf(row->spec().group)->addWidget(row);
}

void ParameterPanel::buildSeed() {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_seedName);
    row->addStretch();
    row->addWidget(m_seedState);
    row->addWidget(m_seed);
    row->addWidget(m_dice);
    m_dice->setIcon(m_theme.icon("seed"));
    m_dice->setFocusPolicy(Qt::TabFocus);
    const auto fit = [this] { m_seed->setFixedWidth(m_theme.scaled(96)); };
    fit();
    connect(&m_theme, &Theme::changed, this, fit);
    connect(m_seed, &NumberField::valueChanged, this, &ParameterPanel::seedTyped);
    connect(m_dice, &QToolButton::clicked, this, &ParameterPanel::seedDrawn);
    connect(m_repeatable, &QCheckBox::toggled, this, &ParameterPanel::repeatableToggled);
    body()->addLayout(row);
    body()->addWidget(m_repeatable);
}

void ParameterPanel::buildOrder(Action& order) {
    auto* line = new QHBoxLayout;
    line->addWidget(m_orderName);
    line->addStretch();
    m_editOrder->setDensity("small");
    line->addWidget(m_editOrder);
    body()->addLayout(line);
    body()->addWidget(m_order);
    connect(&order, &QAction::toggled, m_order, &ProcessorOrderView::setEditing);
    connect(m_order, &ProcessorOrderView::orderChanged, this, &ParameterPanel::orderChanged);
}

void ParameterPanel::takeText(TextParameterRow* row, const QString& text) {
    SamplingParameters tried = m_parameters;
    const auto status = row->spec().set(tried, text);
    row->showError(status ? QString() : QString::fromStdString(status.error().message));
    if (status)
        Q_EMIT textChanged(row->spec().key, text);
}

void ParameterPanel::show(int column, const SamplingParameters& parameters, bool seedFixed) {
    m_column = column;
    m_parameters = parameters;
    m_scope->setChoices({tr("Column %1").arg(column + 1), tr("All columns")});
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        m_rows[i]->setValue(samplerParameters()[size_t(i)].get(parameters));
    for (auto* row : std::as_const(m_texts))
        row->setValue(row->spec().get(parameters));
    m_seed->setValue(double(parameters.seed));
    m_seedState->showText(seedFixed ? tr("fixed") : tr("new each time"));
    m_presets->show(parameters);
    m_order->setItems(orderItems(parameters));
    showSummaries();
}

void ParameterPanel::showSummaries() {
    for (auto it = m_folds.cbegin(); it != m_folds.cend(); ++it) {
        const int count = changedIn(it.key(), m_parameters);
        it.value()->setSummary(count > 0 ? tr("%n changed", nullptr, count) : tr("neutral"));
    }
}

void ParameterPanel::showRepeatable(bool repeatable) {
    m_repeatable->setChecked(repeatable);
}

bool ParameterPanel::isForAll() const {
    return m_scope->current() == 1;
}

bool ParameterPanel::hasError() const {
    for (const auto* row : m_rows)
        if (row->hasError())
            return true;
    for (const auto* row : m_texts)
        if (row->hasError())
            return true;
    return !m_seed->error().isEmpty();
}

void ParameterPanel::find(const QString& words) {
    const auto wanted = words.trimmed();
    const auto matches = [&](const QString& name, const QString& key) {
        return wanted.isEmpty() || name.contains(wanted, Qt::CaseInsensitive) ||
               key.contains(wanted, Qt::CaseInsensitive);
    };
    QMap<ParameterGroup, int> found;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const auto& one = samplerParameters()[size_t(i)];
        const bool hit = matches(one.spec.name(), one.spec.key);
        m_rows[i]->setVisible(hit);
        found[one.group] += hit;
    }
    for (auto* row : std::as_const(m_texts)) {
        const bool hit = matches(row->spec().name(), row->spec().key);
        row->setVisible(hit);
        found[row->spec().group] += hit;
    }
    for (auto it = m_folds.cbegin(); it != m_folds.cend(); ++it) {
        it.value()->setVisible(found[it.key()] > 0);
        if (!wanted.isEmpty() && found[it.key()] > 0 && !it.value()->isOpen()) {
            it.value()->setOpen(true);
            m_openBySearch[it.key()] = true;
        } else if (wanted.isEmpty() && m_openBySearch.take(it.key())) {
            it.value()->setOpen(false);
        }
    }
}

void ParameterPanel::retranslate() {
    setTitle(tr("Parameters"));
    m_presets->retranslate();
    m_scope->setChoices({tr("Column %1").arg(m_column + 1), tr("All columns")});
    m_search->setPlaceholderText(tr("Find a parameter"));
    m_search->setAccessibleName(tr("Find a parameter"));
    for (auto* row : std::as_const(m_rows))
        row->retranslate();
    for (auto* row : std::as_const(m_texts))
        row->retranslate();
    for (auto it = m_folds.cbegin(); it != m_folds.cend(); ++it)
        it.value()->setTitle(groupName(it.key()));
    m_seedName->setText(tr("Seed"));
    m_seed->setName(tr("Seed"));
    m_dice->setToolTip(tr("Draw a new seed each time"));
    m_dice->setAccessibleName(m_dice->toolTip());
    m_repeatable->setText(tr("Repeatable"));
    m_repeatable->setToolTip(
        tr("The same seed gives the same bytes, whatever else is being generated; slower"));
    m_orderName->setText(tr("Processor order"));
    m_order->retranslate();
    m_order->setToolTip(tr("O edits, ← → choose, Alt+← and Alt+→ move"));
    showSummaries();
}

} // namespace tiebreak
