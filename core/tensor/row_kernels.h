// The innermost loops, one row or head at a time, compiled for several processors and chosen at
// start. Plain pointers, no allocation, any thread.
#pragma once

#include <c10/util/BFloat16.h>
#include <cstdint>

namespace tiebreak::kernels {

void rmsNorm(const float* x, const float* weight, float epsilon, std::int64_t width, float* out);
void rmsNorm(const c10::BFloat16* x, const c10::BFloat16* weight, float epsilon, std::int64_t width,
             c10::BFloat16* out);
void rmsNorm(const c10::BFloat16* x, const float* weight, float epsilon, std::int64_t width,
             c10::BFloat16* out);

void swiglu(const float* gate, const float* up, std::int64_t width, float* out);
void swiglu(const c10::BFloat16* gate, const c10::BFloat16* up, std::int64_t width,
            c10::BFloat16* out);

/// Gradients of the two above: `incoming` is that of their result.
void rmsNormBackward(const float* x, const float* weight, const float* incoming, float epsilon,
                     std::int64_t width, float* toX);
void rmsNormBackward(const c10::BFloat16* x, const c10::BFloat16* weight,
                     const c10::BFloat16* incoming, float epsilon, std::int64_t width,
                     c10::BFloat16* toX);
void rmsNormBackward(const c10::BFloat16* x, const float* weight, const c10::BFloat16* incoming,
                     float epsilon, std::int64_t width, c10::BFloat16* toX);
void swigluBackward(const float* gate, const float* up, const float* incoming, std::int64_t width,
                    float* toGate, float* toUp);
void swigluBackward(const c10::BFloat16* gate, const c10::BFloat16* up,
                    const c10::BFloat16* incoming, std::int64_t width, c10::BFloat16* toGate,
                    c10::BFloat16* toUp);

/// x [S] turned in place; `cosine` and `sine` [S / 2].
void rotate(float* x, const float* cosine, const float* sine, std::int64_t half);
void rotate(c10::BFloat16* x, const float* cosine, const float* sine, std::int64_t half);

/// `group` query heads [group, S] over one key head's `keys`, `values` [tokens, S] → [group, S].
/// `scratch` holds group * tokens + group * S floats.
struct HeadSpan {
    std::int64_t group;
    std::int64_t headSize;
    std::int64_t tokens;
    float scale;   ///< on query · key
    float softCap; ///< scores become cap · tanh(score / cap); 0: they stay
};
void attend(const float* query, const float* keys, const float* values, HeadSpan span,
            float* scratch, float* out);
void attend(const c10::BFloat16* query, const c10::BFloat16* keys, const c10::BFloat16* values,
            HeadSpan span, float* scratch, c10::BFloat16* out);

} // namespace tiebreak::kernels
