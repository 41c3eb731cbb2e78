#include "ui/playground/parameter_panel.h"

#include "ui/playground/sampler_parameters.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toggle_bar.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace tiebreak {

namespace {
constexpr double kLargestSeed = 9007199254740991.0; // 2⁵³ − 1: what a number field holds exactly
}

ParameterPanel::ParameterPanel(Theme& theme, Action& neutral, QWidget* parent)
    : SidePanel(theme, 284, parent)
    , m_scope(new ToggleBar(theme))
    , m_seedName(new TextLabel)
    , m_seedState(new TextLabel({}, "small", "muted"))
    , m_seed(new NumberField(theme, {0, kLargestSeed, 1, 0}))
    , m_dice(new QToolButton) {
    auto* reset = new ActionButton(theme, neutral);
    reset->setDensity("small");
    titleRow()->addWidget(reset);
    body()->addWidget(m_scope);
    for (const auto& parameter : samplerParameters()) {
        auto* row = new ParameterRow(theme, parameter.spec);
        body()->addWidget(row);
        m_rows << row;
        connect(row, &ParameterRow::valueChanged, this,
                [this, key = parameter.spec.key](double value) { Q_EMIT changed(key, value); });
    }
    buildSeed(theme);
    body()->addStretch();
    retranslate();
}

void ParameterPanel::buildSeed(Theme& theme) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_seedName);
    row->addStretch();
    row->addWidget(m_seedState);
    row->addWidget(m_seed);
    row->addWidget(m_dice);
    m_dice->setIcon(theme.icon("seed"));
    m_dice->setFocusPolicy(Qt::TabFocus);
    const auto fit = [this, &theme] { m_seed->setFixedWidth(theme.scaled(96)); };
    fit();
    connect(&theme, &Theme::changed, this, fit);
    connect(m_seed, &NumberField::valueChanged, this, &ParameterPanel::seedTyped);
    connect(m_dice, &QToolButton::clicked, this, &ParameterPanel::seedDrawn);
    body()->addLayout(row);
}

void ParameterPanel::show(int column, const SamplingParameters& parameters, bool seedFixed) {
    m_column = column;
    m_scope->setChoices({tr("Column %1").arg(column + 1), tr("All columns")});
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        m_rows[i]->setValue(samplerParameters()[size_t(i)].get(parameters));
    m_seed->setValue(double(parameters.seed));
    m_seedState->showText(seedFixed ? tr("fixed") : tr("new each time"));
}

bool ParameterPanel::isForAll() const {
    return m_scope->current() == 1;
}

bool ParameterPanel::hasError() const {
    for (const auto* row : m_rows)
        if (row->hasError())
            return true;
    return !m_seed->error().isEmpty();
}

void ParameterPanel::retranslate() {
    setTitle(tr("Parameters"));
    m_scope->setChoices({tr("Column %1").arg(m_column + 1), tr("All columns")});
    for (auto* row : m_rows)
        row->retranslate();
    m_seedName->setText(tr("Seed"));
    m_seed->setName(tr("Seed"));
    m_dice->setToolTip(tr("Draw a new seed each time"));
    m_dice->setAccessibleName(m_dice->toolTip());
}

} // namespace tiebreak
