#include "model/verify_model.h"

#include "base/sha256.h"
#include "files/dequantise.h"
#include "files/shard_index.h"
#include "files/shown_name.h"
#include "model/load_model.h"
#include "model/weight_source.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace tiebreak {

namespace {

namespace fs = std::filesystem;

class Verifier {
public:
    explicit Verifier(const fs::path& path)
        : m_path(path) {}

    Verification run(const std::string& expectedHash) {
        fs::is_directory(m_path) ? readFolder() : readGguf();
        checkLoads();
        checkHash(expectedHash);
        return std::move(m_result);
    }

private:
    void find(const char* check, const std::string& thing, const std::string& message) {
        m_result.findings.push_back({check, thing, message});
    }
    void find(const char* check, const fs::path& file, const Error& error) {
        find(check, file.filename().string(), error.message);
    }

    void readGguf() {
        m_files = {m_path};
        const auto file = GgufFile::open(m_path);
        if (!file)
            return find("read", m_path, file.error());
        checkTensors(file->tensors());
    }

    void readFolder() {
        const auto files = weightFiles(m_path);
        if (!files)
            return find("read", m_path, files.error());
        m_files = *files;
        for (const auto& path : m_files) {
            const auto file = SafetensorsFile::open(path);
            if (!file) {
                find("read", path, file.error());
                continue;
            }
            checkTensors(file->tensors());
            for (const auto& tensor : file->tensors())
                checkPlace(tensor.name, path.filename().string());
        }
        checkIndex();
    }

    /// No tensor stands in two files.
    void checkPlace(const std::string& name, const std::string& file) {
        const auto [place, added] = m_fileOf.emplace(name, file);
        if (!added)
            find("index", name, "stands in " + place->second + " and in " + file);
    }

    /// What the index says about each tensor is so.
    void checkIndex() {
        const auto path = m_path / "model.safetensors.index.json";
        std::error_code ignored;
        if (!fs::exists(path, ignored) || fs::exists(m_path / "model.safetensors", ignored))
            return;
        const auto index = readShardIndex(path);
        if (!index)
            return find("index", path, index.error());
        for (const auto& [name, file] : index->fileOfTensor) {
            const auto found = m_fileOf.find(name);
            if (found == m_fileOf.end())
                find("index", name, "is in none of the files; the index says " + file);
            else if (found->second != file)
                find("index", name, "is in " + found->second + "; the index says " + file);
        }
    }

    void checkTensors(const std::vector<TensorSpan>& tensors) {
        for (const auto& tensor : tensors) {
            ++m_result.tensors;
            m_result.bytes += tensor.bytes.size();
            checkFinite(tensor);
        }
    }

    /// Piece by piece, so that a large tensor takes no large memory.
    void checkFinite(const TensorSpan& tensor) {
        constexpr std::int64_t kPiece = 1 << 20; // a multiple of every block
        const auto layout = blockLayout(tensor.format);
        const auto elements = tensor.elements();
        std::vector<float> values;
        for (std::int64_t begin = 0; begin < elements; begin += kPiece) {
            const auto count = std::min(kPiece, elements - begin);
            values.resize(static_cast<std::size_t>(count));
            const auto bytes = tensor.bytes.subspan(
                static_cast<std::size_t>(begin / layout.elements * layout.bytes),
                static_cast<std::size_t>(count / layout.elements * layout.bytes));
            const TensorSpan piece{tensor.name, tensor.format, {count}, bytes};
            if (!dequantise(piece, values))
                return; // integers are always finite
            const auto bad = std::find_if(values.begin(), values.end(),
                                          [](float value) { return !std::isfinite(value); });
            if (bad != values.end())
                return find("finite", tensor.name,
                            "element " + std::to_string(begin + (bad - values.begin())) + " of " +
                                std::to_string(elements) + " is " +
                                (std::isnan(*bad) ? "not a number" : "infinite"));
        }
    }

    void checkLoads() {
        if (!m_result.findings.empty() && m_result.findings.front().check == "read")
            return;
        LoadOptions options;
        options.dtype = DtypeChoice::Float32;
        const auto model = loadModel(m_path, options);
        if (model)
            return;
        const bool config =
            model.error().path.ends_with(".json") || model.error().code == ErrorCode::Unsupported;
        find(config ? "config" : "shape", m_path.filename().string(), model.error().message);
    }

    /// The files are read anew; what was remembered of them must not differ.
    void checkHash(const std::string& expected) {
        std::string list;
        for (const auto& file : m_files) {
            const auto hash = sha256OfFile(file);
            if (!hash)
                return find("hash", file, hash.error());
            list += file.filename().string() + " " + *hash + "\n";
            m_result.hash = *hash;
        }
        if (m_files.empty())
            return;
        if (fs::is_directory(m_path))
            m_result.hash = sha256Hex(list);
        const auto name = m_path.filename().string();
        const auto remembered = modelHash(m_path);
        if (remembered && *remembered != m_result.hash)
            find("hash", name,
                 "SHA-256 is " + m_result.hash + ", remembered is " + *remembered +
                     ": the content changed though size and time did not");
        if (!expected.empty() && expected != m_result.hash)
            find("hash", name, "SHA-256 is " + m_result.hash + ", expected was " + expected);
    }

    fs::path m_path;
    std::vector<fs::path> m_files;
    std::map<std::string, std::string> m_fileOf;
    Verification m_result;
};

} // namespace

Verification verifyModel(const fs::path& path, const std::string& expectedHash) {
    std::error_code ignored;
    if (!fs::exists(path, ignored)) {
        Verification nothing;
        nothing.findings.push_back({"read", path.string(), "no such file or folder"});
        return nothing;
    }
    return Verifier(path).run(expectedHash);
}

} // namespace tiebreak
