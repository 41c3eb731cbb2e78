#include "ui/train/guided_questions.h"

#include "ui/widgets/text_label.h"

#include <QButtonGroup>
#include <QRadioButton>
#include <QVBoxLayout>

namespace tiebreak {

namespace {

QString idOf(const QAbstractButton* button) {
    return button ? button->property("answer").toString() : QString();
}

void check(const QButtonGroup* group, const QString& id) {
    for (auto* button : group->buttons())
        if (idOf(button) == id)
            button->setChecked(true);
}

/// What a person must have for the method.
QString havingFor(const QString& method) {
    if (method == QLatin1String("sft"))
        return QStringLiteral("answers");
    return method == QLatin1String("ppo") ? QStringLiteral("queries")
                                          : QStringLiteral("judgements");
}

} // namespace

GuidedQuestions::GuidedQuestions(QWidget* parent)
    : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    m_have =
        addQuestion(layout, tr("What do you have?"),
                    {{QStringLiteral("judgements"), tr("Judgements: which answer is better")},
                     {QStringLiteral("answers"), tr("Good answers to imitate")},
                     {QStringLiteral("queries"), tr("Queries, and a way to reward responses")}});
    m_aim = addQuestion(
        layout, tr("What should come of it?"),
        {{QStringLiteral("dpo"), tr("A model that answers more like the better ones")},
         {QStringLiteral("kto"), tr("The same, with each answer good or bad by itself")},
         {QStringLiteral("reward"), tr("A model that scores answers")},
         {QStringLiteral("sft"), tr("A model that answers like them")},
         {QStringLiteral("ppo"), tr("A model whose responses get a higher reward")}});
    m_care = addQuestion(layout, tr("How careful?"),
                         {{QStringLiteral("quick"), tr("A quick look")},
                          {QStringLiteral("steady"), tr("Steadily")},
                          {QStringLiteral("careful"), tr("Carefully")}});
    connect(m_have, &QButtonGroup::buttonClicked, this, [this] {
        showAims();
        Q_EMIT methodChosen(idOf(m_aim->checkedButton()));
    });
    connect(m_aim, &QButtonGroup::buttonClicked, this,
            [this](QAbstractButton* button) { Q_EMIT methodChosen(idOf(button)); });
    connect(m_care, &QButtonGroup::buttonClicked, this,
            [this](QAbstractButton* button) { Q_EMIT presetChosen(idOf(button)); });
}

QButtonGroup* GuidedQuestions::addQuestion(QVBoxLayout* layout, const QString& question,
                                           const QVector<Answer>& answers) {
    auto* title = new TextLabel(question, QStringLiteral("strong"), {}, this);
    layout->addSpacing(4);
    layout->addWidget(title);
    auto* group = new QButtonGroup(this);
    for (const auto& answer : answers) {
        auto* button = new QRadioButton(answer.text, this);
        button->setProperty("answer", answer.id);
        button->setObjectName(QStringLiteral("answer.") + answer.id);
        button->setAccessibleDescription(question);
        group->addButton(button);
        layout->addWidget(button);
    }
    return group;
}

/// Only what can be made of what there is; its first answer is taken where the old one left.
void GuidedQuestions::showAims() {
    const QString have = idOf(m_have->checkedButton());
    QAbstractButton* first = nullptr;
    for (auto* button : m_aim->buttons()) {
        const bool fits = havingFor(idOf(button)) == have;
        button->setVisible(fits);
        if (fits && !first)
            first = button;
    }
    if (first && havingFor(idOf(m_aim->checkedButton())) != have)
        first->setChecked(true);
}

void GuidedQuestions::setAnswers(const QString& method, const QString& preset) {
    check(m_have, havingFor(method));
    check(m_aim, method);
    check(m_care, preset);
    showAims();
}

void GuidedQuestions::focusFirst() {
    if (auto* button = m_have->checkedButton())
        button->setFocus();
}

void GuidedQuestions::setCareWords(const QStringList& words) {
    const auto buttons = m_care->buttons();
    for (int i = 0; i < buttons.size(); ++i)
        buttons[i]->setToolTip(words.value(i));
}

} // namespace tiebreak
