#include "ui/playground/sampler_parameters.h"

#include <QCoreApplication>

#include <algorithm>
#include <type_traits>

namespace tiebreak {

namespace {

using Group = ParameterGroup;
using Numbers = std::vector<SamplerParameter>;

std::function<QString(double)> offAt(double neutral) {
    return [neutral](double value) {
        return value == neutral ? QCoreApplication::translate("SamplerParameters", "off")
                                : QString();
    };
}

/// A window of 0 tokens is no window: all of them count.
std::function<QString(double)> allAt(double neutral) {
    return [neutral](double value) {
        return value == neutral ? QCoreApplication::translate("SamplerParameters", "all")
                                : QString();
    };
}

struct SliderSpan {
    double lowest, highest;
};

SamplerParameter number(const char* key, const char* name, const char* chip, Group group,
                        double neutral, SliderSpan slider, const NumberLimits& limits,
                        std::function<QString(double)> state = {}) {
    const auto translated = [name] {
        return QCoreApplication::translate("SamplerParameters", name);
    };
    return {{key, translated, neutral, slider.lowest, slider.highest, limits, std::move(state)},
            chip,
            group};
}

/// Where the engine's own table keeps the number of that key.
ParameterPlace placeOf(const QString& key) {
    const auto& table = parameterTable();
    return std::find_if(
               table.begin(), table.end(),
               [&](const ParameterField& field) { return key == QLatin1String(field.key); })
        ->place;
}

Numbers mainNumbers() {
    return {
        number("temperature", QT_TRANSLATE_NOOP("SamplerParameters", "Temperature"), "T",
               Group::Main, 1, {0, 2}, {0, 5, 0.01, 2, true}),
        number("top_k", QT_TRANSLATE_NOOP("SamplerParameters", "Top-k"), "top-k", Group::Main, 0,
               {0, 200}, {0, 1'000'000, 1, 0}, offAt(0)),
        number("top_p", QT_TRANSLATE_NOOP("SamplerParameters", "Top-p"), "top-p", Group::Main, 1,
               {0, 1}, {0, 1, 0.01, 2, true}, offAt(1)),
        number("min_p", QT_TRANSLATE_NOOP("SamplerParameters", "Min-p"), "min-p", Group::Main, 0,
               {0, 0.5}, {0, 0.99, 0.01, 2}, offAt(0)),
        number("repetition_penalty", QT_TRANSLATE_NOOP("SamplerParameters", "Repetition penalty"),
               "penalty", Group::Main, 1, {0.9, 1.6}, {0, 10, 0.01, 2, true}, offAt(1)),
        number("min_new_tokens", QT_TRANSLATE_NOOP("SamplerParameters", "Minimum new tokens"),
               "min", Group::Main, 0, {0, 256}, {0, 32768, 1, 0}, offAt(0)),
        number("max_new_tokens", QT_TRANSLATE_NOOP("SamplerParameters", "Maximum new tokens"),
               "max", Group::Main, 256, {1, 600}, {1, 32768, 1, 0}),
    };
}

Numbers shapeNumbers() {
    return {
        number("dynamic_temperature_range",
               QT_TRANSLATE_NOOP("SamplerParameters", "Dynamic temperature, range"), "dynamic T",
               Group::Shape, 0, {0, 2}, {0, 5, 0.01, 2}, offAt(0)),
        number("dynamic_temperature_exponent",
               QT_TRANSLATE_NOOP("SamplerParameters", "Dynamic temperature, exponent"), "exponent",
               Group::Shape, 1, {0, 3}, {0, 10, 0.01, 2, true}),
        number("typical_p", QT_TRANSLATE_NOOP("SamplerParameters", "Typical-p"), "typical-p",
               Group::Shape, 1, {0, 1}, {0, 1, 0.01, 2, true}, offAt(1)),
        number("top_n_sigma", QT_TRANSLATE_NOOP("SamplerParameters", "Top-n-sigma"), "n-sigma",
               Group::Shape, 0, {0, 5}, {0, 100, 0.05, 2}, offAt(0)),
        number("epsilon_cutoff", QT_TRANSLATE_NOOP("SamplerParameters", "Epsilon cut-off"),
               "epsilon", Group::Shape, 0, {0, 0.01}, {0, 0.99, 0.0001, 4}, offAt(0)),
        number("eta_cutoff", QT_TRANSLATE_NOOP("SamplerParameters", "Eta cut-off"), "eta",
               Group::Shape, 0, {0, 0.01}, {0, 0.99, 0.0001, 4}, offAt(0)),
        number("xtc_probability", QT_TRANSLATE_NOOP("SamplerParameters", "XTC, probability"), "XTC",
               Group::Shape, 0, {0, 1}, {0, 1, 0.01, 2}, offAt(0)),
        number("xtc_threshold", QT_TRANSLATE_NOOP("SamplerParameters", "XTC, threshold"), "XTC at",
               Group::Shape, 0.1, {0, 0.5}, {0, 1, 0.01, 2, true}),
        number("mirostat_tau",
               QT_TRANSLATE_NOOP("SamplerParameters", "Mirostat 2, surprise in bits"), "tau",
               Group::Shape, 0, {0, 10}, {0, 100, 0.1, 1}, offAt(0)),
        number("mirostat_eta", QT_TRANSLATE_NOOP("SamplerParameters", "Mirostat 2, learning rate"),
               "eta rate", Group::Shape, 0.1, {0, 1}, {0, 1, 0.01, 2}),
    };
}

Numbers penaltyNumbers() {
    return {
        number("frequency_penalty", QT_TRANSLATE_NOOP("SamplerParameters", "Frequency penalty"),
               "frequency", Group::Penalties, 0, {-2, 2}, {-100, 100, 0.05, 2}, offAt(0)),
        number("presence_penalty", QT_TRANSLATE_NOOP("SamplerParameters", "Presence penalty"),
               "presence", Group::Penalties, 0, {-2, 2}, {-100, 100, 0.05, 2}, offAt(0)),
        number("penalty_window",
               QT_TRANSLATE_NOOP("SamplerParameters", "Penalties look back, tokens"), "window",
               Group::Penalties, 0, {0, 4096}, {0, 1'000'000, 1, 0}, allAt(0)),
        number("no_repeat_ngram_size",
               QT_TRANSLATE_NOOP("SamplerParameters", "No sequence twice, tokens"), "n-gram",
               Group::Penalties, 0, {0, 20}, {0, 1000, 1, 0}, offAt(0)),
        number("dry_multiplier", QT_TRANSLATE_NOOP("SamplerParameters", "DRY, multiplier"), "DRY",
               Group::Penalties, 0, {0, 5}, {0, 1000, 0.05, 2}, offAt(0)),
        number("dry_base", QT_TRANSLATE_NOOP("SamplerParameters", "DRY, base"), "DRY base",
               Group::Penalties, 1.75, {1, 4}, {1, 1000, 0.05, 2}),
        number("dry_allowed_length", QT_TRANSLATE_NOOP("SamplerParameters", "DRY, allowed length"),
               "DRY from", Group::Penalties, 2, {1, 20}, {1, 1000, 1, 0}),
        number("dry_window", QT_TRANSLATE_NOOP("SamplerParameters", "DRY looks back, tokens"),
               "DRY window", Group::Penalties, 0, {0, 4096}, {0, 1'000'000, 1, 0}, allAt(0)),
    };
}

Numbers searchNumbers() {
    return {
        number("beam_width", QT_TRANSLATE_NOOP("SamplerParameters", "Beam width"), "beams",
               Group::Beams, 1, {1, 16}, {1, 256, 1, 0}, offAt(1)),
        number("length_penalty", QT_TRANSLATE_NOOP("SamplerParameters", "Length penalty"),
               "length penalty", Group::Beams, 1, {-2, 4}, {-100, 100, 0.05, 2}),
        number("n_best", QT_TRANSLATE_NOOP("SamplerParameters", "Best kept"), "n-best",
               Group::Beams, 1, {1, 16}, {1, 256, 1, 0}),
        number("beam_groups", QT_TRANSLATE_NOOP("SamplerParameters", "Beam groups"), "groups",
               Group::Beams, 1, {1, 8}, {1, 256, 1, 0}, offAt(1)),
        number("diversity_penalty", QT_TRANSLATE_NOOP("SamplerParameters", "Diversity penalty"),
               "diversity", Group::Beams, 0, {0, 5}, {0, 1000, 0.05, 2}, offAt(0)),
        number("guidance_scale", QT_TRANSLATE_NOOP("SamplerParameters", "Guidance scale"),
               "guidance", Group::Guidance, 1, {0, 5}, {0, 100, 0.05, 2}, offAt(1)),
    };
}

} // namespace

double SamplerParameter::get(const SamplingParameters& parameters) const {
    SamplingParameters p = parameters; // the table's places are not const
    return std::visit(
        [&p](auto at) {
            using T = std::remove_reference_t<decltype(at(p))>;
            if constexpr (std::is_arithmetic_v<T>)
                return double(at(p));
            else
                return 0.0; // a text or a list: no number() has one
        },
        place);
}

void SamplerParameter::set(SamplingParameters& parameters, double value) const {
    std::visit(
        [&](auto at) {
            using T = std::remove_reference_t<decltype(at(parameters))>;
            if constexpr (std::is_arithmetic_v<T>)
                at(parameters) = T(value);
        },
        place);
}

const Numbers& samplerParameters() {
    static const auto parameters = [] {
        Numbers all;
        for (Numbers (*part)() : {mainNumbers, shapeNumbers, penaltyNumbers, searchNumbers})
            for (auto& one : part()) {
                one.place = placeOf(one.spec.key);
                all.push_back(std::move(one));
            }
        return all;
    }();
    return parameters;
}

} // namespace tiebreak
