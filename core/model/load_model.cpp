#include "model/load_model.h"

#include "model/weight_loader.h"
#include "model/weight_places.h"
#include "model/weight_source.h"
#include "tensor/torch_error.h"

namespace tiebreak {

namespace {

struct Opened {
    ModelConfig config;
    std::unique_ptr<WeightSource> source;
};

Result<Opened> openGguf(const std::filesystem::path& path) {
    TB_ASSIGN(auto file, GgufFile::open(path));
    TB_ASSIGN(auto config, modelConfigFromGguf(file));
    auto source = ggufSource(std::move(file), config);
    return Opened{std::move(config), std::move(source)};
}

Result<Opened> openFolder(const std::filesystem::path& folder) {
    TB_ASSIGN(auto config, readModelConfig(folder));
    if (isEncoder(config))
        return Error{ErrorCode::Unsupported,
                     "model_type '" + config.architecture +
                         "' is an encoder: it scores texts (the command score) and writes none",
                     {},
                     {}};
    TB_ASSIGN(auto source, safetensorsSource(folder));
    return Opened{std::move(config), std::move(source)};
}

Result<Opened> openModel(const std::filesystem::path& path) {
    if (!std::filesystem::exists(path))
        return Error{ErrorCode::NotFound, "model: no such file or folder", path.string(), {}};
    return std::filesystem::is_directory(path) ? openFolder(path) : openGguf(path);
}

Status checkKeepQuantised(const WeightSource& source, const ModelConfig& config,
                          const LoadOptions& options) {
    if (!options.keepQuantised)
        return {};
    if (!options.device.is_cpu())
        return Error{ErrorCode::BadArgument,
                     "weights 'quantised': on the CPU only, the device is " + options.device.str(),
                     {},
                     {}};
    auto weights = emptyWeights(config);
    for (const auto& place : weightPlaces(weights, config, hfLayout(config.architecture))) {
        TB_ASSIGN(const auto blocks,
                  place.linear ? source.blocks(place.name) : Result(WeightSource::Blocks()));
        if (blocks)
            return {};
    }
    return Error{ErrorCode::BadArgument,
                 "weights 'quantised': no linear layer is stored in blocks of 8 or fewer bits",
                 {},
                 {}};
}

Result<LoadedModel> load(const std::filesystem::path& path, const LoadOptions& options) {
    TB_ASSIGN(auto opened, openModel(path));
    TB_TRY(checkKeepQuantised(*opened.source, opened.config, options));
    const auto dtype = resolveDtype(options.dtype, options.device);
    TB_ASSIGN(auto weights, loadWeights(*opened.source, opened.config, dtype, options));
    auto decoder = std::make_shared<Decoder>(std::move(opened.config), std::move(weights));
    return LoadedModel{std::move(decoder), path, dtype};
}

} // namespace

Result<LoadedModel> loadModel(const std::filesystem::path& path, const LoadOptions& options) {
    auto model = guardTorch("loading " + path.string(), [&] { return load(path, options); });
    if (model || !model.error().path.empty())
        return model;
    Error error = model.error();
    error.path = path.string();
    return error;
}

} // namespace tiebreak
