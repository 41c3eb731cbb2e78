#include "files/pickle_refusal.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace tiebreak {

namespace {

bool startsWith(std::span<const std::byte> bytes, std::string_view magic) {
    return bytes.size() >= magic.size() &&
           std::string_view(reinterpret_cast<const char*>(bytes.data()), magic.size()) == magic;
}

/// A zip archive (torch.save since 1.6), or a bare pickle of protocol 2 to 5.
bool looksPickled(std::span<const std::byte> bytes) {
    if (startsWith(bytes, "PK\x03\x04"))
        return true;
    // A safetensors header of 128 + 256k bytes also begins with 0x80: its JSON then opens at
    // byte 8.
    const bool header = bytes.size() > 8 && bytes[8] == std::byte{'{'};
    return !header && bytes.size() > 1 && bytes[0] == std::byte{0x80} && bytes[1] >= std::byte{2} &&
           bytes[1] <= std::byte{5};
}

} // namespace

Status refusePickled(const std::filesystem::path& path, std::span<const std::byte> bytes) {
    constexpr std::array<std::string_view, 5> kEndings{".bin", ".pt", ".pth", ".ckpt", ".pkl"};
    const auto ending = path.extension().string();
    if (std::find(kEndings.begin(), kEndings.end(), ending) == kEndings.end() &&
        !looksPickled(bytes))
        return {};
    return Error{
        ErrorCode::Unsupported,
        "a pickled PyTorch file can run code and is not opened; convert it with transformers: "
        "AutoModelForCausalLM.from_pretrained(folder).save_pretrained(new_folder) writes "
        "model.safetensors",
        path.string()};
}

} // namespace tiebreak
