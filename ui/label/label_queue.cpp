#include "ui/label/label_queue.h"

#include "ui/label/pair_choice.h"
#include "ui/services/store_service.h"

#include <QRandomGenerator>

namespace tiebreak {

namespace {

constexpr std::int64_t kRecent = 30;
constexpr std::int64_t kRepeats = 200;
constexpr double kRepeatShare = 0.05;
constexpr std::int64_t kRepeatDistance = 20; ///< judgements, so that nobody just remembers
constexpr std::int64_t kQueriesWeighed = 40; ///< among whose pairs the least certain is looked for
constexpr int kTallyAge = 50;                ///< picks until the models are compared anew

} // namespace

/// A judgement that is saved, and what comes after it.
struct LabelQueue::Saved {
    JudgementRecord judgement;
    Result<LabelView> next;
};

/// What a step needs to know, as values.
struct LabelQueue::Request {
    std::string annotator;
    double repeatDraw = 1;
    double startDraw = 0;
    std::shared_ptr<Standing> standing;
};

/// How the models stand against each other; counted now and then, because it takes a while.
struct LabelQueue::Standing {
    std::vector<PlayerTally> tally;
    int picks = kTallyAge;
};

LabelQueue::LabelQueue(StoreService& store, QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_draw([] { return QRandomGenerator::system()->generateDouble(); })
    , m_standing(std::make_shared<Standing>()) {}

void LabelQueue::setAnnotator(const std::string& name) {
    m_annotator = name;
}

LabelQueue::Request LabelQueue::nextRequest() {
    const double repeat = m_draw();
    return {m_annotator, repeat, m_draw(), m_standing};
}

Result<LabelView> LabelQueue::countsOf(Store& store, const Request& request) {
    LabelView view;
    TB_ASSIGN(view.setup, readLabelSetup(store));
    TB_ASSIGN(view.counts, store.queueCounts(request.annotator));
    TB_ASSIGN(view.recent, store.recentJudgements(kRecent, request.annotator));
    TB_ASSIGN(view.repeats, store.repeats(request.annotator, kRepeats));
    return view;
}

Result<std::optional<PairRecord>> LabelQueue::pickLeastCertain(Store& store, const Request& request,
                                                               QueueRequest where) {
    if (++request.standing->picks > kTallyAge) {
        TB_ASSIGN(request.standing->tally, store.playerTally());
        request.standing->picks = 0;
    }
    where.start = request.startDraw;
    TB_ASSIGN(const auto choices, store.pairChoices(where, kQueriesWeighed));
    const auto best = leastCertainPair(choices, request.standing->tally);
    if (!best)
        return std::optional<PairRecord>();
    TB_ASSIGN(auto found, store.pair(choices.open[*best].first + ":" + choices.open[*best].second));
    return std::optional(std::move(found));
}

Result<std::optional<PairRecord>> LabelQueue::pickPair(Store& store, const Request& request,
                                                       const LabelSetup& setup) {
    QueueRequest where{request.annotator, setup.tag, {}};
    if (setup.order == QueueOrder::LeastCertain)
        return pickLeastCertain(store, request, where);
    if (setup.order == QueueOrder::MostDisagreed) {
        TB_ASSIGN(auto disagreed, store.mostDisagreedPair(request.annotator));
        if (disagreed)
            return disagreed;
    }
    if (setup.order == QueueOrder::Random)
        where.start = request.startDraw;
    return store.nextPair(where);
}

Result<LabelView> LabelQueue::nextView(Store& store, const Request& request) {
    TB_ASSIGN(LabelView view, countsOf(store, request));
    if (view.setup.repeats && request.repeatDraw < kRepeatShare) {
        TB_ASSIGN(view.repeated,
                  store.repeatCandidate(request.annotator, kRepeatDistance, request.startDraw));
        if (view.repeated) {
            TB_ASSIGN(view.pair, store.pair(view.repeated->pairId));
            return view;
        }
    }
    TB_ASSIGN(view.pair, pickPair(store, request, view.setup));
    return view;
}

LabelQueue::MaybeView LabelQueue::undoneView(Store& store, const Request& request) {
    TB_ASSIGN(const auto undone, store.undoLastJudgement(request.annotator));
    if (!undone)
        return std::optional<LabelView>();
    TB_ASSIGN(LabelView view, countsOf(store, request));
    TB_ASSIGN(view.pair, store.pair(undone->pairId));
    view.earlier = undone;
    return std::optional(std::move(view));
}

LabelQueue::MaybeView LabelQueue::redoneView(Store& store, const Request& request) {
    TB_ASSIGN(const auto redone, store.redoJudgement(request.annotator));
    if (!redone)
        return std::optional<LabelView>();
    TB_ASSIGN(LabelView view, nextView(store, request));
    return std::optional(std::move(view));
}

bool LabelQueue::finish() {
    m_busy = false;
    const auto next = std::exchange(m_next, {});
    if (!next)
        return true;
    next();
    return false;
}

void LabelQueue::show(const Result<LabelView>& view) {
    if (view)
        Q_EMIT viewLoaded(*view);
    else
        Q_EMIT failed(view.error());
}

void LabelQueue::showOr(const MaybeView& view, void (LabelQueue::*nothing)()) {
    const bool isShown = finish();
    if (!view)
        Q_EMIT failed(view.error());
    else if (!isShown)
        return;
    else if (!*view)
        (this->*nothing)();
    else
        Q_EMIT viewLoaded(**view);
}

void LabelQueue::open(const std::string& pairId) {
    if (std::exchange(m_busy, true)) {
        m_next = [this, pairId] { open(pairId); };
        return;
    }
    const auto view = [pairId, request = nextRequest()](Store& store) -> Result<LabelView> {
        TB_ASSIGN(LabelView out, countsOf(store, request));
        TB_ASSIGN(out.pair, store.pair(pairId));
        return out;
    };
    m_store.submit(view).then(this, [this](Result<LabelView> found) {
        if (finish() || !found)
            show(found);
    });
}

void LabelQueue::load() {
    if (std::exchange(m_busy, true)) {
        m_next = [this] { load(); };
        return;
    }
    m_store.submit([request = nextRequest()](Store& store) { return nextView(store, request); })
        .then(this, [this](Result<LabelView> view) {
            if (finish() || !view)
                show(view);
        });
}

void LabelQueue::refreshCounts() {
    m_store.submit([request = nextRequest()](Store& store) { return countsOf(store, request); })
        .then(this, [this, whose = m_annotator](Result<LabelView> view) {
            if (view && whose == m_annotator)
                Q_EMIT countsLoaded(*view);
        });
}

void LabelQueue::save(const JudgementRecord& judgement) {
    if (std::exchange(m_busy, true))
        return;
    // One trip to the store's thread: the next pair is on its way while the window still draws.
    m_store
        .submit([judgement, request = nextRequest()](Store& store) -> Result<Saved> {
            TB_ASSIGN(auto saved, store.addJudgement(judgement));
            return Saved{std::move(saved), nextView(store, request)};
        })
        .then(this, [this](Result<Saved> step) {
            const bool isShown = finish();
            if (!step) {
                Q_EMIT saveFailed(step.error());
                return;
            }
            Q_EMIT judgementSaved(step->judgement);
            if (isShown)
                show(step->next);
        });
}

void LabelQueue::saveEdit(const std::string& parentId, const std::string& text,
                          const JudgementRecord& judgement) {
    if (std::exchange(m_busy, true))
        return;
    m_store
        .submit([parentId, text, judgement](Store& store) {
            return store.addEdit(parentId, text, judgement);
        })
        .then(this, [this](Result<JudgementRecord> saved) {
            finish();
            if (saved)
                Q_EMIT editSaved(*saved);
            else
                Q_EMIT saveFailed(saved.error());
        });
}

void LabelQueue::undo() {
    if (std::exchange(m_busy, true))
        return;
    m_store.submit([request = nextRequest()](Store& store) { return undoneView(store, request); })
        .then(this, [this](MaybeView view) { showOr(view, &LabelQueue::nothingToUndo); });
}

void LabelQueue::redo() {
    if (std::exchange(m_busy, true))
        return;
    m_store.submit([request = nextRequest()](Store& store) { return redoneView(store, request); })
        .then(this, [this](MaybeView view) { showOr(view, &LabelQueue::nothingToRedo); });
}

void LabelQueue::reopen(const JudgementRecord& judgement) {
    if (std::exchange(m_busy, true))
        return;
    m_store
        .submit([judgement, request = nextRequest()](Store& store) -> Result<LabelView> {
            TB_ASSIGN(LabelView view, countsOf(store, request));
            TB_ASSIGN(view.pair, store.pair(judgement.pairId));
            view.earlier = judgement;
            view.isReopened = true;
            return view;
        })
        .then(this, [this](Result<LabelView> view) {
            if (finish() || !view)
                show(view);
        });
}

void LabelQueue::changeSetup(const LabelSetup& setup) {
    m_store.submit([setup](Store& store) { return writeLabelSetup(store, setup); })
        .then(this, [this](const Status& written) {
            if (!written)
                Q_EMIT failed(written.error());
        });
}

void LabelQueue::setQueryTags(const std::string& promptId, const std::vector<std::string>& tags) {
    m_store.submit([promptId, tags](Store& store) { return store.setPromptTags(promptId, tags); })
        .then(this, [this](const Status& written) {
            if (!written)
                Q_EMIT failed(written.error());
        });
}

} // namespace tiebreak
