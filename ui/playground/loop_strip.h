// The loop as a row of cards with arrows between them and one back to the start. The window's
// thread.
#pragma once

#include <QKeySequence>
#include <QWidget>

namespace tiebreak {

class TextLabel;
class Theme;

class LoopStrip : public QWidget {
    Q_OBJECT

public:
    explicit LoopStrip(Theme& theme, QWidget* parent = nullptr);
    void retranslate();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* makeCard(const QString& icon, const QKeySequence& keys, bool first);

    Theme& m_theme;
    QList<QWidget*> m_cards;
    QList<TextLabel*> m_names;
    QList<TextLabel*> m_facts;
    TextLabel* m_back;
};

} // namespace tiebreak
