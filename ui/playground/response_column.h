// One response of the Playground: head with number, differing parameters and seed; text; foot with
// state, tokens and perplexity; Keep and Label. Shows what it is told and tells what was pressed.
// The window's thread.
#pragma once

#include "ui/playground/generation.h"
#include "ui/widgets/card.h"

#include <QMenu>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace tiebreak {

class ActionButton;
class ResponseView;
class TextLabel;
class Theme;

class ResponseColumn : public Card {
    Q_OBJECT

public:
    ResponseColumn(Theme& theme, int number, QWidget* parent = nullptr);

    void showParameters(const SamplingParameters& parameters, const QStringList& chips);
    void showRow(const RowState& row, int promptTokens);
    void setCurrent(bool current);
    void setKept(bool kept);
    void setFolded(bool folded);
    void setPinned(bool pinned);
    /// A line under the state: what can be counted, and the place among siblings.
    void showFacts(const QString& facts);
    bool isFolded() const { return m_folded; }
    void retranslate();
    QString text() const;
    /// The state's word as it stands in the foot.
    QString stateWord() const;
    ResponseView* view() const { return m_view; }

Q_SIGNALS:
    void touched();
    void keepClicked();
    void labelClicked();
    void foldClicked();
    /// The "…" menu opens: more can be added to it.
    void menuShown(QMenu* menu);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildHead();
    void buildFoot();
    void showState();
    void fit();

    Theme& m_theme;
    int m_number;
    RowState m_row;
    SamplingParameters m_parameters;
    int m_promptTokens = 0;
    bool m_current = false;
    bool m_kept = false;
    bool m_folded = false;
    TextLabel* m_numberLabel;
    QHBoxLayout* m_head;
    QHBoxLayout* m_chips;
    TextLabel* m_seed;
    QToolButton* m_more;
    ResponseView* m_view;
    TextLabel* m_waiting;
    QWidget* m_foot;
    QLabel* m_stateIcon;
    TextLabel* m_stateWord;
    TextLabel* m_tokens;
    TextLabel* m_perplexity;
    QLabel* m_pin;
    TextLabel* m_facts;
    ActionButton* m_keep;
    ActionButton* m_label;
};

} // namespace tiebreak
