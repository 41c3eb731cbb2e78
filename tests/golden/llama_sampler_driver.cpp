// Applies one sampler of llama.cpp to rows of logits; built and fed by
// make_llama_sampler_golden.py. Only llama-sampler.cpp is compiled beside it: what it needs for
// grammars, vocabularies and backends stays unresolved and is never called.
//
// A case on stdin: name and its numbers, then `history n ids…`, `logits n values…`, and for
// mirostat `steps n`: the row is offered as often, each time with the token llama.cpp drew.
// Out: a line of logits a step, "-" for what was removed, and for mirostat the token drawn.
#include "llama-impl.h"
#include "llama-sampler.h"
#include "llama-vocab.h"
#include "llama.h"

#include <cmath>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

// DRY makes an empty vocabulary and may warn; nothing else of these is called.
struct llama_vocab::impl {};
llama_vocab::llama_vocab() = default;
llama_vocab::~llama_vocab() = default;
void llama_log_internal(ggml_log_level, const char*, ...) {}

namespace {

std::vector<double> numbers(std::istream& in) {
    std::string word;
    std::size_t count = 0;
    in >> word >> count;
    std::vector<double> values(count);
    for (double& value : values)
        in >> value;
    return values;
}

llama_sampler* make(const std::string& name, const std::vector<double>& p) {
    const auto f = [&](std::size_t i) { return static_cast<float>(p.at(i)); };
    const auto n = [&](std::size_t i) { return static_cast<int32_t>(p.at(i)); };
    if (name == "dynamic_temperature")
        return llama_sampler_init_temp_ext(f(0), f(1), f(2));
    if (name == "top_n_sigma")
        return llama_sampler_init_top_n_sigma(f(0));
    if (name == "xtc") // always, so that no draw decides
        return llama_sampler_init_xtc(1.0F, f(0), 1, 1);
    if (name == "mirostat")
        return llama_sampler_init_mirostat_v2(7, f(0), f(1));
    if (name == "penalties")
        return llama_sampler_init_penalties(80, n(0), f(1), f(2), f(3));
    if (name == "dry") {
        std::vector<std::vector<llama_token>> breakers;
        for (std::size_t i = 4; i < p.size(); i += static_cast<std::size_t>(n(i)) + 1) {
            breakers.emplace_back();
            for (int32_t j = 1; j <= n(i); ++j)
                breakers.back().push_back(n(i + static_cast<std::size_t>(j)));
        }
        return llama_sampler_init_dry_testing(f(0), f(1), n(2), n(3), breakers);
    }
    std::cerr << "unknown sampler " << name << "\n";
    std::exit(1);
}

void print(const llama_token_data_array& left, std::size_t vocabulary) {
    std::vector<float> logits(vocabulary, -INFINITY);
    for (std::size_t i = 0; i < left.size; ++i)
        logits[static_cast<std::size_t>(left.data[i].id)] = left.data[i].logit;
    for (const float logit : logits)
        std::isinf(logit) ? std::printf("- ") : std::printf("%.9g ", static_cast<double>(logit));
}

} // namespace

int main() {
    for (std::string name; std::cin >> name;) {
        llama_sampler* sampler = make(name, numbers(std::cin));
        for (const double id : numbers(std::cin))
            sampler->iface->accept ? sampler->iface->accept(sampler, static_cast<llama_token>(id))
                                   : void();
        const std::vector<double> row = numbers(std::cin);
        const std::size_t steps = static_cast<std::size_t>(numbers(std::cin).at(0));
        for (std::size_t step = 0; step < steps; ++step) {
            std::vector<llama_token_data> data;
            for (std::size_t i = 0; i < row.size(); ++i)
                data.push_back({static_cast<llama_token>(i), static_cast<float>(row[i]), 0});
            llama_token_data_array array{data.data(), data.size(), -1, false};
            sampler->iface->apply(sampler, &array);
            print(array, row.size());
            std::printf("%d\n", array.selected < 0 ? -1 : array.data[array.selected].id);
        }
    }
}
