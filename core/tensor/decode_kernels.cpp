#include "tensor/decode_kernels.h"

#include "tensor/decode_fallback.h"
#include "tensor/row_kernels.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

namespace tiebreak {

namespace {

/// Calls `work` with a null pointer of the element type: float or bfloat16.
template <class Work>
void withType(const at::Tensor& x, Work&& work) {
    if (x.scalar_type() == at::kFloat)
        work(static_cast<float*>(nullptr));
    else if (x.scalar_type() == at::kBFloat16)
        work(static_cast<at::BFloat16*>(nullptr));
    else
        TORCH_CHECK(false, "decoding in ", x.scalar_type(), ": known are float32 and bfloat16");
}

/// Rows worth a thread of their own: below it starting threads costs more than the work.
std::int64_t rowGrain(std::int64_t width) {
    return std::max<std::int64_t>(1, 16384 / width);
}

float* scratchOf(std::int64_t floats) {
    thread_local std::vector<float> scratch;
    if (static_cast<std::int64_t>(scratch.size()) < floats)
        scratch.resize(static_cast<std::size_t>(2 * floats));
    return scratch.data();
}

/// Everything one row needs; T is the element type.
template <class T>
struct DecodeRow {
    T* qkv;    // [(H + 2 K) S]
    T* keys;   // [K, capacity, S]
    T* values; // [K, capacity, S]
    T* out;    // [H S]
    std::int64_t length;
    std::int64_t capacity;
    const float* angles; // [R]

    /// Key head `k` with the query heads it serves.
    void attendHead(const DecodeShape& shape, std::int64_t k) const {
        const auto size = shape.headSize;
        const auto group = shape.heads / shape.keyHeads;
        const auto half = shape.turning / 2;
        T* query = qkv + k * group * size;
        T* key = qkv + (shape.heads + k) * size;
        for (std::int64_t g = 0; g < group && half > 0; ++g)
            kernels::rotate(query + g * size, angles, angles + half, half);
        if (half > 0)
            kernels::rotate(key, angles, angles + half, half);
        const T* value = qkv + (shape.heads + shape.keyHeads + k) * size;
        T* headKeys = keys + k * capacity * size;
        T* headValues = values + k * capacity * size;
        std::copy(key, key + size, headKeys + length * size);
        std::copy(value, value + size, headValues + length * size);
        const auto first = shape.window > 0 ? std::max<std::int64_t>(0, length + 1 - shape.window)
                                            : std::int64_t{0};
        const kernels::HeadSpan span{group, size, length + 1 - first,
                                     static_cast<float>(shape.scale),
                                     static_cast<float>(shape.softCap)};
        kernels::attend(query, headKeys + first * size, headValues + first * size, span,
                        scratchOf(group * (span.tokens + size)), out + k * group * size);
    }
};

template <class T>
void attendAll(at::Tensor& qkv, at::Tensor& keys, at::Tensor& values, at::Tensor& out,
               const std::vector<std::int64_t>& lengths, const at::Tensor& angles,
               const DecodeShape& shape) {
    const auto slot = keys.size(1) * keys.size(2) * keys.size(3);
    T* const qkvData = qkv.mutable_data_ptr<T>();
    T* const keyData = keys.mutable_data_ptr<T>();
    T* const valueData = values.mutable_data_ptr<T>();
    T* const outData = out.mutable_data_ptr<T>();
    const auto* angleData = shape.turning > 0 ? angles.const_data_ptr<float>() : nullptr;
    const auto rows = static_cast<std::int64_t>(lengths.size());
    at::parallel_for(0, rows * shape.keyHeads, 1, [&](std::int64_t begin, std::int64_t end) {
        for (auto task = begin; task < end; ++task) {
            const auto row = task / shape.keyHeads;
            const auto length = lengths[static_cast<std::size_t>(row)];
            const DecodeRow<T> one{qkvData + row * qkv.size(1),
                                   keyData + row * slot,
                                   valueData + row * slot,
                                   outData + row * out.size(1),
                                   length,
                                   keys.size(2),
                                   angleData + length * shape.turning};
            one.attendHead(shape, task % shape.keyHeads);
        }
    });
}

} // namespace

at::Tensor rmsNormRows(const at::Tensor& x, const at::Tensor& weight, double epsilon) {
    if (!x.is_cpu())
        return fallback::rmsNormRows(x, weight, epsilon);
    auto out = at::empty_like(x);
    const auto width = x.size(1);
    withType(x, [&]<class T>(T*) {
        const T* in = x.const_data_ptr<T>();
        T* result = out.mutable_data_ptr<T>();
        const auto overRows = [&](const auto* scale) {
            at::parallel_for(
                0, x.size(0), rowGrain(width), [&](std::int64_t begin, std::int64_t end) {
                    for (auto row = begin; row < end; ++row)
                        kernels::rmsNorm(in + row * width, scale, static_cast<float>(epsilon),
                                         width, result + row * width);
                });
        };
        if (weight.scalar_type() == at::kFloat)
            overRows(weight.const_data_ptr<float>());
        else
            overRows(weight.const_data_ptr<T>());
    });
    return out;
}

at::Tensor swigluRows(const at::Tensor& gateUp) {
    if (!gateUp.is_cpu())
        return fallback::swigluRows(gateUp);
    const auto width = gateUp.size(1) / 2;
    auto out = at::empty({gateUp.size(0), width}, gateUp.options());
    withType(gateUp, [&]<class T>(T*) {
        const T* in = gateUp.const_data_ptr<T>();
        T* result = out.mutable_data_ptr<T>();
        at::parallel_for(0, out.size(0), rowGrain(width),
                         [&](std::int64_t begin, std::int64_t end) {
                             for (auto row = begin; row < end; ++row)
                                 kernels::swiglu(in + 2 * row * width, in + (2 * row + 1) * width,
                                                 width, result + row * width);
                         });
    });
    return out;
}

at::Tensor decodeAttention(at::Tensor& qkv, at::Tensor& keys, at::Tensor& values,
                           const std::vector<std::int64_t>& lengths, const at::Tensor& angles,
                           const DecodeShape& shape) {
    if (!qkv.is_cpu())
        return fallback::decodeAttention(qkv, keys, values, lengths, angles, shape);
    auto out = at::zeros({qkv.size(0), shape.heads * shape.headSize}, qkv.options());
    withType(qkv,
             [&]<class T>(T*) { attendAll<T>(qkv, keys, values, out, lengths, angles, shape); });
    return out;
}

} // namespace tiebreak
