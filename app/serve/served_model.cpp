#include "serve/served_model.h"

#include "commands/model_facts.h"

#include "base/sha256.h"
#include "files/gguf.h"
#include "tensor/dtype.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <map>
#include <utility>

namespace tiebreak {

namespace {

constexpr std::int64_t kMostRows = 16;        // rows that decode together
constexpr std::int64_t kKeptBytes = 96 << 20; // of prompts and responses, for branches

/// Size and time of change, so that a file written anew is another model.
std::string stampOf(const std::filesystem::path& path) {
    std::error_code none;
    const auto time = std::filesystem::last_write_time(path, none);
    const auto size = std::filesystem::is_regular_file(path, none)
                          ? std::filesystem::file_size(path, none)
                          : std::uintmax_t(0);
    return std::filesystem::weakly_canonical(path, none).string() + "|" +
           std::to_string(time.time_since_epoch().count()) + "|" + std::to_string(size);
}

std::int64_t parameterCount(const Decoder& decoder) {
    std::int64_t count = 0;
    for (const auto& [name, tensor] : decoder.namedWeights())
        count += tensor.numel();
    return count;
}

/// What most bytes of a GGUF are stored as, and the model's name.
struct FileFacts {
    std::string name;
    std::string weights;
};

FileFacts factsOf(const std::filesystem::path& path, const std::string& dtype) {
    // What a GGUF calls itself is often a training run's name; people know the file's.
    FileFacts facts{shownModelName(path), dtype};
    if (std::filesystem::is_directory(path))
        return facts;
    const auto file = GgufFile::open(path);
    if (!file)
        return facts;
    std::map<std::string, std::size_t> bytes;
    for (const TensorSpan& tensor : file->tensors())
        bytes[tensorFormatName(tensor.format)] += tensor.bytes.size();
    const auto most =
        std::max_element(bytes.begin(), bytes.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most != bytes.end())
        facts.weights = most->first;
    return facts;
}

/// With an adapter the identity is that of both.
Result<std::string> identityOf(const LoadRequest& request) {
    TB_ASSIGN(std::string hash, modelHash(request.model));
    if (request.adapter.empty())
        return hash;
    TB_ASSIGN(const std::string adapter,
              sha256OfFile(std::filesystem::path(request.adapter) / "adapter_model.safetensors"));
    return sha256Hex(hash + "\n" + adapter);
}

Result<LoadedReply> describe(const LoadRequest& request, const EngineModel& engine) {
    LoadedReply reply;
    reply.model = modelKey(request);
    TB_ASSIGN(reply.hash, identityOf(request));
    reply.dtype = dtypeName(engine.model.dtype);
    const FileFacts facts = factsOf(request.model, reply.dtype);
    reply.name = facts.name;
    reply.weights = facts.weights;
    reply.architecture = engine.model.config().architecture;
    reply.parameters = parameterCount(*engine.model.decoder);
    reply.context = engine.model.config().context;
    reply.device = engine.model.decoder->device().str();
    reply.hasTemplate = engine.text.chatTemplate.has_value();
    reply.threads = engine.threads;
    return reply;
}

} // namespace

Status ServedModel::generate(std::int64_t id, std::vector<TokenId> prompt,
                             const GenerateRequest& request) {
    TB_TRY(batch(request.repeatable).add(id, std::move(prompt), request.rows));
    m_running.push_back(id);
    return {};
}

BatchGenerator& ServedModel::batch(bool repeatable) {
    auto& generator = m_batches[repeatable ? 1 : 0].generator;
    if (!generator)
        generator.emplace(m_engine.model.decoder, m_engine.text.tokenizer,
                          GeneratorOptions{kMostRows, repeatable, kKeptBytes});
    return *generator;
}

Status ServedModel::inspect(std::int64_t id, std::vector<TokenId> prompt,
                            const InspectRequest& request) {
    TB_ASSIGN(auto job, batch(false).inspect(std::move(prompt), request.ids, request.parameters,
                                             request.top));
    m_inspections.push_back({id, std::move(job)});
    m_running.push_back(id);
    return {};
}

bool ServedModel::cancel(std::int64_t id) {
    for (Batch& batch : m_batches)
        if (batch.generator)
            batch.generator->cancel(id);
    const bool ended = std::erase_if(m_inspections, [id](const auto& inspection) {
                           return inspection.id == id;
                       }) > 0;
    if (ended)
        std::erase(m_running, id);
    return ended;
}

std::vector<ServedModel::Look> ServedModel::look() {
    std::vector<Look> looks;
    for (Inspection& inspection : m_inspections) {
        looks.push_back({inspection.id, inspection.job->step()});
        looks.back().last = !looks.back().reply || inspection.job->finished();
    }
    for (const Look& look : looks)
        if (look.last) {
            std::erase_if(m_inspections, [&](const auto& i) { return i.id == look.id; });
            std::erase(m_running, look.id);
        }
    return looks;
}

bool ServedModel::idle() const {
    return m_inspections.empty() &&
           std::all_of(std::begin(m_batches), std::end(m_batches), [](const Batch& batch) {
               return !batch.generator || batch.generator->idle();
           });
}

std::vector<ServedModel::Step> ServedModel::step() {
    std::vector<Step> steps;
    for (Batch& batch : m_batches) {
        if (!batch.generator || batch.generator->idle())
            continue;
        steps.push_back({batch.mode, batch.generator->step()});
        forgetDone(steps.back().events);
    }
    return steps;
}

std::vector<std::int64_t> ServedModel::takeRunning() {
    m_inspections.clear();
    for (Batch& batch : m_batches) // after an error its cache may be half written
        batch.generator.reset();
    return std::exchange(m_running, {});
}

void ServedModel::forgetDone(const Result<StepEvents>& events) {
    if (!events)
        return;
    const auto over = [&](std::int64_t id) {
        const auto& done = events->done;
        return std::find(done.begin(), done.end(), id) != done.end() ||
               std::any_of(events->failed.begin(), events->failed.end(),
                           [id](const auto& failed) { return failed.first == id; });
    };
    std::erase_if(m_running, over);
}

std::string modelKey(const LoadRequest& request) {
    const std::string adapter = request.adapter.empty() ? "" : stampOf(request.adapter);
    return sha256Hex(stampOf(request.model) + "\n" + adapter + "\n" + request.dtype + "\n" +
                     request.device)
        .substr(0, 16);
}

Result<std::unique_ptr<ServedModel>>
loadServedModel(const LoadRequest& request, std::function<void(const char*, double)> progress,
                std::function<bool()> cancelled) {
    EngineModelOptions options;
    options.model = request.model;
    options.adapter = request.adapter;
    options.compute.dtype = request.dtype;
    options.compute.device = request.device;
    options.compute.threads = request.threads;
    options.progress = std::move(progress);
    options.cancelled = std::move(cancelled);
    TB_ASSIGN(EngineModel engine, loadEngineModel(options));
    TB_ASSIGN(LoadedReply description, describe(request, engine));
    return std::make_unique<ServedModel>(std::move(engine), std::move(description));
}

} // namespace tiebreak
