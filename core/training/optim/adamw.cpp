#include "training/optim/adamw.h"

#include <ATen/ops/_fused_adamw.h>
#include <ATen/ops/full.h>
#include <ATen/ops/zeros_like.h>
#include <algorithm>
#include <c10/core/GradMode.h>
#include <regex>

namespace tiebreak {

bool decays(const std::string& name) {
    // transformers.trainer_pt_utils.get_parameter_names: these patterns anywhere in the name.
    static const std::regex kExcluded(R"(bias|layernorm|rmsnorm|(^|\.)norm($|\.)|_norm($|\.))",
                                      std::regex::icase);
    return !std::regex_search(name, kExcluded);
}

AdamW::AdamW(NamedTensors parameters, const AdamWOptions& options)
    : m_parameters(std::move(parameters)), m_options(options) {
    const c10::NoGradGuard guard;
    for (const auto& [name, parameter] : m_parameters) {
        m_averages.push_back(at::zeros_like(parameter));
        m_squares.push_back(at::zeros_like(parameter));
        m_stepCounts.push_back(at::full({}, 0.0, parameter.options().dtype(at::kFloat)));
    }
}

void AdamW::stepGroup(const std::vector<std::size_t>& members, double learningRate, double weightDecay) {
    std::vector<at::Tensor> parameters, gradients, averages, squares, counts;
    for (const std::size_t i : members) {
        parameters.push_back(m_parameters[i].second.detach());
        gradients.push_back(m_parameters[i].second.grad());
        averages.push_back(m_averages[i]);
        squares.push_back(m_squares[i]);
        m_stepCounts[i].fill_(static_cast<double>(m_steps));
        counts.push_back(m_stepCounts[i]);
    }
    if (!parameters.empty())
        at::_fused_adamw_(parameters, gradients, averages, squares, {}, counts, learningRate,
                          m_options.beta1, m_options.beta2, weightDecay, m_options.epsilon, false, false);
}

void AdamW::step(double learningRate) {
    const c10::NoGradGuard guard;
    ++m_steps;
    std::vector<std::size_t> decaying, plain;
    for (std::size_t i = 0; i < m_parameters.size(); ++i)
        if (m_parameters[i].second.grad().defined())
            (m_options.weightDecay > 0 && decays(m_parameters[i].first) ? decaying : plain).push_back(i);
    stepGroup(decaying, learningRate, m_options.weightDecay);
    stepGroup(plain, learningRate, 0);
}

void AdamW::zeroGradients() {
    for (auto& [name, parameter] : m_parameters)
        if (parameter.grad().defined())
            parameter.mutable_grad().reset();
}

NamedTensors AdamW::state() const {
    NamedTensors state;
    for (std::size_t i = 0; i < m_parameters.size(); ++i) {
        state.emplace_back("exp_avg." + m_parameters[i].first, m_averages[i]);
        state.emplace_back("exp_avg_sq." + m_parameters[i].first, m_squares[i]);
    }
    return state;
}

Status AdamW::restore(const NamedTensors& state, std::int64_t steps) {
    const c10::NoGradGuard guard;
    for (auto& [name, tensor] : this->state()) {
        const auto found = std::ranges::find(state, name, &NamedTensor::first);
        if (found == state.end())
            return Error{ErrorCode::BadFile, "optimizer state '" + name + "' is missing", {}, {}};
        if (found->second.sizes() != tensor.sizes())
            return Error{ErrorCode::BadFile, "optimizer state '" + name + "': has another shape than the parameter", {}, {}};
        tensor.copy_(found->second);
    }
    m_steps = steps;
    return {};
}

} // namespace tiebreak
