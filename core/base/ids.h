// Identifiers that sort by time: 26 characters, 48 bits of milliseconds and 80 random bits in
// Crockford's base 32 (the ULID layout). Any thread.
#pragma once

#include <string>

namespace tiebreak {

/// A new identifier, unique across machines.
std::string newId();

/// True for exactly the text newId makes; use before an id becomes part of a path.
bool isId(const std::string& text);

} // namespace tiebreak
