// The line that shows a file of queries: which one is at hand, back and on, answer all, close. The
// window's thread; the queue outlives it.
#pragma once

#include "ui/widgets/card.h"

class QToolButton;

namespace tiebreak {

class ActionButton;
class PromptQueue;
class TextLabel;
class Theme;

class PromptQueueCard : public Card {
    Q_OBJECT

public:
    PromptQueueCard(Theme& theme, PromptQueue& queue, QWidget* parent = nullptr);
    void retranslate();
    QString words() const;

Q_SIGNALS:
    void runRequested();

private:
    void showQueue();

    PromptQueue& m_queue;
    TextLabel* m_words;
    ActionButton* m_back;
    ActionButton* m_on;
    ActionButton* m_run;
    QToolButton* m_close;
};

} // namespace tiebreak
