// What a self-test found: one line a check, each with its number and the limit it had to keep.
// Plain values, any thread.
#pragma once

#include "base/result.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace tiebreak {

struct SelfTestCheck {
    std::string name;      ///< snake_case, stable: scripts and the window look for it
    double difference = 0; ///< measured, 0 where all is exact
    double limit = 0;      ///< the largest difference that passes
    std::string note;      ///< what was compared with what, in words; the error where it failed
    ErrorCode code = ErrorCode::Internal; ///< of the error when it does not pass
    /// NaN never passes.
    bool ok() const { return difference <= limit; }
};

struct SelfTestReport {
    std::vector<SelfTestCheck> checks;
    bool ok() const;
    /// An error of its code, naming the first check that failed, its number and its limit.
    Status status() const;
};

/// {"name","difference","limit","ok","note"}; a number that is not finite becomes its name.
nlohmann::json toJson(const SelfTestCheck& check);
/// {"format":1,"ok","checks":[…]}
nlohmann::json toJson(const SelfTestReport& report);
/// One line for people: "ok    chunked_equals_dense  1.2e-07 of 1e-04: …".
std::string toText(const SelfTestCheck& check);

} // namespace tiebreak
