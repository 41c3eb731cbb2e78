#include "files/durable_file.h"
#include "files/safetensors.h"
#include "files/shown_name.h"

#include <nlohmann/json.hpp>

namespace tiebreak {

namespace {

Error withPath(Error error, const std::filesystem::path& path) {
    error.path = path.string();
    return error;
}

Status checkTensors(const std::vector<TensorSpan>& tensors) {
    for (const auto& tensor : tensors)
        if (blockLayout(tensor.format).elements != 1)
            return Error{ErrorCode::Unsupported,
                         "tensor " + shownName(tensor.name) + ": block format " +
                             tensorFormatName(tensor.format) + " does not exist in safetensors",
                         {},
                         {}};
    const auto index = indexByName(tensors); // a name that stands twice
    return index ? Status() : Status(index.error());
}

Result<std::string> headerOf(const std::vector<TensorSpan>& tensors,
                             const std::map<std::string, std::string>& metadata) {
    TB_TRY(checkTensors(tensors));
    std::string text = "{"; // entry by entry: the order of the tensors is the order of the data
    const auto add = [&](const std::string& key, const nlohmann::ordered_json& value) {
        const auto dump = [](const nlohmann::ordered_json& json) {
            return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        };
        text += (text.size() > 1 ? "," : "") + dump(key) + ":" + dump(value);
    };
    if (!metadata.empty())
        add("__metadata__", metadata);
    std::uint64_t offset = 0;
    for (const auto& tensor : tensors) {
        TB_ASSIGN(const auto bytes, bytesNeeded(tensor));
        add(tensor.name, {{"dtype", tensorFormatName(tensor.format)},
                          {"shape", tensor.shape},
                          {"data_offsets", {offset, offset + bytes}}});
        offset += bytes;
    }
    text += "}";
    text.append((8 - text.size() % 8) % 8, ' '); // data stays aligned for readers that map it
    return text;
}

Status writeAll(const std::filesystem::path& path, const std::vector<TensorSpan>& tensors,
                const TensorBytes& bytesOf, const std::string& header) {
    DurableFile file(path);
    const std::uint64_t length = header.size();
    TB_TRY(file.write(std::as_bytes(std::span(&length, 1))));
    TB_TRY(file.write(std::as_bytes(std::span(header))));
    for (std::size_t k = 0; k < tensors.size(); ++k) {
        TB_ASSIGN(const auto bytes, bytesOf(k));
        TB_ASSIGN(const auto needed, bytesNeeded(tensors[k]));
        if (bytes.size() != needed)
            return Error{ErrorCode::BadArgument,
                         "tensor " + shownName(tensors[k].name) + ": " +
                             std::to_string(bytes.size()) + " bytes, its shape needs " +
                             std::to_string(needed),
                         path.string(),
                         {}};
        TB_TRY(file.write(bytes));
    }
    return file.finish();
}

} // namespace

Status writeSafetensors(const std::filesystem::path& path, const std::vector<TensorSpan>& tensors,
                        const TensorBytes& bytesOf,
                        const std::map<std::string, std::string>& metadata) {
    const auto header = headerOf(tensors, metadata);
    if (!header)
        return withPath(header.error(), path);
    return writeAll(path, tensors, bytesOf, *header);
}

Status writeSafetensors(const std::filesystem::path& path, const std::vector<TensorSpan>& tensors,
                        const std::map<std::string, std::string>& metadata) {
    const auto bytesOf = [&](std::size_t index) { return Result(tensors[index].bytes); };
    return writeSafetensors(path, tensors, bytesOf, metadata);
}

} // namespace tiebreak
