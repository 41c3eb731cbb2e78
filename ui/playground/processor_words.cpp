#include "ui/playground/processor_words.h"

#include "ui/widgets/number_text.h"

#include <QCoreApplication>

#include <map>
#include <optional>

namespace tiebreak {

namespace {

using P = SamplingParameters;

struct Words {
    const char* name;
    std::optional<double> (*value)(const P&);
    int decimals = 2;
};

std::optional<double> none(const P&) {
    return std::nullopt;
}

const std::map<std::string, Words>& allWords() {
    using V = std::optional<double>;
    static const std::map<std::string, Words> words{
        {"model", {QT_TRANSLATE_NOOP("ProcessorWords", "model"), none}},
        {"guidance",
         {QT_TRANSLATE_NOOP("ProcessorWords", "guidance"),
          [](const P& p) -> V { return p.guidance.scale; }}},
        {"intervention", {QT_TRANSLATE_NOOP("ProcessorWords", "change by hand"), none}},
        {"logit_bias", {QT_TRANSLATE_NOOP("ProcessorWords", "logit bias"), none}},
        {"repetition_penalty",
         {QT_TRANSLATE_NOOP("ProcessorWords", "repetition penalty"),
          [](const P& p) -> V { return p.repetitionPenalty; }}},
        {"frequency_penalty",
         {QT_TRANSLATE_NOOP("ProcessorWords", "frequency penalty"),
          [](const P& p) -> V { return p.frequencyPenalty; }}},
        {"presence_penalty",
         {QT_TRANSLATE_NOOP("ProcessorWords", "presence penalty"),
          [](const P& p) -> V { return p.presencePenalty; }}},
        {"dry",
         {QT_TRANSLATE_NOOP("ProcessorWords", "DRY"),
          [](const P& p) -> V { return p.dry.multiplier; }}},
        {"no_repeat_ngram",
         {QT_TRANSLATE_NOOP("ProcessorWords", "no-repeat n-gram"),
          [](const P& p) -> V { return double(p.noRepeatNgram); }, 0}},
        {"banned_words", {QT_TRANSLATE_NOOP("ProcessorWords", "banned words"), none}},
        {"min_new_tokens",
         {QT_TRANSLATE_NOOP("ProcessorWords", "minimum length"),
          [](const P& p) -> V { return double(p.minNewTokens); }, 0}},
        {"temperature",
         {QT_TRANSLATE_NOOP("ProcessorWords", "temperature"),
          [](const P& p) -> V { return p.temperature; }}},
        {"top_n_sigma",
         {QT_TRANSLATE_NOOP("ProcessorWords", "top-n-sigma"),
          [](const P& p) -> V { return p.topNSigma; }}},
        {"top_k",
         {QT_TRANSLATE_NOOP("ProcessorWords", "top-k"),
          [](const P& p) -> V { return double(p.topK); }, 0}},
        {"top_p",
         {QT_TRANSLATE_NOOP("ProcessorWords", "top-p"), [](const P& p) -> V { return p.topP; }}},
        {"min_p",
         {QT_TRANSLATE_NOOP("ProcessorWords", "min-p"), [](const P& p) -> V { return p.minP; }}},
        {"typical_p",
         {QT_TRANSLATE_NOOP("ProcessorWords", "typical-p"),
          [](const P& p) -> V { return p.typicalP; }}},
        {"epsilon_cutoff",
         {QT_TRANSLATE_NOOP("ProcessorWords", "epsilon cut-off"),
          [](const P& p) -> V { return p.epsilonCutoff; }, 4}},
        {"eta_cutoff",
         {QT_TRANSLATE_NOOP("ProcessorWords", "eta cut-off"),
          [](const P& p) -> V { return p.etaCutoff; }, 4}},
        {"xtc",
         {QT_TRANSLATE_NOOP("ProcessorWords", "XTC"),
          [](const P& p) -> V { return p.xtc.threshold; }}},
        {"mirostat", {QT_TRANSLATE_NOOP("ProcessorWords", "mirostat"), [](const P& p) -> V {
                          return p.mirostat.tau;
                      }}}};
    return words;
}

} // namespace

QString processorShortName(const std::string& name) {
    const auto found = allWords().find(name);
    return found == allWords().end()
               ? QString::fromStdString(name)
               : QCoreApplication::translate("ProcessorWords", found->second.name);
}

QString processorWords(const std::string& name, const SamplingParameters& parameters) {
    const auto found = allWords().find(name);
    const auto value = found == allWords().end() ? std::nullopt : found->second.value(parameters);
    return value ? processorShortName(name) + ' ' + decimalText(*value, found->second.decimals)
                 : processorShortName(name);
}

} // namespace tiebreak
