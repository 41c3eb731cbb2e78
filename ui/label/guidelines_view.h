// The guidelines of the batch: Markdown that is read, or edited in place. The theme must outlive
// it. The window's thread.
#pragma once

#include <QWidget>

class QPlainTextEdit;

namespace tiebreak {

class ActionButton;
class ReadingPane;
class Theme;

class GuidelinesView : public QWidget {
    Q_OBJECT

public:
    explicit GuidelinesView(Theme& theme, QWidget* parent = nullptr);

    /// Empty: those that come with the program.
    void setGuidelines(const QString& markdown);
    void startEdit();
    bool isEditing() const;
    void retranslate();

Q_SIGNALS:
    void guidelinesChanged(const QString& markdown);
    void linkClicked(const QString& address);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QString shown() const;
    void endEdit(bool save);

    ReadingPane* m_pane;
    QWidget* m_editor;
    QPlainTextEdit* m_text;
    ActionButton* m_save;
    ActionButton* m_cancel;
    QString m_markdown;
};

} // namespace tiebreak
