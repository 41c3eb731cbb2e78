// LibTorch's exceptions become a Result at the room's edge. Free functions, any thread.
#pragma once

#include "base/result.h"

#include <exception>
#include <string>
#include <type_traits>

namespace tiebreak {

/// OutOfMemory where LibTorch or the allocator said so, otherwise Internal; `doing` is a verb
/// phrase.
Error torchError(const std::string& doing, const std::exception& exception);

/// Runs `work` and turns what it throws into an Error. `work` returns a value, a Result or nothing.
template <class Work>
auto guardTorch(const std::string& doing, Work&& work) {
    using Value = std::invoke_result_t<Work>;
    constexpr bool kIsResult = requires(Value value) {
        value.error();
    };
    using Returned = std::conditional_t<kIsResult, std::type_identity<Value>,
                                        std::type_identity<Result<Value>>>::type;
    try {
        if constexpr (std::is_void_v<Value>) {
            work();
            return Returned();
        } else {
            return Returned(work());
        }
    } catch (const std::exception& exception) {
        return Returned(torchError(doing, exception));
    }
}

} // namespace tiebreak
