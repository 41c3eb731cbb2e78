#include "model/forward_file.h"

#include "files/safetensors.h"
#include "model/sequence_classifier.h"
#include "tensor/span_tensor.h"
#include "tensor/torch_error.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

namespace tiebreak {

namespace {

struct Batch {
    at::Tensor ids;       // [B, T]
    at::Tensor mask;      // [B, T] bool, true counts
    at::Tensor positions; // [B, T]
    at::Tensor types;     // [B, T]
    bool positionsGiven = false;
};

Error broken(const std::string& message) {
    return {ErrorCode::BadFile, message, {}, {}};
}

/// A [B, T] tensor of whole numbers, or undefined where there is none of that name.
Result<at::Tensor> readGrid(const SafetensorsFile& file, const std::string& name) {
    const auto* span = file.find(name);
    if (span == nullptr)
        return at::Tensor();
    TB_ASSIGN(const auto tensor, tensorFromSpan(*span, file.file().owner()));
    if (tensor.dim() != 2 || tensor.numel() == 0 || tensor.is_floating_point())
        return broken("tensor '" + name + "': must be [B, T] whole numbers, at least one");
    return tensor.to(at::kLong);
}

Result<Batch> readBatch(const SafetensorsFile& file) {
    Batch batch;
    TB_ASSIGN(batch.ids, readGrid(file, "input_ids"));
    if (!batch.ids.defined())
        return broken("tensor 'input_ids': not in the file");
    TB_ASSIGN(auto mask, readGrid(file, "attention_mask"));
    batch.mask = mask.defined() ? mask.ne(0) : at::ones_like(batch.ids, at::kBool);
    TB_ASSIGN(batch.positions, readGrid(file, "position_ids"));
    if (batch.mask.sizes() != batch.ids.sizes())
        return broken("tensor 'attention_mask': shape differs from input_ids");
    batch.positionsGiven = batch.positions.defined();
    if (!batch.positionsGiven)
        batch.positions = (batch.mask.cumsum(1) - 1).clamp_min(0);
    if (batch.positions.sizes() != batch.ids.sizes())
        return broken("tensor 'position_ids': shape differs from input_ids");
    TB_ASSIGN(const auto types, readGrid(file, "token_type_ids"));
    batch.types = types.defined() ? types : at::zeros_like(batch.ids);
    if (batch.types.sizes() != batch.ids.sizes())
        return broken("tensor 'token_type_ids': shape differs from input_ids");
    if (!batch.mask.any().item<bool>())
        return broken("tensor 'attention_mask': no token counts");
    return batch;
}

PackedInput pack(const Batch& batch, c10::Device device) {
    PackedInput input;
    input.ids = batch.ids.masked_select(batch.mask).to(device);             // [N]
    input.positions = batch.positions.masked_select(batch.mask).to(device); // [N]
    const auto counts = batch.mask.sum(1).contiguous();                     // [B]
    for (std::int64_t row = 0; row < counts.size(0); ++row)
        if (const auto count = counts[row].item<std::int64_t>(); count > 0)
            input.rows.push_back({count, {}});
    return input;
}

/// Values of the packed tokens back in their places. [N, X] → [B, T, X] float32
at::Tensor unpack(const at::Tensor& values, const at::Tensor& mask) {
    const auto flat = values.to(at::kCPU, at::kFloat);
    auto grid = at::zeros({mask.size(0), mask.size(1), flat.size(1)}, at::kFloat);
    grid.view({-1, flat.size(1)}).index_put_({mask.view({-1})}, flat);
    return grid;
}

Status write(const std::filesystem::path& path, const NamedTensors& tensors) {
    std::vector<TensorSpan> spans;
    for (const auto& [name, tensor] : tensors) {
        TB_ASSIGN(auto span, spanOfTensor(name, tensor));
        spans.push_back(std::move(span));
    }
    return writeSafetensors(path, spans);
}

/// One line of scores for each row that has tokens; a row without has zeros. // [B, labels]
at::Tensor unpackRows(const at::Tensor& scores, const at::Tensor& mask) {
    const auto flat = scores.to(at::kCPU, at::kFloat);
    auto rows = at::zeros({mask.size(0), flat.size(1)}, at::kFloat);
    rows.index_put_({mask.any(1)}, flat);
    return rows;
}

void addHiddenStates(const std::vector<at::Tensor>& layers, const at::Tensor& mask,
                     NamedTensors& out) {
    for (std::size_t i = 0; i < layers.size(); ++i)
        out.emplace_back("hidden_" + std::to_string(i), unpack(layers[i], mask)); // [B, T, D]
}

Result<NamedTensors> compute(const Decoder& decoder, const Batch& batch, bool hiddenStates) {
    const c10::NoGradGuard noGradient;
    const auto input = pack(batch, decoder.device());
    const auto& config = decoder.config();
    TB_TRY(validate(input, config.vocabulary, config.context));
    std::vector<at::Tensor> layers;
    const auto hidden = decoder.hiddenStates(input, hiddenStates ? &layers : nullptr);
    const auto mask = batch.mask.contiguous();
    NamedTensors out;
    if (config.labels > 0) {
        const auto scored = hidden.index_select(0, scoredTokens(input, config));
        out = {{"logits", unpackRows(decoder.logits(scored), mask)}}; // [B, labels]
    } else {
        out = {{"logits", unpack(decoder.logits(hidden), mask)}}; // [B, T, V]
    }
    addHiddenStates(layers, mask, out);
    return out;
}

Result<NamedTensors> compute(const Encoder& encoder, const Batch& batch, bool hiddenStates) {
    EncoderInput input{pack(batch, encoder.device()),
                       batch.types.masked_select(batch.mask).to(encoder.device())};
    if (!batch.positionsGiven) // given ones are places in the table, as in transformers
        input.rows.positions += encoder.config().firstPosition;
    TB_TRY(validate(input, encoder.config()));
    std::vector<at::Tensor> layers;
    const auto hidden = encoder.hiddenStates(input, hiddenStates ? &layers : nullptr);
    const auto mask = batch.mask.contiguous();
    NamedTensors out{{"logits", unpackRows(encoder.scores(hidden, input.rows.rows), mask)}};
    addHiddenStates(layers, mask, out);
    return out;
}

template <class Model>
Status computeFile(const Model& model, const std::filesystem::path& input,
                   const std::filesystem::path& output, bool hiddenStates) {
    TB_ASSIGN(const auto file, SafetensorsFile::open(input));
    const auto batch = guardTorch("reading the batch", [&] { return readBatch(file); });
    if (!batch)
        return Error{batch.error().code, batch.error().message, input.string(), {}};
    TB_ASSIGN(const auto tensors,
              guardTorch("computing", [&] { return compute(model, *batch, hiddenStates); }));
    return write(output, tensors);
}

} // namespace

Status forwardFile(const Decoder& decoder, const std::filesystem::path& input,
                   const std::filesystem::path& output, bool hiddenStates) {
    return computeFile(decoder, input, output, hiddenStates);
}

Status forwardFile(const Encoder& encoder, const std::filesystem::path& input,
                   const std::filesystem::path& output, bool hiddenStates) {
    return computeFile(encoder, input, output, hiddenStates);
}

} // namespace tiebreak
