#include "ui/playground/sample_recorder.h"

#include "base/clock.h"
#include "base/ids.h"
#include "ui/services/store_service.h"

#include <numeric>

namespace tiebreak {

namespace {

void fillProvenance(SampleRecord& sample, const RowState& row, const HelloReply& engine) {
    sample.engineBuild = engine.engine + " torch " + engine.torch;
    if (row.prompt) {
        sample.renderedPrompt = row.prompt->promptText;
        sample.promptIds = row.prompt->promptIds;
    }
    if (!row.answerer)
        return;
    const auto& [model, choice] = *row.answerer;
    sample.modelName = choice.name.isEmpty() ? model.name : choice.name.toStdString();
    sample.modelHash = model.hash;
    sample.versionId = choice.id.toStdString();
    sample.device = model.device;
    sample.dtype = model.dtype;
}

RowState::Phase phaseOf(const std::string& stop) {
    if (stop == "length")
        return RowState::Phase::Length;
    return stop == "cancelled" ? RowState::Phase::Stopped : RowState::Phase::Ended;
}

} // namespace

std::vector<SampledRow> sampledRows(const Generation& generation, const std::string& promptId,
                                    const HelloReply& engine) {
    std::vector<SampledRow> out;
    for (const int i : generation.sampled()) {
        const auto& row = generation.rows()[size_t(i)];
        if (row.result.ids.empty())
            continue;
        SampleRecord sample;
        sample.id = newId();
        sample.promptId = promptId;
        sample.prefix = row.prefix.toStdString();
        sample.text = sample.prefix + row.result.text;
        sample.ids = row.result.ids;
        sample.logprobs = row.result.logprobs;
        sample.parameters = toJson(generation.parameters()[size_t(i)]);
        sample.seed = generation.parameters()[size_t(i)].seed;
        sample.stop = row.result.stop;
        sample.milliseconds = row.result.milliseconds;
        sample.mode = row.result.mode;
        sample.parentId = row.parentId;
        sample.createdAt = nowMilliseconds();
        fillProvenance(sample, row, engine);
        out.push_back({i, std::move(sample)});
    }
    return out;
}

RowState rowOf(const SampleRecord& sample) {
    RowState row;
    row.phase = phaseOf(sample.stop);
    row.text = QString::fromStdString(sample.text);
    row.prefix = QString::fromStdString(sample.prefix);
    row.tokens = int(sample.ids.size());
    row.logprobSum = std::accumulate(sample.logprobs.begin(), sample.logprobs.end(), 0.0);
    row.result.stop = sample.stop;
    row.result.ids = sample.ids;
    row.result.logprobs = sample.logprobs;
    row.result.text = sample.text.substr(std::min(sample.prefix.size(), sample.text.size()));
    row.result.mode = sample.mode;
    row.result.milliseconds = sample.milliseconds;
    row.sampleId = sample.id;
    row.parentId = sample.parentId;
    row.kept = sample.kept;
    row.prompt =
        std::make_shared<StartedReply>(StartedReply{sample.promptIds, sample.renderedPrompt});
    return row;
}

SampleRecorder::SampleRecorder(StoreService& store, QObject* parent)
    : QObject(parent)
    , m_store(store) {}

template <class Work>
void SampleRecorder::submit(int samples, Work work) {
    m_store.submit(std::move(work)).then(this, [this, samples](const Status& status) {
        if (status)
            Q_EMIT recorded(samples);
        else
            Q_EMIT failed(status.error());
    });
}

void SampleRecorder::save(const PromptRecord& prompt, bool isNew,
                          const std::vector<SampleRecord>& samples) {
    submit(int(samples.size()), [prompt, isNew, samples](Store& store) -> Status {
        if (isNew) {
            TB_ASSIGN([[maybe_unused]] const auto stored, store.addPrompt(prompt));
        }
        return store.addSamples(samples);
    });
}

void SampleRecorder::setKept(const std::string& sampleId, bool kept) {
    submit(0, [sampleId, kept](Store& store) -> Status { return store.setKept(sampleId, kept); });
}

void SampleRecorder::setDiscarded(const std::string& sampleId, bool discarded) {
    submit(0, [sampleId, discarded](Store& store) -> Status {
        return discarded ? store.binSample(sampleId, nowMilliseconds()) : store.putBack(sampleId);
    });
}

} // namespace tiebreak
