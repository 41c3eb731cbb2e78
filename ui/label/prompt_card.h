// The query, or the whole conversation where it is more than the query, with the query's tags. The
// theme must outlive it. The window's thread.
#pragma once

#include "store/records.h"
#include "ui/widgets/card.h"

#include <QStringList>

class QHBoxLayout;
class QLineEdit;

namespace tiebreak {

class ReadingPane;
class TextLabel;
class Theme;

class PromptCard : public Card {
    Q_OBJECT

public:
    explicit PromptCard(Theme& theme, QWidget* parent = nullptr);

    ReadingPane& pane() const { return *m_pane; }
    void showPrompt(const PromptRecord& prompt);
    /// Opens the field for the query's tags.
    void editTags();
    void retranslate();

Q_SIGNALS:
    void tagsChanged(const QStringList& tags);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showTags();
    void endTags(bool save);

    Theme& m_theme;
    TextLabel* m_title;
    QHBoxLayout* m_chips;
    QLineEdit* m_field;
    ReadingPane* m_pane;
    QStringList m_tags;
};

} // namespace tiebreak
