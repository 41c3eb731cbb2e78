#include "tensor/row_kernels.h"

#include <bit>
#include <cmath>

// Each entry point below is compiled for three processors and the best is chosen when the program
// starts; the templates are inlined into them, so their loops are vectorised for each. Thread
// sanitizer starts too late for that choice.
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
#define TB_CLONES
#else
#define TB_CLONES __attribute__((target_clones("arch=skylake-avx512", "arch=haswell", "default")))
#endif
#define TB_INLINE __attribute__((always_inline)) inline

namespace tiebreak::kernels {

namespace {

using c10::BFloat16;

TB_INLINE float load(const float* p) {
    return *p;
}
TB_INLINE float load(const BFloat16* p) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(p->x) << 16);
}
TB_INLINE void store(float value, float* p) {
    *p = value;
}
/// To the nearest, ties to even; NaN stays NaN.
TB_INLINE void store(float value, BFloat16* p) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t rounded = (bits + 0x7FFFu + ((bits >> 16) & 1u)) >> 16;
    p->x = static_cast<std::uint16_t>(value != value ? 0x7FC0u : rounded);
}

/// e^x for x ≤ 88, within 2 units in the last place: 2^n · p(r), |r| ≤ ln 2 / 2, Taylor to the
/// sixth power.
TB_INLINE float exponential(float x) {
    x = x < -87.0f ? -87.0f : x > 88.0f ? 88.0f : x;
    const float n = __builtin_nearbyintf(x * 1.44269504f);
    const float r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
    float p = 1.0f / 720.0f;
    p = p * r + 1.0f / 120.0f;
    p = p * r + 1.0f / 24.0f;
    p = p * r + 1.0f / 6.0f;
    p = p * r + 0.5f;
    p = p * r + 1.0f;
    p = p * r + 1.0f;
    const auto scale = static_cast<std::uint32_t>(static_cast<std::int32_t>(n) + 127) << 23;
    return p * std::bit_cast<float>(scale);
}

template <class T, class W>
TB_INLINE void rmsNormOf(const T* x, const W* weight, float epsilon, std::int64_t width, T* out) {
    float squares = 0;
    for (std::int64_t i = 0; i < width; ++i)
        squares += load(x + i) * load(x + i);
    const float scale = 1.0f / std::sqrt(squares / static_cast<float>(width) + epsilon);
    for (std::int64_t i = 0; i < width; ++i)
        store(load(x + i) * scale * load(weight + i), out + i);
}

template <class T>
TB_INLINE void swigluOf(const T* gate, const T* up, std::int64_t width, T* out) {
    for (std::int64_t i = 0; i < width; ++i) {
        const float g = load(gate + i);
        store(g / (1.0f + exponential(-g)) * load(up + i), out + i);
    }
}

/// With r = rsqrt(mean(x²) + ε) and g = weight · incoming: r g − x r³ mean(g x).
template <class T, class W>
TB_INLINE void rmsNormBackwardOf(const T* x, const W* weight, const T* incoming, float epsilon,
                                 std::int64_t width, T* toX) {
    float squares = 0, along = 0;
    for (std::int64_t i = 0; i < width; ++i) {
        squares += load(x + i) * load(x + i);
        along += load(x + i) * load(weight + i) * load(incoming + i);
    }
    const float scale = 1.0f / std::sqrt(squares / static_cast<float>(width) + epsilon);
    const float pull = along / static_cast<float>(width) * scale * scale;
    for (std::int64_t i = 0; i < width; ++i)
        store(scale * (load(weight + i) * load(incoming + i) - load(x + i) * pull), toX + i);
}

/// d silu(g) / dg = σ (1 + g (1 − σ)).
template <class T>
TB_INLINE void swigluBackwardOf(const T* gate, const T* up, const T* incoming, std::int64_t width,
                                T* toGate, T* toUp) {
    for (std::int64_t i = 0; i < width; ++i) {
        const float g = load(gate + i), y = load(incoming + i);
        const float sigmoid = 1.0f / (1.0f + exponential(-g));
        store(y * load(up + i) * sigmoid * (1.0f + g * (1.0f - sigmoid)), toGate + i);
        store(y * g * sigmoid, toUp + i);
    }
}

template <class T>
TB_INLINE void rotateOf(T* x, const float* cosine, const float* sine, std::int64_t half) {
    for (std::int64_t i = 0; i < half; ++i) {
        const float first = load(x + i), second = load(x + half + i);
        store(first * cosine[i] - second * sine[i], x + i);
        store(second * cosine[i] + first * sine[i], x + half + i);
    }
}

template <class T>
TB_INLINE float dot(const float* a, const T* b, std::int64_t count) {
    float sum = 0;
    for (std::int64_t i = 0; i < count; ++i)
        sum += a[i] * load(b + i);
    return sum;
}

/// Scores become weights that sum to 1.
TB_INLINE void softmax(float* scores, std::int64_t count) {
    float most = scores[0];
    for (std::int64_t i = 1; i < count; ++i)
        most = scores[i] > most ? scores[i] : most;
    float sum = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        scores[i] = exponential(scores[i] - most);
        sum += scores[i];
    }
    const float scale = 1.0f / sum;
    for (std::int64_t i = 0; i < count; ++i)
        scores[i] *= scale;
}

/// cap · tanh(x / cap), with tanh y = 1 − 2 / (1 + e^{2 y}).
TB_INLINE void softCap(float* scores, std::int64_t count, float cap) {
    const float inverse = 2.0f / cap;
    for (std::int64_t i = 0; i < count; ++i)
        scores[i] = cap * (1.0f - 2.0f / (1.0f + exponential(scores[i] * inverse)));
}

template <class T>
TB_INLINE void attendOf(const T* query, const T* keys, const T* values, HeadSpan span,
                        float* scratch, T* out) {
    const auto [group, size, tokens, scale, cap] = span;
    float* sums =
        scratch + group * tokens; // [group, S]: the scaled queries first, the results after
    for (std::int64_t i = 0; i < group * size; ++i)
        sums[i] = load(query + i) * scale;
    for (std::int64_t t = 0; t < tokens; ++t)
        for (std::int64_t g = 0; g < group; ++g)
            scratch[g * tokens + t] = dot(sums + g * size, keys + t * size, size);
    if (cap > 0)
        softCap(scratch, group * tokens, cap);
    for (std::int64_t g = 0; g < group; ++g)
        softmax(scratch + g * tokens, tokens);
    for (std::int64_t i = 0; i < group * size; ++i)
        sums[i] = 0;
    for (std::int64_t t = 0; t < tokens; ++t)
        for (std::int64_t g = 0; g < group; ++g) {
            const float weight = scratch[g * tokens + t];
            for (std::int64_t i = 0; i < size; ++i)
                sums[g * size + i] += weight * load(values + t * size + i);
        }
    for (std::int64_t i = 0; i < group * size; ++i)
        store(sums[i], out + i);
}

} // namespace

TB_CLONES void rmsNorm(const float* x, const float* weight, float epsilon, std::int64_t width,
                       float* out) {
    rmsNormOf(x, weight, epsilon, width, out);
}
TB_CLONES void rmsNorm(const BFloat16* x, const BFloat16* weight, float epsilon, std::int64_t width,
                       BFloat16* out) {
    rmsNormOf(x, weight, epsilon, width, out);
}
TB_CLONES void rmsNorm(const BFloat16* x, const float* weight, float epsilon, std::int64_t width,
                       BFloat16* out) {
    rmsNormOf(x, weight, epsilon, width, out);
}
TB_CLONES void swiglu(const float* gate, const float* up, std::int64_t width, float* out) {
    swigluOf(gate, up, width, out);
}
TB_CLONES void swiglu(const BFloat16* gate, const BFloat16* up, std::int64_t width, BFloat16* out) {
    swigluOf(gate, up, width, out);
}
TB_CLONES void rmsNormBackward(const float* x, const float* weight, const float* incoming,
                               float epsilon, std::int64_t width, float* toX) {
    rmsNormBackwardOf(x, weight, incoming, epsilon, width, toX);
}
TB_CLONES void rmsNormBackward(const BFloat16* x, const BFloat16* weight, const BFloat16* incoming,
                               float epsilon, std::int64_t width, BFloat16* toX) {
    rmsNormBackwardOf(x, weight, incoming, epsilon, width, toX);
}
TB_CLONES void rmsNormBackward(const BFloat16* x, const float* weight, const BFloat16* incoming,
                               float epsilon, std::int64_t width, BFloat16* toX) {
    rmsNormBackwardOf(x, weight, incoming, epsilon, width, toX);
}
TB_CLONES void swigluBackward(const float* gate, const float* up, const float* incoming,
                              std::int64_t width, float* toGate, float* toUp) {
    swigluBackwardOf(gate, up, incoming, width, toGate, toUp);
}
TB_CLONES void swigluBackward(const BFloat16* gate, const BFloat16* up, const BFloat16* incoming,
                              std::int64_t width, BFloat16* toGate, BFloat16* toUp) {
    swigluBackwardOf(gate, up, incoming, width, toGate, toUp);
}
TB_CLONES void rotate(float* x, const float* cosine, const float* sine, std::int64_t half) {
    rotateOf(x, cosine, sine, half);
}
TB_CLONES void rotate(BFloat16* x, const float* cosine, const float* sine, std::int64_t half) {
    rotateOf(x, cosine, sine, half);
}
TB_CLONES void attend(const float* query, const float* keys, const float* values, HeadSpan span,
                      float* scratch, float* out) {
    attendOf(query, keys, values, span, scratch, out);
}
TB_CLONES void attend(const BFloat16* query, const BFloat16* keys, const BFloat16* values,
                      HeadSpan span, float* scratch, BFloat16* out) {
    attendOf(query, keys, values, span, scratch, out);
}

} // namespace tiebreak::kernels
