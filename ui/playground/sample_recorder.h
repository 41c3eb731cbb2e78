// Finished responses become samples in the workspace, with everything needed to make them again.
// The window's thread; the store works on its own.
#pragma once

#include "base/error.h"
#include "store/records.h"
#include "ui/playground/generation.h"
#include "ui/services/model_session.h"

#include <QObject>

namespace tiebreak {

class StoreService;

/// Who answered: the engine's own words about itself and the model.
struct Provenance {
    HelloReply engine;
    LoadedReply model;
    ModelChoice choice;
};

/// The prompt's record for a query; `example`: it was one of the examples.
PromptRecord promptRecord(const Query& query, bool example);

/// One record a row that has ids, in the rows' order; an id of its own in each.
std::vector<SampleRecord> sampleRecords(const Generation& generation, const std::string& promptId,
                                        const Provenance& provenance);

class SampleRecorder : public QObject {
    Q_OBJECT

public:
    explicit SampleRecorder(StoreService& store, QObject* parent = nullptr);

    /// Saves query and responses in one go; returns the sample's id for each row, empty for one
    /// without a response.
    std::vector<std::string> record(const Generation& generation, const Provenance& provenance,
                                    bool example);
    void setKept(const std::string& sampleId, bool kept);

Q_SIGNALS:
    void recorded(int samples);
    void failed(const tiebreak::Error& error);

private:
    StoreService& m_store;
};

} // namespace tiebreak
