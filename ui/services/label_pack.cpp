#include "ui/services/label_pack.h"

#include "base/atomic_file.h"
#include "base/sha256.h"
#include "formats/json_lines.h"

namespace tiebreak {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::uintmax_t kMaxPackBytes = 1ull << 30;
constexpr std::size_t kPseudonymDigits = 8;

std::string line(const json& object) {
    return object.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

std::string head(const char* kind) {
    return line({{"tiebreak_pack", kPackFormat}, {"kind", kind}});
}

const char* const kVerdicts[] = {"strength", "both_bad", "skip"};
const char* const kRatings[] = {"", "good", "acceptable", "bad"};

template <class Enum, std::size_t N>
Enum enumFrom(const char* const (&names)[N], const std::string& name) {
    for (std::size_t i = 0; i < N; ++i)
        if (name == names[i])
            return static_cast<Enum>(i);
    throw std::invalid_argument("'" + name + "' is not known");
}

/// The same name is the same pseudonym in every pack of one workspace, and in no other's.
class Names {
public:
    Names(std::string salt, bool shown)
        : m_salt(std::move(salt))
        , m_shown(shown) {}
    std::string of(const std::string& name) const {
        return m_shown ? name : "annotator-" + sha256Hex(m_salt + name).substr(0, kPseudonymDigits);
    }

private:
    std::string m_salt;
    bool m_shown;
};

json eventJson(const EventRecord& event, const Names& names) {
    const auto& made = event.judgement;
    json out{{"id", made.id}, {"kind", event.kind}, {"created_at", made.createdAt}};
    if (event.kind != "judge") {
        out["target"] = event.target;
        return out;
    }
    out["pair"] = made.pairId;
    out["prompt"] = made.promptId;
    out["a"] = made.sampleA;
    out["b"] = made.sampleB;
    out["verdict"] = kVerdicts[static_cast<std::size_t>(made.verdict)];
    out["strength"] = made.strength;
    out["rating_a"] = kRatings[static_cast<std::size_t>(made.ratingA)];
    out["rating_b"] = kRatings[static_cast<std::size_t>(made.ratingB)];
    out["reason"] = made.reason;
    out["comment"] = made.comment;
    out["flagged"] = made.flagged;
    out["tags"] = made.tags;
    out["dimensions"] = made.dimensions;
    out["annotator"] = names.of(made.annotator);
    out["milliseconds"] = made.milliseconds;
    out["repeat_of"] = made.repeatOf;
    return out;
}

/// Throws what nlohmann throws where a key is missing or of another kind.
EventRecord eventFrom(const json& object) {
    EventRecord event;
    auto& made = event.judgement;
    event.kind = object.at("kind").get<std::string>();
    made.id = object.at("id").get<std::string>();
    made.createdAt = object.at("created_at").get<std::int64_t>();
    if (event.kind == "undo" || event.kind == "redo") {
        event.target = object.at("target").get<std::string>();
        return event;
    }
    if (event.kind != "judge")
        throw std::invalid_argument("kind '" + event.kind + "' is not known");
    made.promptId = object.at("prompt").get<std::string>();
    made.sampleA = object.at("a").get<std::string>();
    made.sampleB = object.at("b").get<std::string>();
    made.pairId = std::min(made.sampleA, made.sampleB) + ":" + std::max(made.sampleA, made.sampleB);
    made.verdict = enumFrom<Verdict>(kVerdicts, object.at("verdict").get<std::string>());
    made.strength = object.at("strength").get<int>();
    if (made.strength < -3 || made.strength > 3)
        throw std::invalid_argument("strength is " + std::to_string(made.strength) +
                                    ", not between -3 and 3");
    made.ratingA = enumFrom<Rating>(kRatings, object.at("rating_a").get<std::string>());
    made.ratingB = enumFrom<Rating>(kRatings, object.at("rating_b").get<std::string>());
    made.reason = object.at("reason").get<std::string>();
    made.comment = object.at("comment").get<std::string>();
    made.flagged = object.at("flagged").get<bool>();
    made.tags = object.at("tags").get<std::vector<std::string>>();
    made.dimensions = object.at("dimensions");
    made.annotator = object.at("annotator").get<std::string>();
    made.milliseconds = object.at("milliseconds").get<std::int64_t>();
    made.repeatOf = object.at("repeat_of").get<std::string>();
    return event;
}

json workJson(const PromptWithSamples& work) {
    json samples = json::array();
    for (const auto& sample : work.samples)
        samples.push_back({{"id", sample.id}, {"text", sample.text}});
    return {{"prompt",
             {{"id", work.prompt.id},
              {"text", work.prompt.text},
              {"messages", work.prompt.messages},
              {"tags", work.prompt.tags}}},
            {"samples", samples}};
}

PromptWithSamples workFrom(const json& object) {
    PromptWithSamples work;
    const auto& prompt = object.at("prompt");
    work.prompt.id = prompt.at("id").get<std::string>();
    work.prompt.text = prompt.at("text").get<std::string>();
    work.prompt.messages = prompt.at("messages");
    work.prompt.tags = prompt.at("tags").get<std::vector<std::string>>();
    for (const auto& item : object.at("samples")) {
        SampleRecord sample;
        sample.id = item.at("id").get<std::string>();
        sample.text = item.at("text").get<std::string>();
        sample.source = sample.stop = "imported";
        work.samples.push_back(std::move(sample));
    }
    return work;
}

json editJson(const SampleRecord& sample) {
    return {{"sample",
             {{"id", sample.id},
              {"prompt", sample.promptId},
              {"text", sample.text},
              {"parent", sample.parentId},
              {"created_at", sample.createdAt}}}};
}

SampleRecord editFrom(const json& object) {
    SampleRecord sample;
    sample.id = object.at("id").get<std::string>();
    sample.promptId = object.at("prompt").get<std::string>();
    sample.text = object.at("text").get<std::string>();
    sample.parentId = object.at("parent").get<std::string>();
    sample.createdAt = object.at("created_at").get<std::int64_t>();
    sample.source = sample.stop = "edited";
    return sample;
}

struct Pack {
    bool isHeadRead = false;
    bool hasPairs = false;
    std::vector<PromptWithSamples> work;
    JudgementEvents events;

    void take(const json& object) {
        if (object.contains("prompt"))
            work.push_back(workFrom(object));
        else if (object.contains("sample"))
            events.edited.push_back(editFrom(object.at("sample")));
        else
            events.events.push_back(eventFrom(object.at("event")));
    }
    Status takeHead(const json& object) {
        const auto format = object.find("tiebreak_pack");
        if (format == object.end() || !format->is_number_integer())
            return Error{ErrorCode::BadFile, "not a pack: line 1 has no \"tiebreak_pack\""};
        if (*format > kPackFormat)
            return Error{ErrorCode::TooNew, "the pack has format " + format->dump() +
                                                ", this version reads up to " +
                                                std::to_string(kPackFormat)};
        isHeadRead = true;
        hasPairs = object.value("kind", "") == "pairs";
        return {};
    }
};

Result<Pack> readPack(const std::filesystem::path& file) {
    TB_ASSIGN(const auto text, readFile(file, kMaxPackBytes));
    Pack pack;
    TB_TRY(forEachLine(text, [&](std::size_t number, std::string_view words) -> Status {
        TB_ASSIGN(const ordered_json parsed, parseJsonLine(words, number));
        try {
            const json object = parsed;
            if (!pack.isHeadRead)
                return pack.takeHead(object);
            pack.take(object);
        } catch (const std::exception& problem) {
            return Error{ErrorCode::BadFile,
                         "line " + std::to_string(number) + ": " + problem.what()};
        }
        return {};
    }));
    if (!pack.isHeadRead)
        return Error{ErrorCode::BadFile, "not a pack: the file is empty"};
    return pack;
}

} // namespace

Result<std::int64_t> handOutPairs(Store& store, const std::filesystem::path& file,
                                  std::int64_t queries) {
    TB_ASSIGN(const auto work, store.openWork(queries));
    std::string text = head("pairs");
    for (const auto& item : work)
        text += line(workJson(item));
    TB_TRY(writeFileAtomically(file, text));
    return static_cast<std::int64_t>(work.size());
}

Result<std::int64_t> handBackJudgements(Store& store, const std::filesystem::path& file,
                                        bool withNames) {
    TB_ASSIGN(auto salt, store.packSalt());
    TB_ASSIGN(const auto all, store.judgementEvents());
    const Names names(std::move(salt), withNames);
    std::string text = head("judgements");
    for (const auto& sample : all.edited)
        text += line(editJson(sample));
    for (const auto& event : all.events)
        text += line({{"event", eventJson(event, names)}});
    TB_TRY(writeFileAtomically(file, text));
    return static_cast<std::int64_t>(all.events.size());
}

Result<PackReport> takeInPack(Store& store, const std::filesystem::path& file) {
    TB_ASSIGN(const auto pack, readPack(file));
    PackReport report;
    report.hasPairs = pack.hasPairs;
    if (pack.hasPairs) {
        TB_ASSIGN(report.responses, store.addWork(pack.work));
        return report;
    }
    TB_ASSIGN(report.judgements, store.mergeEvents(pack.events));
    return report;
}

} // namespace tiebreak
