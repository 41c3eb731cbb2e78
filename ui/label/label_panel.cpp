#include "ui/label/label_panel.h"

#include "ui/label/judgement_words.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QDateTime>
#include <QGridLayout>
#include <QProgressBar>
#include <QVBoxLayout>

namespace tiebreak {

LabelPanel::LabelPanel(Theme& theme, QWidget* parent)
    : SidePanel(theme, 284, parent)
    , m_theme(theme) {
    addGuidelines();
    addRule();
    addProgress();
    addRule();
    addSaving();
    m_recentRule = addRule();
    addRecent();
    body()->addStretch(1);
    retranslate();
    connect(&theme, &Theme::changed, this, [this] { showRecent(m_recent); });
}

void LabelPanel::addGuidelines() {
    m_guidelines = new TextLabel({}, {}, "second");
    m_guidelines->setWordWrap(true);
    body()->addWidget(m_guidelines);
}

void LabelPanel::addProgress() {
    m_progressTitle = new TextLabel({}, "strong");
    body()->addWidget(m_progressTitle);
    m_figure = new TextLabel({}, "figure");
    m_ofAll = new TextLabel({}, {}, "second");
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_figure, 0, Qt::AlignBaseline);
    row->addWidget(m_ofAll, 1, Qt::AlignBaseline);
    body()->addLayout(row);
    m_bar = new QProgressBar;
    m_bar->setTextVisible(false);
    body()->addWidget(m_bar);
    m_today = addFact();
    m_waiting = addFact();
    m_skipped = addFact();
    m_median = addFact();
}

void LabelPanel::addSaving() {
    m_savingTitle = new TextLabel({}, "strong");
    body()->addWidget(m_savingTitle);
    m_saveOnChoice = new QCheckBox;
    body()->addWidget(m_saveOnChoice);
    m_savingWords = new TextLabel({}, "small", "muted");
    m_savingWords->setWordWrap(true);
    body()->addWidget(m_savingWords);
    connect(m_saveOnChoice, &QCheckBox::toggled, this, &LabelPanel::saveOnChoiceToggled);
}

void LabelPanel::addRecent() {
    m_recentTitle = new TextLabel({}, "strong");
    body()->addWidget(m_recentTitle);
    m_recentRows = new QGridLayout;
    m_recentRows->setHorizontalSpacing(8);
    m_recentRows->setVerticalSpacing(10);
    m_recentRows->setColumnStretch(1, 1);
    body()->addLayout(m_recentRows);
}

QWidget* LabelPanel::addRule() {
    auto* rule = new Card("line");
    body()->addSpacing(4);
    body()->addWidget(rule);
    body()->addSpacing(4);
    return rule;
}

LabelPanel::Fact LabelPanel::addFact() {
    const Fact fact{new TextLabel({}, {}, "second"), new TextLabel({}, "mono")};
    auto* row = new QHBoxLayout;
    row->addWidget(fact.name, 1);
    row->addWidget(fact.figure, 0, Qt::AlignRight);
    body()->addLayout(row);
    return fact;
}

void LabelPanel::retranslate() {
    setTitle(tr("Guidelines"));
    m_guidelines->showText(
        tr("Prefer the response a person could use as it is. Correct beats long. A polite refusal "
           "beats a wrong answer. Choose a tie only when you do not mind which one is sent."));
    m_progressTitle->showText(tr("Progress"));
    m_today.name->showText(tr("Today"));
    m_waiting.name->showText(tr("Waiting"));
    m_skipped.name->showText(tr("Skipped"));
    m_median.name->showText(tr("Median time a pair"));
    m_savingTitle->showText(tr("Saving"));
    m_saveOnChoice->setText(tr("Save on choice"));
    m_savingWords->showText(
        tr("On, a choice is saved at once and the next pair comes. Off, Enter saves it."));
    m_recentTitle->showText(tr("Recent"));
    showCounts(m_counts);
    showRecent(m_recent);
}

void LabelPanel::showCounts(const QueueCounts& counts) {
    m_counts = counts;
    const auto all = counts.judged + counts.skipped + counts.waiting;
    m_figure->showText(countText(counts.judged));
    m_ofAll->showText(tr("of %1 pairs judged").arg(countText(all)));
    m_bar->setRange(0, int(qMax<std::int64_t>(1, all)));
    m_bar->setValue(int(counts.judged + counts.skipped));
    m_bar->setAccessibleName(m_figure->text() + QChar(' ') + m_ofAll->text());
    m_today.figure->showText(countText(counts.judgedToday));
    m_waiting.figure->showText(countText(counts.waiting));
    m_skipped.figure->showText(countText(counts.skipped));
    m_median.figure->showText(counts.medianSeconds > 0
                                  ? tr("%1 s").arg(decimalText(counts.medianSeconds, 1))
                                  : QString());
}

void LabelPanel::showRecent(const std::vector<JudgementRecord>& recent) {
    m_recent = recent;
    while (auto* item = m_recentRows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (std::size_t i = 0; i < recent.size(); ++i)
        addRecentRow(int(i), recent[i]);
    m_recentTitle->setVisible(!recent.empty());
    m_recentRule->setVisible(!recent.empty());
}

void LabelPanel::addRecentRow(int row, const JudgementRecord& judgement) {
    const JudgementChoice choice{judgement.verdict, judgement.strength};
    auto* icon = new QLabel;
    icon->setPixmap(m_theme.pixmap(judgementIcon(choice), "text-2", m_theme.scaled(14)));
    auto* words = new TextLabel(judgementWords(choice));
    words->setElided(true);
    const auto time = QDateTime::fromMSecsSinceEpoch(judgement.createdAt).toString("HH:mm");
    m_recentRows->addWidget(icon, row, 0);
    m_recentRows->addWidget(words, row, 1);
    m_recentRows->addWidget(new TextLabel(time, "mono", "muted"), row, 2);
}

void LabelPanel::setSaveOnChoice(bool on) {
    const QSignalBlocker quiet(m_saveOnChoice);
    m_saveOnChoice->setChecked(on);
}

} // namespace tiebreak
