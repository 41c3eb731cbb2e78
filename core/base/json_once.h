// nlohmann's JSON classes, whose members are compiled once for the whole program (json_once.cpp)
// and not in every file that uses them. Part of the precompiled headers; nobody includes it by
// hand.
#pragma once

#include <nlohmann/json.hpp>

extern template class nlohmann::basic_json<>;
extern template class nlohmann::basic_json<nlohmann::ordered_map>;
