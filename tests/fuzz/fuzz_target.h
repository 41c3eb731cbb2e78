// What a fuzz target gives the driver (fuzz_driver.cpp), and what the driver gives it. One thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tiebreak::fuzz {

// — by the target —

/// Runs the reader over one input; whatever the bytes are, it must come back.
void runInput(std::string_view input);
/// Good files to begin from.
std::vector<std::string> seeds();
/// Words of the format, which mutations put in.
std::vector<std::string> words();

// — by the driver —

/// The bytes as a file of this ending, for readers that want a path; the next call replaces it.
std::filesystem::path asFile(std::string_view bytes, const char* ending);
/// The bytes of a file below tests/data.
std::string testData(const std::string& name);

} // namespace tiebreak::fuzz
