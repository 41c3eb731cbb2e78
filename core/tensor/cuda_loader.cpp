#include "tensor/cuda_loader.h"

#include <array>
#include <c10/util/Exception.h>
#include <dlfcn.h>
#include <filesystem>
#include <mutex>

#include <ATen/core/Tensor.h>

namespace tiebreak {

namespace {

/// The few entry points of the driver that answer "what is there", without CUDA headers or
/// libraries.
class Driver {
public:
    Driver()
        : m_library(dlopen("libcuda.so.1", RTLD_LAZY | RTLD_LOCAL)) {
        if (m_library == nullptr)
            return;
        auto initialise = find<int (*)(unsigned)>("cuInit");
        m_count = find<int (*)(int*)>("cuDeviceGetCount");
        m_name = find<int (*)(char*, int, int)>("cuDeviceGetName");
        m_total = find<int (*)(std::size_t*, int)>("cuDeviceTotalMem_v2");
        m_works = initialise && m_count && m_name && m_total && initialise(0) == 0;
    }

    std::vector<CudaDeviceInfo> devices() const {
        std::vector<CudaDeviceInfo> list;
        int count = 0;
        if (!m_works || m_count(&count) != 0)
            return list;
        for (int index = 0; index < count; ++index)
            list.push_back(device(index));
        return list;
    }

private:
    template <class Function>
    Function find(const char* name) const {
        return reinterpret_cast<Function>(dlsym(m_library, name));
    }

    CudaDeviceInfo device(int index) const {
        std::array<char, 256> name{};
        std::size_t total = 0;
        m_name(name.data(), static_cast<int>(name.size()) - 1, index);
        m_total(&total, index);
        return {index, name.data(), total, freeMemory(index).value_or(total)};
    }

    /// Free memory needs a context; NVML answers without one.
    static std::optional<std::uint64_t> freeMemory(int index);

    void* m_library = nullptr; // stays loaded: the driver does not like to be unloaded
    int (*m_count)(int*) = nullptr;
    int (*m_name)(char*, int, int) = nullptr;
    int (*m_total)(std::size_t*, int) = nullptr;
    bool m_works = false;
};

std::optional<std::uint64_t> Driver::freeMemory(int index) {
    struct Memory {
        unsigned long long total, free, used;
    };
    void* library = dlopen("libnvidia-ml.so.1", RTLD_LAZY | RTLD_LOCAL);
    if (library == nullptr)
        return std::nullopt;
    auto initialise = reinterpret_cast<int (*)()>(dlsym(library, "nvmlInit_v2"));
    auto handleOf = reinterpret_cast<int (*)(unsigned, void**)>(
        dlsym(library, "nvmlDeviceGetHandleByIndex_v2"));
    auto memoryOf =
        reinterpret_cast<int (*)(void*, Memory*)>(dlsym(library, "nvmlDeviceGetMemoryInfo"));
    void* handle = nullptr;
    Memory memory{};
    if (!initialise || !handleOf || !memoryOf || initialise() != 0 ||
        handleOf(static_cast<unsigned>(index), &handle) != 0 || memoryOf(handle, &memory) != 0)
        return std::nullopt;
    return memory.free;
}

/// The folder of the libtorch_cpu.so this process runs with.
std::filesystem::path torchLibraryFolder() {
    Dl_info info{};
    if (dladdr(reinterpret_cast<void*>(&at::_ops::empty_memory_format::call), &info) == 0)
        return {};
    return std::filesystem::path(info.dli_fname).parent_path();
}

Status loadOnce() {
    if (driverDevices().empty())
        return Error{
            ErrorCode::NotFound, "device 'cuda': no NVIDIA driver answers; use cpu", {}, {}};
    const auto library = torchLibraryFolder() / "libtorch_cuda.so";
    if (!std::filesystem::exists(library))
        return Error{ErrorCode::NotFound,
                     "device 'cuda': LibTorch has no CUDA part; run ./tiebreak setup --cuda",
                     library.string(),
                     {}};
    if (dlopen(library.c_str(), RTLD_NOW | RTLD_GLOBAL) == nullptr)
        return Error{ErrorCode::NotFound,
                     "device 'cuda': " + std::string(dlerror()) + "; run ./tiebreak setup --cuda",
                     library.string(),
                     {}};
    return {};
}

} // namespace

std::vector<CudaDeviceInfo> driverDevices() {
    static const Driver driver;
    return driver.devices();
}

Status loadCuda() {
    static std::once_flag once;
    static std::optional<Status> status;
    std::call_once(once, [] { status = loadOnce(); });
    return *status;
}

} // namespace tiebreak
