#include "ui/label/judgement_bar.h"

#include "ui/label/judge_button.h"
#include "ui/label/strength_meter.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStackedWidget>

namespace tiebreak {

namespace {
constexpr int kStepGap = 6;
constexpr int kMaxCommentLength = 2000;
constexpr int kMaxTagsLength = 400;
} // namespace

JudgementBar::JudgementBar(Theme& theme, const JudgementActions& actions, QWidget* parent)
    : Card("card", parent)
    , m_theme(theme)
    , m_actions(actions)
    , m_meter(new StrengthMeter(theme))
    , m_choices(new QStackedWidget)
    , m_notes(nullptr)
    , m_comment(new QLineEdit)
    , m_tags(new QLineEdit)
    , m_why(new TextLabel({}, "strong"))
    , m_sentenceIcon(new QLabel)
    , m_sentence(new TextLabel({}, {}, "second")) {
    m_choices->addWidget(makeSteps());
    m_choices->addWidget(makeReasons());
    m_choices->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_notes = makeNotes();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(8);
    layout->addWidget(m_choices);
    layout->addWidget(m_meter);
    layout->addWidget(m_notes);
    layout->addLayout(makeOthers());
    connect(&theme, &Theme::changed, this, &JudgementBar::drawSentenceIcon);
    retranslate();
}

QWidget* JudgementBar::makeSteps() {
    auto* steps = new QWidget;
    auto* row = new QHBoxLayout(steps);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kStepGap);
    for (auto* action : m_actions.steps) {
        auto* step = new JudgeButton(m_theme, *action);
        m_steps << step;
        row->addWidget(step, 1);
    }
    return steps;
}

QWidget* JudgementBar::makeReasons() {
    auto* reasons = new QWidget;
    auto* row = new QHBoxLayout(reasons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kStepGap);
    row->addWidget(m_why);
    for (auto* action : m_actions.reasons)
        row->addWidget(new JudgeButton(m_theme, *action), 1);
    return reasons;
}

QWidget* JudgementBar::makeNotes() {
    auto* notes = new QWidget;
    auto* row = new QHBoxLayout(notes);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_comment->setObjectName("comment");
    m_tags->setObjectName("tags");
    m_comment->setMaxLength(kMaxCommentLength);
    m_tags->setMaxLength(kMaxTagsLength);
    row->addWidget(m_comment, 3);
    row->addWidget(m_tags, 1);
    for (auto* field : {m_comment, m_tags}) {
        field->installEventFilter(this);
        m_theme.keepPlaceholderReadable(field);
        connect(field, &QLineEdit::textEdited, this, &JudgementBar::notesChanged);
    }
    notes->hide();
    return notes;
}

QHBoxLayout* JudgementBar::makeOthers() {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    for (auto* action :
         {m_actions.bothBad, m_actions.skip, m_actions.flag, m_actions.comment, m_actions.tags})
        row->addWidget(new ActionButton(m_theme, *action));
    row->addStretch(1);
    m_sentence->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_sentence->setElided(true);
    row->addWidget(m_sentenceIcon);
    row->addWidget(m_sentence, 100);
    row->addWidget(new ActionButton(m_theme, *m_actions.save));
    return row;
}

void JudgementBar::retranslate() {
    m_why->setText(tr("Why skip"));
    m_comment->setPlaceholderText(tr("Comment on this pair, saved with the judgement"));
    m_comment->setAccessibleName(tr("Comment"));
    m_tags->setPlaceholderText(tr("Tags, parted by commas"));
    m_tags->setAccessibleName(tr("Tags of the judgement"));
    for (std::size_t i = 0; i < m_actions.steps.size(); ++i)
        m_steps[int(i)]->setShortText(shortJudgementWords({Verdict::Strength, kStrengthSteps[i]}));
}

void JudgementBar::showReasons(bool shown) {
    m_choices->setCurrentIndex(shown ? 1 : 0);
}

void JudgementBar::showChoice(const std::optional<JudgementChoice>& choice) {
    const bool isStrength = choice && choice->verdict == Verdict::Strength;
    for (std::size_t i = 0; i < m_actions.steps.size(); ++i)
        m_actions.steps[i]->setChecked(isStrength && choice->strength == kStrengthSteps[i]);
    m_actions.bothBad->setChecked(choice && choice->verdict == Verdict::BothBad);
    m_actions.skip->setChecked(choice && choice->verdict == Verdict::Skip);
    m_meter->setStrength(isStrength ? std::optional(choice->strength) : std::nullopt);
}

void JudgementBar::showSentence(const QString& sentence, const QString& tone) {
    m_tone = tone;
    m_sentence->setToolTip({});
    m_sentence->showText(sentence);
    m_sentence->setTone(tone.isEmpty() ? "second" : tone);
    drawSentenceIcon();
}

void JudgementBar::drawSentenceIcon() {
    m_sentenceIcon->setVisible(!m_tone.isEmpty());
    if (!m_tone.isEmpty())
        m_sentenceIcon->setPixmap(
            m_theme.pixmap(m_tone == "ok" ? "ok" : "error", m_tone, m_theme.size("icon")));
}

void JudgementBar::openComment() {
    m_notes->show();
    m_comment->setFocus();
}

void JudgementBar::openTags() {
    m_notes->show();
    m_tags->setFocus();
}

QString JudgementBar::comment() const {
    return m_comment->text();
}

QString JudgementBar::tags() const {
    return m_tags->text();
}

void JudgementBar::setNotes(const QString& comment, const QString& tags) {
    m_comment->setText(comment);
    m_tags->setText(tags);
    m_notes->setVisible(!comment.isEmpty() || !tags.isEmpty());
}

bool JudgementBar::eventFilter(QObject* watched, QEvent* event) {
    // Esc leaves the field, with what was written kept.
    if ((watched == m_comment || watched == m_tags) && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        parentWidget()->setFocus();
        return true;
    }
    return Card::eventFilter(watched, event);
}

} // namespace tiebreak
