#include "ui/services/pair_import.h"

#include "formats/import_pairs.h"
#include "ui/services/store_service.h"

#include <QtConcurrent>

namespace tiebreak {

namespace {

using nlohmann::json;

/// The words of a prompt or an answer; messages are joined, token ids have none.
std::optional<std::string> wordsOf(const RowContent& content) {
    if (const auto* text = std::get_if<std::string>(&content))
        return *text;
    const auto* list = std::get_if<MessageList>(&content);
    if (!list)
        return std::nullopt;
    std::string words;
    for (const auto& message : list->messages) {
        const auto found = message.find("content");
        if (found == message.end() || !found->is_string())
            return std::nullopt;
        words += (words.empty() ? "" : "\n\n") + found->get<std::string>();
    }
    return words;
}

SampleRecord response(std::string text) {
    SampleRecord sample;
    sample.text = std::move(text);
    sample.source = sample.stop = "imported";
    return sample;
}

std::optional<PromptWithSamples> pairOf(const PreferenceRow& row) {
    const auto prompt = wordsOf(*row.prompt), chosen = wordsOf(row.chosen),
               rejected = wordsOf(row.rejected);
    if (!prompt || !chosen || !rejected)
        return std::nullopt;
    PromptWithSamples pair;
    pair.prompt.text = *prompt;
    pair.prompt.source = "imported";
    if (const auto* list = std::get_if<MessageList>(&*row.prompt))
        pair.prompt.messages = json::parse(list->messages.dump());
    else
        pair.prompt.messages = json::array({{{"role", "user"}, {"content", *prompt}}});
    pair.samples = {response(*chosen), response(*rejected)};
    return pair;
}

struct ReadPairs {
    std::vector<PromptWithSamples> pairs;
    QStringList problems;
};

Result<ReadPairs> readPairs(const std::filesystem::path& file) {
    TB_ASSIGN(const auto report, importPairs(file));
    ReadPairs out;
    for (const auto& problem : report.problems)
        out.problems
            << QString("line %1: %2").arg(problem.line).arg(QString::fromStdString(problem.what));
    for (const auto& row : report.rows) {
        if (auto pair = pairOf(row))
            out.pairs.push_back(std::move(*pair));
        else
            out.problems << QStringLiteral("a row has no text that could be read");
    }
    return out;
}

} // namespace

void importPairFile(StoreService& store, const QString& file, QObject* receiver,
                    std::function<void(Result<PairImport>)> done) {
    QtConcurrent::run([file] {
        return readPairs(file.toStdString());
    }).then(receiver, [&store, receiver, done](Result<ReadPairs> read) {
        if (!read)
            return done(read.error());
        const PairImport import{int(read->pairs.size()), read->problems};
        store.submit([pairs = read->pairs](Store& open) { return open.importPrompts(pairs); })
            .then(receiver, [import, done](const Status& status) {
                done(status ? Result<PairImport>(import) : Result<PairImport>(status.error()));
            });
    });
}

} // namespace tiebreak
