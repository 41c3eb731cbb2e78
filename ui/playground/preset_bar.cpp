#include "ui/playground/preset_bar.h"

#include "ui/playground/preset_shelf.h"
#include "ui/playground/sampler_parameters.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

namespace tiebreak {

PresetBar::PresetBar(Theme& theme, PresetShelf& shelf, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_shelf(shelf)
    , m_choices(new QComboBox)
    , m_dice(new QToolButton)
    , m_more(new QToolButton)
    , m_name(new QLineEdit) {
    m_choices->setProperty("density", "small");
    m_choices->setFocusPolicy(Qt::TabFocus);
    m_choices->setMinimumWidth(60);
    m_dice->setIcon(theme.icon("seed"));
    m_more->setIcon(theme.icon("more"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    for (auto* button : {m_dice, m_more})
        button->setFocusPolicy(Qt::TabFocus);
    auto* line = new QHBoxLayout;
    line->setSpacing(4);
    line->addWidget(m_choices, 1);
    line->addWidget(m_dice);
    line->addWidget(m_more);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(line);
    layout->addWidget(m_name);
    m_name->setProperty("density", "small");
    m_theme.keepPlaceholderReadable(m_name);
    m_name->hide();
    connect(m_choices, &QComboBox::activated, this, &PresetBar::choose);
    connect(m_dice, &QToolButton::clicked, this,
            [this] { Q_EMIT chosen(randomPreset(freshSeed())); });
    connect(m_name, &QLineEdit::returnPressed, this, &PresetBar::saveNamed);
    connect(&shelf, &PresetShelf::changed, this, &PresetBar::fillChoices);
    fillMenu();
    retranslate();
}

void PresetBar::fillMenu() {
    auto* menu = new QMenu(m_more);
    m_more->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        connect(menu->addAction(m_theme.icon("add"), tr("Save as preset")), &QAction::triggered,
                this, &PresetBar::askName);
        const int at = m_shelf.indexOf(m_parameters);
        const auto entries = m_shelf.entries();
        if (at >= 0 && !entries[size_t(at)].builtIn)
            connect(menu->addAction(m_theme.icon("delete"),
                                    tr("Delete %1").arg(entries[size_t(at)].name)),
                    &QAction::triggered, this,
                    [this, name = entries[size_t(at)].name] { m_shelf.remove(name); });
        menu->addSeparator();
        connect(menu->addAction(tr("Read presets from a file")), &QAction::triggered, this,
                &PresetBar::importRequested);
        auto* write = menu->addAction(m_theme.icon("export"), tr("Write presets to a file"));
        write->setEnabled(!m_shelf.own().empty());
        connect(write, &QAction::triggered, this, &PresetBar::exportRequested);
    });
}

void PresetBar::fillChoices() {
    m_choices->clear();
    for (const auto& entry : m_shelf.entries())
        m_choices->addItem(tr("Preset: %1").arg(entry.name));
    const int at = m_shelf.indexOf(m_parameters);
    if (at < 0)
        m_choices->addItem(tr("Preset: own values"));
    m_choices->setCurrentIndex(at < 0 ? m_choices->count() - 1 : at);
}

void PresetBar::show(const SamplingParameters& parameters) {
    const bool fits =
        m_choices->count() > 0 && m_shelf.indexOf(m_parameters) == m_shelf.indexOf(parameters);
    m_parameters = parameters;
    if (!fits)
        fillChoices();
}

void PresetBar::choose(int index) {
    const auto entries = m_shelf.entries();
    if (index < int(entries.size()))
        Q_EMIT chosen(entries[size_t(index)].parameters);
}

void PresetBar::askName() {
    m_name->clear();
    m_name->show();
    m_name->setFocus();
}

void PresetBar::saveNamed() {
    const auto name = m_name->text().trimmed();
    m_name->hide();
    if (!name.isEmpty())
        m_shelf.save(name, m_parameters);
}

void PresetBar::retranslate() {
    m_choices->setAccessibleName(tr("Preset"));
    m_dice->setToolTip(tr("Draw a random preset"));
    m_dice->setAccessibleName(m_dice->toolTip());
    m_more->setToolTip(tr("More for presets"));
    m_more->setAccessibleName(m_more->toolTip());
    m_name->setPlaceholderText(tr("Name, then Enter"));
    m_name->setAccessibleName(tr("Name of the preset"));
    m_name->setMaxLength(60);
    fillChoices();
}

} // namespace tiebreak
