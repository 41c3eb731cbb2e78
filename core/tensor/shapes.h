// The letters of tensor shapes, used in every trailing comment `// [B, T, V]`. Nothing but the
// legend and the integer type of sizes.
//
//   B batch rows          P prompt tokens       R response tokens     T = P + R
//   V vocabulary          D width of the model  F width of the feed-forward part
//   H query heads         K key heads           S size of one head    L layers
//   N tokens of packed rows laid end to end     W rows that decode together
#pragma once

#include <cstdint>

namespace tiebreak {

using Size = std::int64_t;

} // namespace tiebreak
