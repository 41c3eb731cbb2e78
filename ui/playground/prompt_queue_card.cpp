#include "ui/playground/prompt_queue_card.h"

#include "ui/playground/prompt_queue.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace tiebreak {

PromptQueueCard::PromptQueueCard(Theme& theme, PromptQueue& queue, QWidget* parent)
    : Card("well", parent)
    , m_queue(queue)
    , m_words(new TextLabel({}, "small", "second"))
    , m_back(new ActionButton(theme, {}, {}, QKeySequence("PgUp"), Action::Kind::Quiet))
    , m_on(new ActionButton(theme, {}, {}, QKeySequence("PgDown"), Action::Kind::Quiet))
    , m_run(new ActionButton(theme, {}, "generate", {}, Action::Kind::Plain))
    , m_close(new QToolButton) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 4, 4, 4);
    layout->setSpacing(8);
    m_words->setElided(true);
    layout->addWidget(m_words, 1);
    for (auto* button : {m_back, m_on, m_run}) {
        button->setDensity("small");
        layout->addWidget(button);
    }
    m_close->setIcon(theme.icon("close"));
    m_close->setFocusPolicy(Qt::TabFocus);
    layout->addWidget(m_close);
    connect(m_back, &QPushButton::clicked, &queue,
            [this] { m_queue.setIndex(m_queue.index() - 1); });
    connect(m_on, &QPushButton::clicked, &queue, [this] { m_queue.setIndex(m_queue.index() + 1); });
    connect(m_run, &QPushButton::clicked, this, &PromptQueueCard::runRequested);
    connect(m_close, &QToolButton::clicked, &queue, &PromptQueue::close);
    connect(&queue, &PromptQueue::changed, this, &PromptQueueCard::showQueue);
    retranslate();
}

void PromptQueueCard::showQueue() {
    setVisible(m_queue.isOpen());
    m_words->showText(tr("%1: query %2 of %3. Fields: %4")
                          .arg(m_queue.name(), countText(m_queue.index() + 1),
                               countText(m_queue.count()), m_queue.variables()));
    m_back->setDisabledReason(m_queue.index() > 0 ? QString() : tr("This is the first query"));
    m_on->setDisabledReason(m_queue.index() + 1 < m_queue.count() ? QString()
                                                                  : tr("This is the last query"));
    m_run->setText(m_queue.isRunning() ? tr("Answering all") : tr("Answer all from here"));
    m_run->setDisabledReason(m_queue.isRunning() ? tr("Esc stops it") : QString());
}

QString PromptQueueCard::words() const {
    return m_words->text();
}

void PromptQueueCard::retranslate() {
    m_back->setText(tr("Back"));
    m_on->setText(tr("On"));
    m_close->setToolTip(tr("Close the file"));
    m_close->setAccessibleName(m_close->toolTip());
    showQueue();
}

} // namespace tiebreak
