// What the first run tells about this machine: memory from the system, processor and GPU from the
// engine. Values, any thread.
#pragma once

#include <QString>

#include <nlohmann/json.hpp>

namespace tiebreak {

struct MemoryFacts {
    double totalGb = 0; ///< 10⁹ bytes; 0 where the system does not tell
    double freeGb = 0;
};
MemoryFacts memoryFacts();

struct DeviceFacts {
    int cores = 0;
    QString bf16;    ///< amx | avx512 | emulated
    QString gpuName; ///< empty: none
};
/// From the engine's devices reply; missing keys stay empty.
DeviceFacts deviceFacts(const nlohmann::json& devices);

} // namespace tiebreak
