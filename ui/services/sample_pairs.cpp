#include "ui/services/sample_pairs.h"

#include <QFile>

namespace tiebreak {

namespace {

constexpr const char* kImportedSetting = "sample_pairs_imported";

SampleRecord response(const nlohmann::json& messages) {
    SampleRecord sample;
    sample.text = messages.at(0).at("content").get<std::string>();
    sample.source = "imported";
    sample.stop = "imported";
    sample.modelName = "Open Assistant";
    return sample;
}

PromptWithSamples pairOf(const nlohmann::json& row) {
    PromptWithSamples pair;
    pair.prompt.text = row.at("prompt").at(0).at("content").get<std::string>();
    pair.prompt.messages = row.at("prompt");
    pair.prompt.source = "imported";
    pair.samples = {response(row.at("chosen")), response(row.at("rejected"))};
    return pair;
}

} // namespace

Result<std::vector<PromptWithSamples>> samplePairs() {
    QFile file(QStringLiteral(":/examples/sample_pairs.jsonl"));
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::NotFound, "the sample pairs are not in this program", {}, nullptr};
    std::vector<PromptWithSamples> pairs;
    for (const QByteArray& line : file.readAll().split('\n'))
        if (!line.isEmpty())
            pairs.push_back(pairOf(nlohmann::json::parse(line.toStdString())));
    return pairs;
}

Result<bool> importSamplePairs(Store& store) {
    TB_ASSIGN(const std::string imported, store.setting(kImportedSetting));
    if (!imported.empty())
        return false;
    TB_ASSIGN(const auto pairs, samplePairs());
    TB_TRY(store.importPrompts(pairs));
    TB_TRY(store.setSetting(kImportedSetting, "1"));
    return true;
}

} // namespace tiebreak
