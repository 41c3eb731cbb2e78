#include "ui/playground/sample_recorder.h"

#include "base/clock.h"
#include "base/ids.h"
#include "ui/services/store_service.h"

namespace tiebreak {

PromptRecord promptRecord(const Query& query, bool example) {
    PromptRecord out;
    out.id = newId();
    out.text = query.text.toStdString();
    if (!query.system.isEmpty())
        out.messages.push_back({{"role", "system"}, {"content", query.system.toStdString()}});
    out.messages.push_back({{"role", "user"}, {"content", query.text.toStdString()}});
    out.source = example ? "example" : "typed";
    out.createdAt = nowMilliseconds();
    return out;
}

std::vector<SampleRecord> sampleRecords(const Generation& generation, const std::string& promptId,
                                        const Provenance& provenance) {
    std::vector<SampleRecord> out;
    for (size_t i = 0; i < generation.rows().size(); ++i) {
        const auto& row = generation.rows()[i];
        if (row.result.ids.empty())
            continue;
        SampleRecord sample;
        sample.id = newId();
        sample.promptId = promptId;
        sample.text = row.result.text;
        sample.modelName = provenance.choice.name.isEmpty() ? provenance.model.name
                                                            : provenance.choice.name.toStdString();
        sample.modelHash = provenance.model.hash;
        sample.versionId = provenance.choice.id.toStdString();
        sample.renderedPrompt = generation.prompt().promptText;
        sample.promptIds = generation.prompt().promptIds;
        sample.ids = row.result.ids;
        sample.logprobs = row.result.logprobs;
        sample.parameters = toJson(generation.parameters()[i]);
        sample.seed = generation.parameters()[i].seed;
        sample.stop = row.result.stop;
        sample.milliseconds = row.result.milliseconds;
        sample.mode = row.result.mode;
        sample.device = provenance.model.device;
        sample.dtype = provenance.model.dtype;
        sample.engineBuild = provenance.engine.engine + " torch " + provenance.engine.torch;
        sample.createdAt = nowMilliseconds();
        out.push_back(std::move(sample));
    }
    return out;
}

SampleRecorder::SampleRecorder(StoreService& store, QObject* parent)
    : QObject(parent)
    , m_store(store) {}

std::vector<std::string> SampleRecorder::record(const Generation& generation,
                                                const Provenance& provenance, bool example) {
    const auto prompt = promptRecord(generation.query(), example);
    const auto samples = sampleRecords(generation, prompt.id, provenance);
    std::vector<std::string> ids(generation.rows().size());
    size_t next = 0;
    for (size_t i = 0; i < ids.size(); ++i)
        if (!generation.rows()[i].result.ids.empty())
            ids[i] = samples[next++].id;
    if (samples.empty())
        return ids;
    m_store
        .submit([prompt, samples](Store& store) -> Status {
            TB_ASSIGN([[maybe_unused]] const auto stored, store.addPrompt(prompt));
            return store.addSamples(samples);
        })
        .then(this, [this, count = int(samples.size())](const Status& status) {
            if (status)
                Q_EMIT recorded(count);
            else
                Q_EMIT failed(status.error());
        });
    return ids;
}

void SampleRecorder::setKept(const std::string& sampleId, bool kept) {
    m_store
        .submit([sampleId, kept](Store& store) -> Status { return store.setKept(sampleId, kept); })
        .then(this, [this](const Status& status) {
            if (status)
                Q_EMIT recorded(0);
            else
                Q_EMIT failed(status.error());
        });
}

} // namespace tiebreak
