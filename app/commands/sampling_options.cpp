#include "commands/sampling_options.h"

#include "protocol/parameter_table.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <sstream>

namespace tiebreak {

namespace {

using TokenIds = std::vector<std::int32_t>;

std::string optionName(const ParameterField& field) {
    std::string name = std::string("--") + field.key;
    std::replace(name.begin(), name.end(), '_', '-');
    return name;
}

template <class T>
T numberIn(const std::string& text, const std::string& option) {
    T value{};
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    if (read.ec != std::errc() || read.ptr != end)
        throw CLI::ValidationError(option, "'" + text + "' is not a number");
    return value;
}

TokenIds idsIn(const std::string& text, const std::string& option) {
    TokenIds ids;
    std::istringstream parts(text);
    for (std::string part; std::getline(parts, part, ',');)
        ids.push_back(numberIn<std::int32_t>(part, option));
    return ids;
}

std::pair<std::int32_t, double> biasIn(const std::string& text, const std::string& option) {
    const std::size_t sign = text.find('=');
    if (sign == std::string::npos)
        throw CLI::ValidationError(option, "'" + text + "' is not of the form ID=BIAS");
    return {numberIn<std::int32_t>(text.substr(0, sign), option),
            numberIn<double>(text.substr(sign + 1), option)};
}

using Texts = std::vector<std::string>;

void addOption(CLI::App& app, const ParameterField& field, bool& value) {
    app.add_flag(optionName(field), value, field.help);
}

template <class T>
void addOption(CLI::App& app, const ParameterField& field, T& value) {
    app.add_option(optionName(field), value, field.help);
}

void addOption(CLI::App& app, const ParameterField& field, Texts& value) {
    auto* option = app.add_option(optionName(field), value, field.help)->allow_extra_args(false);
    if (std::string(field.key) == "order")
        option->delimiter(',');
}

void addOption(CLI::App& app, const ParameterField& field, TokenIds& value) {
    app.add_option(optionName(field), value, field.help)->delimiter(',')->allow_extra_args(false);
}

void addOption(CLI::App& app, const ParameterField& field, std::vector<TokenIds>& value) {
    const std::string name = optionName(field);
    const auto take = [&value, name](const Texts& texts) {
        for (const std::string& text : texts)
            value.push_back(idsIn(text, name));
    };
    app.add_option_function<Texts>(name, take, field.help)->allow_extra_args(false);
}

void addOption(CLI::App& app, const ParameterField& field, std::map<std::int32_t, double>& value) {
    const std::string name = optionName(field);
    const auto take = [&value, name](const Texts& texts) {
        for (const std::string& text : texts)
            value.insert_or_assign(biasIn(text, name).first, biasIn(text, name).second);
    };
    app.add_option_function<Texts>(name, take, field.help)->allow_extra_args(false);
}

void addOption(CLI::App& app, const ParameterField& field, std::vector<Intervention>& value) {
    const std::string name = optionName(field);
    const auto take = [&value, name](const Texts& texts) {
        for (const std::string& text : texts) {
            auto intervention = interventionFromText(text);
            if (!intervention)
                throw CLI::ValidationError(name, intervention.error().message);
            value.push_back(std::move(*intervention));
        }
    };
    app.add_option_function<Texts>(name, take, field.help)->allow_extra_args(false);
}

} // namespace

void addSamplingOptions(CLI::App& command, SamplingParameters& parameters) {
    for (const ParameterField& field : parameterTable())
        std::visit([&](auto place) { addOption(command, field, place(parameters)); }, field.place);
    command.get_option("--max-new-tokens")->required();
}

} // namespace tiebreak
