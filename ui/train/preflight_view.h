// What the engine says will be trained on: each finding with its icon and word, the rows concerned,
// the tokens of the first row as they are trained. The window's thread.
#pragma once

#include "ui/train/preflight_lines.h"

#include <QWidget>

class QListWidget;
class QVBoxLayout;

namespace tiebreak {

class ActionButton;
class TextLabel;
class Theme;

class PreflightView : public QWidget {
    Q_OBJECT

public:
    explicit PreflightView(Theme& theme, QWidget* parent = nullptr);

    /// `trying`: one step is made, which takes a while.
    void showWaiting(bool trying = false);
    void showReport(const nlohmann::json& report);
    void showError(const QString& words);
    /// True when the last report allows a start.
    bool isReady() const { return m_ready; }

Q_SIGNALS:
    /// The person wants memory and time to be known.
    void stepWanted();

private:
    void addLine(const QString& icon, const QString& tone, const QString& words);
    void showTokens(const TrainedTokens& tokens);
    void clear();

    Theme& m_theme;
    QVBoxLayout* m_lines;
    ActionButton* m_try;
    QListWidget* m_rows;
    TextLabel* m_tokensTitle;
    TextLabel* m_read;
    TextLabel* m_learned;
    bool m_ready = false;
};

} // namespace tiebreak
