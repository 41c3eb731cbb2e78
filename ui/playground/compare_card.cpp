#include "ui/playground/compare_card.h"

#include "ui/playground/sampler_parameters.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

namespace tiebreak {

CompareCard::CompareCard(Theme& theme, QWidget* parent)
    : Card("card", parent)
    , m_theme(theme)
    , m_seeds(new QSpinBox)
    , m_models(new QToolButton)
    , m_sentence(new TextLabel({}, "small", "second"))
    , m_make(new ActionButton(theme, {}, "compare", QKeySequence("Return"))) {
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setHorizontalSpacing(8);
    layout->setVerticalSpacing(4);
    for (int i = 0; i < 4; ++i) {
        m_names[i] = new TextLabel({}, "caption");
        layout->addWidget(m_names[i], 0, i);
    }
    for (int i = 0; i < 2; ++i) {
        buildAxis(m_axes[i]);
        auto* pair = new QHBoxLayout;
        pair->setSpacing(4);
        pair->addWidget(m_axes[i].parameter);
        pair->addWidget(m_axes[i].values, 1);
        layout->addLayout(pair, 1, i);
        layout->setColumnStretch(i, 1);
    }
    m_seeds->setRange(1, kMostColumns);
    m_seeds->setProperty("density", "small");
    m_models->setPopupMode(QToolButton::InstantPopup);
    m_models->setFocusPolicy(Qt::TabFocus);
    m_models->setMenu(new QMenu(m_models));
    layout->addWidget(m_seeds, 1, 2);
    layout->addWidget(m_models, 1, 3);
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_sentence, 1);
    m_make->setDensity("small");
    foot->addWidget(m_make);
    layout->addLayout(foot, 2, 0, 1, 4);
    m_sentence->setWordWrap(true);
    connect(m_seeds, &QSpinBox::valueChanged, this, &CompareCard::showSentence);
    connect(m_models->menu(), &QMenu::aboutToShow, this, &CompareCard::fillModelMenu);
    connect(m_make, &QPushButton::clicked, this, &CompareCard::takeGrid);
    retranslate();
    setAxis(0, "temperature", "0.2 0.7 1 1.3");
}

void CompareCard::buildAxis(Axis& axis) {
    axis.parameter = new QComboBox;
    axis.values = new QLineEdit;
    axis.parameter->setMinimumWidth(90);
    axis.parameter->setMaximumWidth(m_theme.scaled(190));
    for (QWidget* field :
         {static_cast<QWidget*>(axis.parameter), static_cast<QWidget*>(axis.values)}) {
        field->setProperty("density", "small");
        field->setFocusPolicy(Qt::StrongFocus);
    }
    axis.values->setProperty("type", "mono");
    m_theme.keepPlaceholderReadable(axis.values);
    connect(axis.parameter, &QComboBox::currentIndexChanged, this, &CompareCard::showSentence);
    connect(axis.values, &QLineEdit::textChanged, this, &CompareCard::showSentence);
    connect(axis.values, &QLineEdit::returnPressed, this, &CompareCard::takeGrid);
}

void CompareCard::fillParameters() {
    for (auto& axis : m_axes) {
        const QSignalBlocker quiet(axis.parameter);
        const auto chosen = axis.parameter->currentData();
        axis.parameter->clear();
        axis.parameter->addItem(tr("none"), QString());
        for (const auto& one : samplerParameters())
            axis.parameter->addItem(one.spec.name(), one.spec.key);
        axis.parameter->setCurrentIndex(std::max(0, axis.parameter->findData(chosen)));
    }
}

void CompareCard::setAxis(int which, const QString& key, const QString& values) {
    auto& axis = m_axes[which];
    axis.parameter->setCurrentIndex(std::max(0, axis.parameter->findData(key)));
    axis.values->setText(values);
    showSentence();
}

void CompareCard::setSeeds(int seeds) {
    m_seeds->setValue(seeds);
}

void CompareCard::setModels(const QStringList& ids) {
    m_chosen = ids;
    showSentence();
}

void CompareCard::showChoices(const std::vector<ModelChoice>& choices) {
    m_choices = choices;
    m_chosen.removeIf([&](const QString& id) {
        return std::none_of(choices.begin(), choices.end(),
                            [&](const ModelChoice& choice) { return choice.id == id; });
    });
    showSentence();
}

void CompareCard::fillModelMenu() {
    auto* menu = m_models->menu();
    menu->clear();
    for (const auto& choice : m_choices) {
        auto* action = menu->addAction(choice.name);
        action->setCheckable(true);
        action->setChecked(m_chosen.contains(choice.id));
        connect(action, &QAction::toggled, this, [this, id = choice.id](bool on) {
            m_chosen.removeAll(id);
            if (on)
                m_chosen << id;
            showSentence();
        });
    }
}

Result<GridAxis> CompareCard::axisOf(const Axis& axis) const {
    GridAxis out;
    out.key = axis.parameter->currentData().toString();
    if (out.key.isEmpty())
        return out;
    TB_ASSIGN(out.values, axisValues(out.key, axis.values->text()));
    return out;
}

Result<CompareGrid> CompareCard::grid() const {
    CompareGrid out;
    TB_ASSIGN(out.first, axisOf(m_axes[0]));
    TB_ASSIGN(out.second, axisOf(m_axes[1]));
    if (!out.first.key.isEmpty() && out.first.key == out.second.key)
        return Error{ErrorCode::BadArgument,
                     tr("Both axes are the same parameter. Choose another one.").toStdString()};
    out.seeds = m_seeds->value();
    out.models = m_chosen;
    if (columnsOf(out) > kMostColumns)
        return Error{ErrorCode::BadArgument,
                     tr("That makes %1 columns. At most %2 stand side by side.")
                         .arg(columnsOf(out))
                         .arg(kMostColumns)
                         .toStdString()};
    return out;
}

void CompareCard::showSentence() {
    m_axes[0].values->setEnabled(m_axes[0].parameter->currentIndex() > 0);
    m_axes[1].values->setEnabled(m_axes[1].parameter->currentIndex() > 0);
    m_models->setText(m_chosen.isEmpty() ? tr("the one chosen")
                                         : tr("%n versions", nullptr, int(m_chosen.size())));
    const auto made = grid();
    m_make->setDisabledReason(made ? QString() : QString::fromStdString(made.error().message));
    m_sentence->setTone(made ? "second" : "bad");
    m_sentence->showText(
        made ? tr("Makes %n columns; those that differ in parameters or model share "
                  "their seed.",
                  nullptr, columnsOf(*made))
             : QString::fromStdString(made.error().message));
}

QString CompareCard::sentence() const {
    return m_sentence->text();
}

void CompareCard::takeGrid() {
    if (const auto made = grid())
        Q_EMIT gridChosen(*made);
}

void CompareCard::begin() {
    m_axes[0].values->setFocus();
    m_axes[0].values->selectAll();
}

void CompareCard::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        Card::keyPressEvent(event);
}

void CompareCard::retranslate() {
    const QStringList names{tr("First parameter and its values"), tr("Second, if wanted"),
                            tr("Seeds"), tr("Model versions")};
    for (int i = 0; i < 4; ++i)
        m_names[i]->setText(names[i]);
    for (int i = 0; i < 2; ++i) {
        m_axes[i].parameter->setAccessibleName(names[i]);
        m_axes[i].values->setAccessibleName(tr("Values"));
        m_axes[i].values->setPlaceholderText(tr("0.2 0.7 1.0"));
    }
    m_seeds->setAccessibleName(names[2]);
    m_models->setAccessibleName(names[3]);
    m_make->setText(tr("Make columns"));
    fillParameters();
    showSentence();
}

} // namespace tiebreak
