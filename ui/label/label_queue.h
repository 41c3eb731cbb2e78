// What the Label page asks of the store, one step at a time: the pair to judge, saving a judgement
// and fetching the next pair in one go, undo, redo. While a step is under way others are refused.
// The window's thread; the service must outlive it.
#pragma once

#include "base/result.h"
#include "store/records.h"

#include <QObject>

#include <optional>
#include <vector>

namespace tiebreak {

class StoreService;

/// What is on screen after a step.
struct LabelView {
    std::optional<PairRecord> pair;
    QueueCounts counts;
    std::vector<JudgementRecord> recent; ///< newest first
    /// The judgement that was taken back; `pair` is then its pair.
    std::optional<JudgementRecord> undone;
};

class LabelQueue : public QObject {
    Q_OBJECT

public:
    explicit LabelQueue(StoreService& store, QObject* parent = nullptr);

    bool isBusy() const { return m_busy; }
    void load();
    /// A certain pair, by its id, whatever else is waiting.
    void open(const std::string& pairId);
    /// Counts and recent judgements alone; the pair stays.
    void refreshCounts();
    void save(const JudgementRecord& judgement);
    void undo();
    void redo();

Q_SIGNALS:
    /// Durable now. `viewLoaded` or `failed` follows.
    void judgementSaved(const tiebreak::JudgementRecord& judgement);
    /// Nothing was saved; the judgement is the caller's to keep.
    void saveFailed(const tiebreak::Error& error);
    void viewLoaded(const tiebreak::LabelView& view);
    void countsLoaded(const tiebreak::LabelView& view);
    void nothingToUndo();
    void nothingToRedo();
    void failed(const tiebreak::Error& error);

private:
    struct Saved;
    void show(const Result<LabelView>& view);

    StoreService& m_store;
    bool m_busy = false;
};

} // namespace tiebreak
