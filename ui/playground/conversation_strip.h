// What was said on the way to the query, a line a turn: ↑ ↓ choose one, ← → go to its siblings,
// Enter returns to it. Hidden while there is only one query that was never worded otherwise. The
// window's thread.
#pragma once

#include "ui/playground/conversation.h"

#include <QListWidget>

namespace tiebreak {

class Theme;

class ConversationStrip : public QListWidget {
    Q_OBJECT

public:
    explicit ConversationStrip(Theme& theme, QWidget* parent = nullptr);
    void showPath(const std::vector<Conversation::Turn>& path);

Q_SIGNALS:
    void siblingRequested(const tiebreak::Conversation::Turn& turn, int step);
    void turnChosen(const tiebreak::Conversation::Turn& turn);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fit();
    void choose(int row);

    Theme& m_theme;
    std::vector<Conversation::Turn> m_path;
};

} // namespace tiebreak
