// A response as text that can be changed: saved as a sibling, or gone on from. Esc leaves without a
// trace. The window's thread.
#pragma once

#include "ui/widgets/card.h"

class QPlainTextEdit;

namespace tiebreak {

class ActionButton;
class TextLabel;
class Theme;

class EditCard : public Card {
    Q_OBJECT

public:
    explicit EditCard(Theme& theme, QWidget* parent = nullptr);
    void begin(int column, const QString& text);
    int column() const { return m_column; }
    QPlainTextEdit* field() const { return m_field; }
    void retranslate();

Q_SIGNALS:
    void accepted(int column, const QString& text, bool goOn);
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void accept(bool goOn);

    int m_column = 0;
    TextLabel* m_title;
    QPlainTextEdit* m_field;
    ActionButton* m_save;
    ActionButton* m_goOn;
    ActionButton* m_cancel;
};

} // namespace tiebreak
