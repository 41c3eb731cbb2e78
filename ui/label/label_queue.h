// What the Label page asks of the store, one step at a time: the pair to judge, saving a judgement
// and fetching the next pair in one go, undo, redo, an earlier judgement again, an edit. One pair
// in twenty is one that was judged before, with its sides changed over. While a step is under way
// others are refused. The window's thread; the service must outlive it.
#pragma once

#include "base/result.h"
#include "ui/label/label_setup.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace tiebreak {

class StoreService;

/// What is on screen after a step.
struct LabelView {
    std::optional<PairRecord> pair;
    QueueCounts counts;
    LabelSetup setup;
    std::vector<JudgementRecord> recent; ///< own, newest first
    std::vector<RepeatRecord> repeats;   ///< own, newest first
    /// What was said of `pair` before, its sides as they were: taken back, or to be changed.
    std::optional<JudgementRecord> earlier;
    bool isReopened = false; ///< `earlier` is in force until another takes its place
    /// `pair` is here once more: this judgement, with its sides changed over.
    std::optional<JudgementRecord> repeated;
};

class LabelQueue : public QObject {
    Q_OBJECT

public:
    explicit LabelQueue(StoreService& store, QObject* parent = nullptr);

    /// Whose queue it is; load() follows from the caller.
    void setAnnotator(const std::string& name);
    const std::string& annotator() const { return m_annotator; }
    /// Numbers in [0, 1) for repeats and random orders; tests give their own.
    void setDraw(std::function<double()> draw) { m_draw = std::move(draw); }

    bool isBusy() const { return m_busy; }
    /// While a step is under way it follows that one.
    void load();
    /// A certain pair, by its id, whatever else is waiting; likewise.
    void open(const std::string& pairId);
    /// Counts and recent judgements alone; the pair stays.
    void refreshCounts();
    void save(const JudgementRecord& judgement);
    /// A better text for a response; the pair on screen stays. editSaved or saveFailed follows.
    void saveEdit(const std::string& parentId, const std::string& text,
                  const JudgementRecord& judgement);
    void undo();
    void redo();
    /// The pair of an earlier judgement with what was said of it.
    void reopen(const JudgementRecord& judgement);
    /// Also changes what comes next.
    void changeSetup(const LabelSetup& setup);
    void setQueryTags(const std::string& promptId, const std::vector<std::string>& tags);

Q_SIGNALS:
    /// Durable now. `viewLoaded` or `failed` follows.
    void judgementSaved(const tiebreak::JudgementRecord& judgement);
    void editSaved(const tiebreak::JudgementRecord& judgement);
    /// Nothing was saved; the judgement is the caller's to keep.
    void saveFailed(const tiebreak::Error& error);
    void viewLoaded(const tiebreak::LabelView& view);
    void countsLoaded(const tiebreak::LabelView& view);
    void nothingToUndo();
    void nothingToRedo();
    void failed(const tiebreak::Error& error);

private:
    struct Saved;
    struct Request;
    struct Standing;
    using MaybeView = Result<std::optional<LabelView>>;

    Request nextRequest();
    static Result<LabelView> countsOf(Store& store, const Request& request);
    static Result<LabelView> nextView(Store& store, const Request& request);
    static Result<std::optional<PairRecord>> pickPair(Store& store, const Request& request,
                                                      const LabelSetup& setup);
    static Result<std::optional<PairRecord>> pickLeastCertain(Store& store, const Request& request,
                                                              QueueRequest where);
    static MaybeView undoneView(Store& store, const Request& request);
    static MaybeView redoneView(Store& store, const Request& request);
    /// The step is over; false: another pair was asked for meanwhile, and what this one brought is
    /// not shown.
    bool finish();
    void show(const Result<LabelView>& view);
    void showOr(const MaybeView& view, void (LabelQueue::*nothing)());

    StoreService& m_store;
    std::string m_annotator;
    std::function<double()> m_draw;
    std::shared_ptr<Standing> m_standing; ///< of the models; the store's thread alone looks at it
    bool m_busy = false;
    std::function<void()> m_next; ///< asked for while busy; empty: nothing
};

} // namespace tiebreak
