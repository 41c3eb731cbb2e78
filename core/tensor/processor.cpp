#include "tensor/device.h"

#include <cpuid.h>
#include <fstream>
#include <sched.h>

namespace tiebreak {

namespace {

/// The text after "model name" in /proc/cpuinfo, or what cpuid's vendor leaf says.
std::string processorName() {
    std::ifstream info("/proc/cpuinfo");
    for (std::string line; std::getline(info, line);) {
        const auto colon = line.find(": ");
        if (line.rfind("model name", 0) == 0 && colon != std::string::npos)
            return line.substr(colon + 2);
    }
    return "x86-64";
}

/// Cores this process may run on (a container or taskset may allow fewer than there are).
int usableCores() {
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0)
        return 1;
    return std::max(1, CPU_COUNT(&allowed));
}

/// Intel's manual, volume 2A, CPUID: leaf 7.0 EDX bit 22 is AMX-BF16, leaf 7.1 EAX bit 5 is
/// AVX512-BF16.
std::string bf16Support() {
    unsigned a = 0, b = 0, c = 0, d = 0;
    if (__get_cpuid_count(7, 0, &a, &b, &c, &d) == 0)
        return "emulated";
    const bool amx = (d >> 22) & 1u;
    const bool avx512 = (b >> 16) & 1u;
    unsigned a1 = 0;
    if (a < 1 || __get_cpuid_count(7, 1, &a1, &b, &c, &d) == 0)
        a1 = 0;
    if (amx)
        return "amx";
    return avx512 && ((a1 >> 5) & 1u) ? "avx512" : "emulated";
}

} // namespace

ProcessorInfo processorInfo() {
    return {processorName(), usableCores(), bf16Support()};
}

} // namespace tiebreak
