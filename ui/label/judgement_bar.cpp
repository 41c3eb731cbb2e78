#include "ui/label/judgement_bar.h"

#include "ui/label/judge_button.h"
#include "ui/label/strength_meter.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace tiebreak {

namespace {
constexpr int kStepGap = 6;
constexpr int kMaxCommentLength = 2000;
} // namespace

JudgementBar::JudgementBar(Theme& theme, const JudgementActions& actions, QWidget* parent)
    : Card("card", parent)
    , m_theme(theme)
    , m_actions(actions)
    , m_meter(new StrengthMeter(theme))
    , m_bothBad(nullptr)
    , m_comment(new QLineEdit)
    , m_sentenceIcon(new QLabel)
    , m_sentence(new TextLabel({}, {}, "second")) {
    m_comment->setMaxLength(kMaxCommentLength);
    m_comment->hide();
    m_comment->installEventFilter(this);
    theme.keepPlaceholderReadable(m_comment);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(8);
    layout->addLayout(makeSteps());
    layout->addWidget(m_meter);
    layout->addWidget(m_comment);
    layout->addLayout(makeOthers());
    connect(&theme, &Theme::changed, this, &JudgementBar::drawSentenceIcon);
    retranslate();
}

QHBoxLayout* JudgementBar::makeSteps() {
    auto* row = new QHBoxLayout;
    row->setSpacing(kStepGap);
    for (auto* action : m_actions.steps) {
        auto* step = new JudgeButton(m_theme, *action);
        m_steps << step;
        row->addWidget(step, 1);
    }
    return row;
}

QHBoxLayout* JudgementBar::makeOthers() {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_bothBad = new ActionButton(m_theme, *m_actions.bothBad);
    row->addWidget(m_bothBad);
    for (auto* action : {m_actions.skip, m_actions.flag, m_actions.comment})
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
    m_comment->setPlaceholderText(tr("Comment on this pair, saved with the judgement"));
    m_comment->setAccessibleName(tr("Comment"));
    for (std::size_t i = 0; i < m_actions.steps.size(); ++i)
        m_steps[int(i)]->setShortText(shortJudgementWords({Verdict::Strength, kStrengthSteps[i]}));
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
    m_comment->show();
    m_comment->setFocus();
}

void JudgementBar::closeComment() {
    m_comment->clear();
    m_comment->hide();
}

QString JudgementBar::comment() const {
    return m_comment->text();
}

void JudgementBar::setComment(const QString& comment) {
    m_comment->setText(comment);
    m_comment->setVisible(!comment.isEmpty());
}

bool JudgementBar::eventFilter(QObject* watched, QEvent* event) {
    // Esc leaves the field, with what was written kept.
    if (watched == m_comment && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        parentWidget()->setFocus();
        return true;
    }
    return Card::eventFilter(watched, event);
}

} // namespace tiebreak
