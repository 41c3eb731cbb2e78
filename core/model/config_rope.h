// Reading how a model's rotary angles are made out of config.json: `rope_parameters` of
// transformers 5, or `rope_theta` beside `rope_scaling` of transformers 4. Free functions, any
// thread.
#pragma once

#include "model/model_config.h"

namespace tiebreak {

/// What an architecture presumes where its configuration is silent.
struct RopeDefaults {
    double theta = 10000;
    std::optional<double> partial;    ///< share of a head that turns; none: all, and no key says
    std::int64_t originalContext = 0; ///< 0: the context
};

/// `rope_scaling` where it is given, else `rope_parameters`, else an empty object.
nlohmann::json ropeObject(const nlohmann::json& config);
/// One set of angles for heads of `model.headSize`: keys of `rope`, else of `config`, else the
/// defaults. Raises `model.context` to what the stretching reaches.
Result<RotaryConfig> readRotary(const nlohmann::json& config, const nlohmann::json& rope,
                                const RopeDefaults& defaults, ModelConfig& model);
/// `rope_parameters`, and the same for transformers 4 in `rope_scaling` (null where there is none).
nlohmann::json ropeToJson(const RotaryConfig& rotary);

} // namespace tiebreak
