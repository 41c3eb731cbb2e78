// Label: two responses to one query, judged blind with the keyboard. Which response stands left is
// drawn for every view and saved with the judgement; nothing on the page says where either came
// from. What the page calls saved is durable. The window's thread; theme, store and settings must
// outlive it.
#pragma once

#include "ui/label/judgement_bar.h"
#include "ui/label/label_queue.h"
#include "ui/widgets/page.h"

#include <QElapsedTimer>
#include <QTimer>

#include <functional>

class QStackedWidget;

namespace tiebreak {

class BannerStack;
class EmptyState;
class LabelPanel;
class ReadingPane;
class SettingsService;
class StoreService;

class LabelPage : public Page {
    Q_OBJECT

public:
    LabelPage(Theme& theme, StoreService& store, SettingsService& settings,
              QWidget* parent = nullptr);

    QString title() const override { return tr("Label"); }
    QList<QWidget*> regions() override;
    void activated(const QVariant& argument) override;
    QString reasonToStay() const override;

    /// Tests decide the sides; true puts the pair's first sample left.
    void setSideDraw(std::function<bool()> draw) { m_firstIsLeft = std::move(draw); }

protected:
    void retranslate() override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeActions();
    Action* addStep(int index);
    void bringSamplePairs();
    void makeWidgets();
    QWidget* makeWork();
    QWidget* makePane(const QString& letter, ReadingPane*& pane);
    void connectQueue();
    void letFocusedButtonsHaveSpace();

    void choose(const JudgementChoice& choice);
    void save();
    JudgementRecord judgementOnScreen() const;
    void judgementSaved(const JudgementRecord& judgement);
    void saveFailed(const Error& error);
    void showView(const LabelView& view);
    void showCounts(const LabelView& view);
    void showPair(const PairRecord& pair, bool firstIsLeft);
    void restore(const JudgementRecord& undone);
    void clearChoice();
    void showState();
    void showSentence();
    bool savesOnChoice() const;

    StoreService& m_store;
    SettingsService& m_settings;
    LabelQueue m_queue;
    std::function<bool()> m_firstIsLeft;

    JudgementActions m_actions;
    Action* m_undo = nullptr;
    Action* m_samples = nullptr;
    Action* m_redo = nullptr;
    Action* m_guidelines = nullptr;
    BannerStack* m_banners = nullptr;
    QStackedWidget* m_stack = nullptr;
    QWidget* m_work = nullptr;
    EmptyState* m_empty = nullptr;
    QLabel* m_promptTitle = nullptr;
    ReadingPane* m_prompt = nullptr;
    ReadingPane* m_left = nullptr;
    ReadingPane* m_right = nullptr;
    JudgementBar* m_bar = nullptr;
    LabelPanel* m_panel = nullptr;

    std::optional<PairRecord> m_pair;
    bool m_leftIsFirst = true;
    std::optional<JudgementChoice> m_choice;
    bool m_loaded = false;
    bool m_unsaved = false; ///< a save was refused; the choice stays on screen
    QString m_savedWords;   ///< the last thing that is durable, until the next choice
    QElapsedTimer m_sincePairShown;
    QTimer m_contentSettled;
};

} // namespace tiebreak
