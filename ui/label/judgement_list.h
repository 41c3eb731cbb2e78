// What was said so far, newest first, and the search in it. Any judgement can be opened again. The
// theme must outlive it. The window's thread.
#pragma once

#include "store/records.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QLineEdit;
class QListWidget;

namespace tiebreak {

class Action;
class TextLabel;
class Theme;

class JudgementList : public QWidget {
    Q_OBJECT

public:
    JudgementList(Theme& theme, Action& reopen, QWidget* parent = nullptr);

    /// Shown while nothing is searched for.
    void showRecent(const std::vector<JudgementRecord>& recent);
    void showFound(const std::vector<FoundJudgement>& found);
    /// Asks again, because judgements were added.
    void refresh();
    bool isSearching() const;
    void focusSearch();
    void retranslate();

Q_SIGNALS:
    void searchChanged(const QString& words, bool withHistory);
    void judgementChosen(const tiebreak::JudgementRecord& judgement);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void search();
    void fill(const std::vector<FoundJudgement>& rows);

    Theme& m_theme;
    TextLabel* m_title;
    QLineEdit* m_words;
    QCheckBox* m_history;
    QListWidget* m_list;
    TextLabel* m_nothing;
    QTimer m_settled;
    std::vector<FoundJudgement> m_shown;
    std::vector<JudgementRecord> m_recent;
};

} // namespace tiebreak
