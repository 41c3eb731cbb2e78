#include "tensor/dtype.h"

#include "base/clock.h"

#include <ATen/ops/linear.h>
#include <ATen/ops/randn.h>
#include <c10/core/InferenceMode.h>

namespace tiebreak {

namespace {

/// Seconds of the fastest of a few products of the size a small model decodes with.
double productSeconds(c10::ScalarType dtype) {
    const c10::InferenceMode noGradient;
    const auto weight = at::randn({1024, 1024}).to(dtype);
    const auto input = at::randn({64, 1024}).to(dtype);
    double best = 1e9;
    for (int round = 0; round < 5; ++round) {
        const double start = monotonicSeconds();
        at::linear(input, weight);
        best = std::min(best, monotonicSeconds() - start);
    }
    return best;
}

c10::ScalarType fasterOnProcessor() {
    static const auto faster = productSeconds(c10::kBFloat16) < 0.9 * productSeconds(c10::kFloat)
                                   ? c10::kBFloat16
                                   : c10::kFloat;
    return faster;
}

} // namespace

Result<DtypeChoice> parseDtype(const std::string& text) {
    if (text == "auto" || text.empty())
        return DtypeChoice::Auto;
    if (text == "float32")
        return DtypeChoice::Float32;
    if (text == "bfloat16")
        return DtypeChoice::BFloat16;
    return Error{
        ErrorCode::BadArgument, "dtype '" + text + "': known are float32, bfloat16, auto", {}, {}};
}

const char* dtypeName(c10::ScalarType dtype) {
    return dtype == c10::kBFloat16 ? "bfloat16" : dtype == c10::kHalf ? "float16" : "float32";
}

c10::ScalarType resolveDtype(DtypeChoice choice, c10::Device device) {
    if (choice == DtypeChoice::Float32)
        return c10::kFloat;
    if (choice == DtypeChoice::BFloat16 || device.is_cuda())
        return c10::kBFloat16;
    return fasterOnProcessor();
}

} // namespace tiebreak
