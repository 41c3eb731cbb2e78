#include "ui/label/label_panel.h"

#include "ui/label/guidelines_view.h"
#include "ui/label/judgement_list.h"
#include "ui/label/progress_view.h"
#include "ui/label/queue_settings.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

namespace tiebreak {

LabelPanel::LabelPanel(Theme& theme, const PanelActions& actions, QWidget* parent)
    : SidePanel(theme, 284, parent)
    , m_guidelines(new GuidelinesView(theme))
    , m_progress(new ProgressView(theme))
    , m_queue(new QueueSettings)
    , m_judgements(new JudgementList(theme, *actions.reopen)) {
    auto* edit = new ActionButton(theme, *actions.editGuidelines);
    edit->setDensity("small");
    titleRow()->addWidget(edit);
    body()->addWidget(m_guidelines);
    addRule();
    body()->addWidget(m_progress);
    addRule();
    body()->addWidget(m_queue);
    addRule();
    addSaving();
    addRule();
    body()->addWidget(m_judgements);
    body()->addStretch(1);
    retranslate();
}

void LabelPanel::addSection(QWidget* section) {
    auto* rule = new Card("line");
    body()->insertWidget(body()->count() - 1, rule);
    body()->insertWidget(body()->count() - 1, section);
}

void LabelPanel::addSaving() {
    m_savingTitle = new TextLabel({}, "strong");
    body()->addWidget(m_savingTitle);
    m_saveOnChoice = new QCheckBox;
    m_saveOnChoice->setObjectName("saveOnChoice");
    body()->addWidget(m_saveOnChoice);
    m_savingWords = new TextLabel({}, "small", "muted");
    m_savingWords->setWordWrap(true);
    body()->addWidget(m_savingWords);
    connect(m_saveOnChoice, &QCheckBox::toggled, this, &LabelPanel::saveOnChoiceToggled);
}

void LabelPanel::addRule() {
    body()->addSpacing(4);
    body()->addWidget(new Card("line"));
    body()->addSpacing(4);
}

void LabelPanel::retranslate() {
    setTitle(tr("Guidelines"));
    m_savingTitle->showText(tr("Saving"));
    m_saveOnChoice->setText(tr("Save on choice"));
    m_savingWords->showText(
        tr("On, a choice is saved at once and the next pair comes. Off, Enter saves it."));
    m_guidelines->retranslate();
    m_progress->retranslate();
    m_queue->retranslate();
    m_judgements->retranslate();
}

void LabelPanel::setSaveOnChoice(bool on) {
    const QSignalBlocker quiet(m_saveOnChoice);
    m_saveOnChoice->setChecked(on);
}

} // namespace tiebreak
