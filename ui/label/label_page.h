// Label: two responses to one query, judged blind with the keyboard. Which response stands left is
// drawn for every view and saved with the judgement; nothing on the page says where either came
// from. What the page calls saved is durable. The window's thread; theme, store and settings must
// outlive it.
#pragma once

#include "ui/label/judgement_draft.h"
#include "ui/label/label_actions.h"
#include "ui/label/label_queue.h"
#include "ui/label/reading_clock.h"
#include "ui/widgets/page.h"

#include <QTimer>
#include <QUrl>

#include <functional>

class QStackedWidget;

namespace tiebreak {

class BannerStack;
class EmptyState;
class PairGenerator;
class PromptCard;
class ReadingPane;
class RubricCard;
class SettingsService;
class StoreService;

class LabelPage : public Page {
    Q_OBJECT

public:
    LabelPage(Theme& theme, StoreService& store, SettingsService& settings,
              QWidget* parent = nullptr);

    QString title() const override { return tr("Label"); }
    QList<QWidget*> regions() override;
    QList<KeyHelp> extraKeys() const override;
    void activated(const QVariant& argument) override;
    QString reasonToStay() const override;

    /// Makes pairs while one judges; must outlive the page or be its child.
    void setGenerator(PairGenerator* generator);

    // Tests decide what is drawn and see what would be opened.
    /// True puts the pair's first sample left.
    void setSideDraw(std::function<bool()> draw) { m_firstIsLeft = std::move(draw); }
    void setQueueDraw(std::function<double()> draw) { m_queue.setDraw(std::move(draw)); }
    void setLinkOpener(std::function<void(const QUrl&)> open) { m_openLink = std::move(open); }

protected:
    void retranslate() override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeWidgets();
    QWidget* makeWork();
    void connectJudging();
    void connectCards();
    void connectReading();
    void connectPanel();
    void connectSources();
    void connectQueue();
    void connectSettings();
    void letFocusedButtonsHaveSpace(QWidget* within);

    void bringSamplePairs();
    void importFile();
    void choose(const JudgementChoice& choice);
    void askForReason(bool asked);
    void rate(std::size_t side, Rating rating);
    void save();
    JudgementRecord judgementOnScreen() const;
    const SampleRecord& sampleOn(std::size_t side) const;
    void judgementSaved(const JudgementRecord& judgement);
    void saveFailed(const Error& error);
    void startEdit(std::size_t side);
    void endEdit();
    void saveEdit(const QString& text);
    void editSaved();
    void reopen(int position);
    void askToOpen(const QString& address);
    void askForNextLink();
    void markDifferences();
    void leavePair();
    void changeSetup(const std::function<void(LabelSetup&)>& change, bool newPair);
    void search(const QString& words, bool withHistory);

    void showView(const LabelView& view);
    void showPanel(const LabelView& view);
    void keepPairsAhead(std::int64_t waiting);
    void showPair(bool firstIsLeft);
    void clearDraft();
    void showDraft();
    void showState();
    void showSentence();
    QString emptyWords() const;
    bool savesOnChoice() const;

    StoreService& m_store;
    SettingsService& m_settings;
    LabelQueue m_queue;
    std::function<bool()> m_firstIsLeft;
    std::function<void(const QUrl&)> m_openLink;

    LabelActions m_actions;
    BannerStack* m_banners = nullptr;
    QStackedWidget* m_stack = nullptr;
    QWidget* m_work = nullptr;
    EmptyState* m_empty = nullptr;
    PromptCard* m_prompt = nullptr;
    std::array<ResponseCard*, 2> m_cards{}; ///< A, B
    RubricCard* m_rubric = nullptr;
    JudgementBar* m_bar = nullptr;
    LabelPanel* m_panel = nullptr;
    PackSection* m_packs = nullptr;
    PairGenerator* m_generator = nullptr;
    bool m_generates = false; ///< as the generator was told last

    std::optional<PairRecord> m_pair;
    LabelSetup m_setup;
    std::vector<JudgementRecord> m_recent; ///< own, newest first
    int m_position = -1;    ///< in m_recent, of what is reopened; -1: the queue's pair
    std::string m_repeatOf; ///< judgement that the pair on screen repeats
    std::optional<std::size_t> m_editing; ///< side
    bool m_leftIsFirst = true;
    bool m_namesModel = false;
    JudgementDraft m_draft;
    bool m_asksForReason = false;
    bool m_loaded = false;
    bool m_unsaved = false; ///< a save was refused; the choice stays on screen
    QString m_savedWords;   ///< the last thing that is durable, until the next choice
    int m_link = -1;        ///< asked about last
    ReadingClock m_clock;
    QTimer m_contentSettled;
};

} // namespace tiebreak
