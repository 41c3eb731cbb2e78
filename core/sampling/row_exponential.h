// The exponential of row passes, and how such passes are compiled for several processors. Inline,
// any thread.
#pragma once

#include <bit>
#include <cstdint>

// Sanitizers start after the resolvers of cloned functions have run.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define TB_VECTOR_CLONES
#else
#define TB_VECTOR_CLONES                                                                           \
    __attribute__((target_clones("default", "avx2,fma", "avx512f"), optimize("O3")))
#endif

namespace tiebreak {

/// Scores that a pass takes side by side.
inline constexpr std::size_t kLanes = 16;

/// e^x for x <= 0 within 2 units in the last place (Cephes' polynomial); 0 below -87.
[[gnu::always_inline]] inline float exponential(float x) {
    constexpr float log2e = 1.44269504088896341F;
    constexpr float ln2High = 0.693359375F;
    constexpr float ln2Low = -2.12194440e-4F;
    constexpr float roundToInteger = 12582912.0F; // 1.5 · 2^23
    const float bounded = x > -87.0F ? x : -87.0F;
    const float n = (bounded * log2e + roundToInteger) - roundToInteger;
    const float r = (bounded - n * ln2High) - n * ln2Low;
    float p = 1.9875691500e-4F;
    p = p * r + 1.3981999507e-3F;
    p = p * r + 8.3334519073e-3F;
    p = p * r + 4.1665795894e-2F;
    p = p * r + 1.6666665459e-1F;
    p = p * r + 5.0000001201e-1F;
    p = p * r * r + r + 1.0F;
    const float scale = std::bit_cast<float>((static_cast<std::int32_t>(n) + 127) << 23);
    return x > -87.0F ? p * scale : 0.0F;
}

} // namespace tiebreak
