// A bar of 6 px with words: done of total, rate, time left; and Cancel where it can be cancelled.
// The window's thread.
#pragma once

#include <QWidget>

class QProgressBar;

namespace tiebreak {

class ActionButton;
class TextLabel;
class Theme;

class ProgressLine : public QWidget {
    Q_OBJECT

public:
    explicit ProgressLine(Theme& theme, QWidget* parent = nullptr);
    /// total 0: unknown, the bar stands empty.
    void setProgress(qint64 done, qint64 total);
    void setWords(const QString& words);
    void setCancellable(bool cancellable);

Q_SIGNALS:
    void cancelClicked();

private:
    QProgressBar* m_bar;
    TextLabel* m_words;
    ActionButton* m_cancel;
};

} // namespace tiebreak
