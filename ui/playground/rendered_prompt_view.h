// The prompt as the model reads it: the exact text or its tokens, special ones marked, how much of
// the context it takes, and warnings for what is rarely meant. The window's thread.
#pragma once

#include "protocol/engine_messages.h"
#include "ui/widgets/card.h"

#include <QStringList>

class QProgressBar;
class QTextEdit;
class QVBoxLayout;

namespace tiebreak {

class TextLabel;
class Theme;
class ToggleBar;

class RenderedPromptView : public Card {
    Q_OBJECT

public:
    explicit RenderedPromptView(Theme& theme, QWidget* parent = nullptr);
    /// `context` tokens in all, of which `reserved` are for the response.
    void showPrompt(const RenderedReply& prompt, qint64 context, qint64 reserved);
    /// Nothing to show, and why.
    void showNothing(const QString& why);
    QTextEdit* text() const { return m_text; }
    /// What is warned of just now, in words.
    QStringList warnings() const;
    QString fact() const;
    void retranslate();

private:
    void buildLayout();
    void writeText();
    void writeTokens();
    void showWarnings();
    void restyle();

    Theme& m_theme;
    RenderedReply m_prompt;
    qint64 m_context = 0;
    qint64 m_reserved = 0;
    TextLabel* m_title;
    ToggleBar* m_mode;
    TextLabel* m_fact;
    QProgressBar* m_bar;
    QVBoxLayout* m_warnings;
    QTextEdit* m_text;
};

} // namespace tiebreak
