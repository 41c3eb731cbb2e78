// A decoder-only transformer over packed rows: no padding, no [B, T, T] masks. Its ModelConfig says
// what it is (Llama, Gemma, GPT-2, …); the same code serves training (autograd, LoRA) and sampling
// (KV cache, packed weights). One thread drives one decoder.
//
// Number types as in transformers: weights and activations in the model's dtype, normalisation,
// rotary angles and softmax in float32.
//
// Errors: functions that take tokens throw c10::Error on a bug or lack of memory; callers at a
// room's edge wrap them with guardTorch(). What comes from outside is checked before with
// validate().
#pragma once

#include "base/result.h"
#include "model/decoder_weights.h"
#include "model/kv_cache.h"
#include "model/model_config.h"
#include "model/packed_input.h"
#include "model/rotary.h"
#include "tensor/decode_kernels.h"

#include <ATen/core/Tensor.h>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tiebreak {

class InferenceWeights;
struct InferenceLayer;

struct StepOptions {
    /// Above 0: every product of a step runs over exactly this many rows (filled up with rows that
    /// count for nothing), so a row's numbers do not depend on what else decodes. 0: as many rows
    /// as there are.
    std::int64_t fixedWidth = 0;
};

class Decoder {
public:
    Decoder(ModelConfig config, DecoderWeights weights);
    ~Decoder();
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    const ModelConfig& config() const { return m_config; }
    /// Of activations and, unless they train, weights.
    c10::ScalarType dtype() const { return m_dtype; }
    c10::Device device() const;

    // — over packed rows, with autograd where something is trainable —

    /// After the final norm. // [N, D]
    /// `everyLayer` gets the embedding output and the output of each layer but the last, then the
    /// result: L + 1 tensors [N, D].
    at::Tensor hiddenStates(const PackedInput& input,
                            std::vector<at::Tensor>* everyLayer = nullptr) const;
    /// In the model's dtype. `hidden` [M, D] → [M, V], or the scores [M, labels] of a classifier.
    at::Tensor logits(const at::Tensor& hidden) const;

    // — with a cache, no gradient —

    /// Weights fused and laid out for `width` rows a step, adapter merged in while it is enabled.
    /// Without it prefill() and step() use the plain layers. Call again after training changed
    /// something.
    /// Plain weights that are released give their memory back as they are packed: the decoder then
    /// only samples, with the adapter as it is. Quantised ones stay as they are.
    enum class PlainWeights { Keep, Release };
    void packForInference(std::int64_t width, PlainWeights plain = PlainWeights::Keep);
    void dropInferenceWeights();
    KvCache makeCache(std::int64_t rows, std::int64_t length) const;
    /// Appends `ids` [P] to row `row`; logits after the last of them, float32. // [V]
    /// `everyLogit` gets all of them, float32. // [P, V]
    at::Tensor prefill(const at::Tensor& ids, KvCache& cache, std::int64_t row,
                       at::Tensor* everyLogit = nullptr) const;
    /// One more token for every row of the cache: `ids` [W] int64 → float32 logits // [W, V]
    at::Tensor step(const at::Tensor& ids, KvCache& cache, const StepOptions& options = {}) const;

    // — what trains —

    /// Dropout counts only while training.
    void setTraining(bool training) { m_training = training; }
    bool training() const { return m_training; }
    /// On: hiddenStates() keeps no activations inside a layer but computes it again on the way
    /// back.
    void setRecompute(bool recompute) { m_recompute = recompute; }
    /// Off: the base model, as the reference of DPO and PPO. Drops inference weights when it
    /// changes.
    void setAdapterEnabled(bool enabled);
    bool adapterEnabled() const { return m_adapterEnabled; }
    bool hasAdapter() const;
    /// All weights become float32 leaves that require a gradient; products stay in the dtype they
    /// were.
    void makeTrainable();
    /// Tensors that require a gradient: PEFT names for adapters, Hugging Face names for weights.
    NamedTensors trainableParameters() const;
    /// The adapters' matrices under their PEFT names.
    NamedTensors adapterTensors() const;
    /// All weights under their Hugging Face names, `lm_head.weight` only when not tied.
    NamedTensors namedWeights() const;

    DecoderWeights& weights() { return m_weights; }
    const DecoderWeights& weights() const { return m_weights; }

private:
    /// Query [N, H, S], key and value [N, K, S].
    struct Heads {
        at::Tensor query, key, value;
    };

    at::Tensor embed(const at::Tensor& ids, const at::Tensor& positions) const;
    at::Tensor linear(const Linear& layer, const at::Tensor& x) const;
    at::Tensor norm(const at::Tensor& x, const Norm& norm) const;
    at::Tensor normScale(const Norm& norm) const;
    at::Tensor inHeadOrder(const at::Tensor& queryKeyValue) const;
    at::Tensor softCapped(const at::Tensor& logits) const;
    Heads project(const DecoderLayer& layer, const at::Tensor& x) const;
    at::Tensor attend(std::size_t index, const at::Tensor& x, const PackedInput& input,
                      const std::vector<Angles>& angles) const;
    at::Tensor feedForward(const DecoderLayer& layer, const at::Tensor& x) const;
    at::Tensor layerForward(std::size_t index, const at::Tensor& x, const PackedInput& input,
                            const std::vector<Angles>& angles) const;
    std::vector<Angles> anglesOf(const at::Tensor& positions, std::int64_t length) const;

    /// Mixes a layer's `queryKeyValue` [M, (H + 2 K) S] over the tokens so far. // [M, H S]
    using Mix = std::function<at::Tensor(std::size_t index, at::Tensor& queryKeyValue)>;
    at::Tensor runLayers(at::Tensor x, const Mix& mix) const;
    void finishLayer(at::Tensor& x, at::Tensor attended, std::size_t index) const;
    at::Tensor normRows(const at::Tensor& x, const Norm& norm) const;
    void normHeads(at::Tensor& queryKeyValue, const DecoderLayer& layer) const;
    at::Tensor prefillAttention(at::Tensor& qkv, KvCache& cache, std::size_t index,
                                std::int64_t row, const std::vector<Angles>& angles) const;
    at::Tensor fill(const at::Tensor& ids, KvCache& cache, std::int64_t row,
                    std::int64_t length) const;
    bool anglesChange(std::int64_t before, std::int64_t after, bool atOnce) const;
    void turnAnew(KvCache& cache) const;
    at::Tensor decodeFeedForward(const InferenceLayer& fast, const at::Tensor& x) const;
    at::Tensor decodeRows(const at::Tensor& ids, KvCache& cache, std::int64_t firstRow,
                          std::int64_t rows) const;
    at::Tensor decodeLogits(const at::Tensor& x) const;

    ModelConfig m_config;
    DecoderWeights m_weights;
    std::vector<Rotary> m_rotaries;    // as the configuration lists them
    std::vector<DecodeShape> m_shapes; // one a layer
    c10::ScalarType m_dtype;
    bool m_training = false;
    bool m_recompute = false;
    bool m_adapterEnabled = true;
    bool m_plainReleased = false;
    std::shared_ptr<InferenceWeights> m_inference;
};

} // namespace tiebreak
