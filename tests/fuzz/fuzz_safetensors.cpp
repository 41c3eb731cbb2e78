// Any bytes as a safetensors file: refused, or every span lies in the file and can be read.
#include "fuzz_target.h"

#include "files/dequantise.h"
#include "files/safetensors.h"

#include <cassert>

namespace tiebreak::fuzz {

namespace {

std::string withHeader(const std::string& header, std::size_t dataBytes) {
    const std::uint64_t length = header.size();
    std::string file(reinterpret_cast<const char*>(&length), sizeof length);
    return file + header + std::string(dataBytes, '\1');
}

void readSpan(const SafetensorsFile& file, const TensorSpan& span) {
    const auto whole = file.file().bytes();
    assert(span.bytes.data() >= whole.data());
    assert(span.bytes.data() + span.bytes.size() <= whole.data() + whole.size());
    assert(file.find(span.name) == &span);
    std::vector<float> values(static_cast<std::size_t>(span.elements()));
    (void)dequantise(span, values).ok(); // integers have no floats
}

} // namespace

void runInput(std::string_view input) {
    const auto file = SafetensorsFile::open(asFile(input, ".safetensors"));
    if (!file) {
        assert(!file.error().message.empty());
        return;
    }
    for (const auto& span : file->tensors())
        readSpan(*file, span);
}

std::vector<std::string> seeds() {
    return {withHeader(R"({"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}})", 24),
            withHeader(R"({"__metadata__":{"format":"pt"},"b":{"dtype":"BF16","shape":[],)"
                       R"("data_offsets":[0,2]},"c":{"dtype":"I64","shape":[0,4],)"
                       R"("data_offsets":[2,2]},"d":{"dtype":"F16","shape":[3],)"
                       R"("data_offsets":[2,8]}})",
                       8),
            withHeader("{}", 0)};
}

std::vector<std::string> words() {
    return {"\"__metadata__\":{",
            "\"dtype\":",
            "\"shape\":[",
            "\"data_offsets\":[",
            "\"F32\"",
            "\"BF16\"",
            "\"F8_E4M3\"",
            "\"BOOL\"",
            "[]",
            "{}",
            "null",
            "-1",
            "1e400",
            "\\u0000",
            "\xff",
            "18446744073709551615",
            "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"};
}

} // namespace tiebreak::fuzz
