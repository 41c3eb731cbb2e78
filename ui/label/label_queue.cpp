#include "ui/label/label_queue.h"

#include "ui/services/store_service.h"

namespace tiebreak {

namespace {

constexpr int kRecent = 8;

using MaybeView = Result<std::optional<LabelView>>;

Result<LabelView> countsOf(Store& store) {
    LabelView view;
    TB_ASSIGN(view.counts, store.queueCounts());
    TB_ASSIGN(view.recent, store.recentJudgements(kRecent));
    return view;
}

Result<LabelView> nextView(Store& store) {
    TB_ASSIGN(LabelView view, countsOf(store));
    TB_ASSIGN(view.pair, store.nextPair());
    return view;
}

MaybeView undoneView(Store& store) {
    TB_ASSIGN(const auto undone, store.undoLastJudgement());
    if (!undone)
        return std::optional<LabelView>();
    TB_ASSIGN(LabelView view, countsOf(store));
    TB_ASSIGN(view.pair, store.pair(undone->pairId));
    view.undone = undone;
    return std::optional(std::move(view));
}

MaybeView redoneView(Store& store) {
    TB_ASSIGN(const auto redone, store.redoJudgement());
    if (!redone)
        return std::optional<LabelView>();
    TB_ASSIGN(LabelView view, nextView(store));
    return std::optional(std::move(view));
}

} // namespace

/// A judgement that is saved, and what comes after it.
struct LabelQueue::Saved {
    JudgementRecord judgement;
    Result<LabelView> next;
};

LabelQueue::LabelQueue(StoreService& store, QObject* parent)
    : QObject(parent)
    , m_store(store) {}

void LabelQueue::show(const Result<LabelView>& view) {
    if (view)
        Q_EMIT viewLoaded(*view);
    else
        Q_EMIT failed(view.error());
}

void LabelQueue::open(const std::string& pairId) {
    if (std::exchange(m_busy, true))
        return;
    const auto view = [pairId](Store& store) -> Result<LabelView> {
        TB_ASSIGN(LabelView out, countsOf(store));
        TB_ASSIGN(out.pair, store.pair(pairId));
        return out;
    };
    m_store.submit(view).then(this, [this](Result<LabelView> found) {
        m_busy = false;
        show(found);
    });
}

void LabelQueue::load() {
    if (std::exchange(m_busy, true))
        return;
    m_store.submit(&nextView).then(this, [this](Result<LabelView> view) {
        m_busy = false;
        show(view);
    });
}

void LabelQueue::refreshCounts() {
    m_store.submit(&countsOf).then(this, [this](Result<LabelView> view) {
        if (view)
            Q_EMIT countsLoaded(*view);
    });
}

void LabelQueue::save(const JudgementRecord& judgement) {
    if (std::exchange(m_busy, true))
        return;
    // One trip to the store's thread: the next pair is on its way while the window still draws.
    m_store
        .submit([judgement](Store& store) -> Result<Saved> {
            TB_ASSIGN(auto saved, store.addJudgement(judgement));
            return Saved{std::move(saved), nextView(store)};
        })
        .then(this, [this](Result<Saved> step) {
            m_busy = false;
            if (!step) {
                Q_EMIT saveFailed(step.error());
                return;
            }
            Q_EMIT judgementSaved(step->judgement);
            show(step->next);
        });
}

void LabelQueue::undo() {
    if (std::exchange(m_busy, true))
        return;
    m_store.submit(&undoneView).then(this, [this](MaybeView view) {
        m_busy = false;
        if (!view)
            Q_EMIT failed(view.error());
        else if (!*view)
            Q_EMIT nothingToUndo();
        else
            Q_EMIT viewLoaded(**view);
    });
}

void LabelQueue::redo() {
    if (std::exchange(m_busy, true))
        return;
    m_store.submit(&redoneView).then(this, [this](MaybeView view) {
        m_busy = false;
        if (!view)
            Q_EMIT failed(view.error());
        else if (!*view)
            Q_EMIT nothingToRedo();
        else
            Q_EMIT viewLoaded(**view);
    });
}

} // namespace tiebreak
