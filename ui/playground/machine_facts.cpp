#include "ui/playground/machine_facts.h"

#include <fstream>
#include <string>

namespace tiebreak {

MemoryFacts memoryFacts() {
    MemoryFacts out;
    std::ifstream file("/proc/meminfo");
    std::string key, unit;
    double kib = 0;
    while (file >> key >> kib) {
        std::getline(file, unit);
        if (key == "MemTotal:")
            out.totalGb = kib * 1024 / 1e9;
        if (key == "MemAvailable:")
            out.freeGb = kib * 1024 / 1e9;
    }
    return out;
}

DeviceFacts deviceFacts(const nlohmann::json& devices) {
    DeviceFacts out;
    if (!devices.is_object())
        return out;
    if (const auto cpu = devices.find("cpu"); cpu != devices.end() && cpu->is_object()) {
        if (const auto cores = cpu->find("cores");
            cores != cpu->end() && cores->is_number_integer())
            out.cores = cores->get<int>();
        if (const auto bf16 = cpu->find("bf16"); bf16 != cpu->end() && bf16->is_string())
            out.bf16 = QString::fromStdString(bf16->get<std::string>());
    }
    if (const auto gpus = devices.find("cuda");
        gpus != devices.end() && gpus->is_array() && !gpus->empty())
        if (const auto& first = gpus->front();
            first.is_object() && first.contains("name") && first["name"].is_string())
            out.gpuName = QString::fromStdString(first["name"].get<std::string>());
    return out;
}

} // namespace tiebreak
