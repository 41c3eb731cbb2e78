// The sampling parameters as a table: key, place, range, a line of help. JSON, the checks and the
// command line all read it, so a parameter is added by its field and one entry here. Constant, any
// thread.
#pragma once

#include "protocol/json_reader.h"
#include "protocol/sampling_parameters.h"

#include <variant>

namespace tiebreak {

/// Where a parameter lives.
template <class T>
using PlaceOf = T& (*)(SamplingParameters&);

using ParameterPlace =
    std::variant<PlaceOf<bool>, PlaceOf<double>, PlaceOf<std::int64_t>, PlaceOf<std::uint64_t>,
                 PlaceOf<std::string>, PlaceOf<std::vector<std::string>>,
                 PlaceOf<std::vector<std::int32_t>>,
                 PlaceOf<std::vector<std::vector<std::int32_t>>>,
                 PlaceOf<std::map<std::int32_t, double>>, PlaceOf<std::vector<Intervention>>>;

struct ParameterField {
    const char* key; ///< in JSON; on the command line with dashes
    ParameterPlace place;
    const char* help;                   ///< one line, English
    NumberRange range{};                ///< of a number
    std::vector<std::string> choices{}; ///< of a text that is one of a few
};

const std::vector<ParameterField>& parameterTable();

} // namespace tiebreak
