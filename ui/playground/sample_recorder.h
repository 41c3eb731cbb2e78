// Finished responses become samples in the workspace, with everything needed to make them again.
// The window's thread; the store works on its own.
#pragma once

#include "base/error.h"
#include "store/records.h"
#include "ui/playground/generation.h"

#include <QObject>

namespace tiebreak {

class StoreService;

/// A response that was sampled just now, and the column it stands in.
struct SampledRow {
    int row = 0;
    SampleRecord sample;
};

/// One record a row of the last round that has ids; an id of its own in each.
std::vector<SampledRow> sampledRows(const Generation& generation, const std::string& promptId,
                                    const HelloReply& engine);

/// What a column shows of a stored response.
RowState rowOf(const SampleRecord& sample);

class SampleRecorder : public QObject {
    Q_OBJECT

public:
    explicit SampleRecorder(StoreService& store, QObject* parent = nullptr);

    /// Saves responses, and the query too when it is `isNew`, in one go.
    void save(const PromptRecord& prompt, bool isNew, const std::vector<SampleRecord>& samples);
    void setKept(const std::string& sampleId, bool kept);
    /// Into the bin, or out of it.
    void setDiscarded(const std::string& sampleId, bool discarded);

Q_SIGNALS:
    void recorded(int samples);
    void failed(const tiebreak::Error& error);

private:
    template <class Work>
    void submit(int samples, Work work);

    StoreService& m_store;
};

} // namespace tiebreak
