#include "training/sft/sft_step.h"

#include "training/objectives/nll_loss.h"

#include <c10/core/GradMode.h>

namespace tiebreak {

namespace {

double total(const at::Tensor& values) {
    return values.detach().sum().item<double>();
}

} // namespace

SftSums& SftSums::operator+=(const SftSums& other) {
    for (const auto member : {&SftSums::loss, &SftSums::labels, &SftSums::entropy, &SftSums::top1})
        this->*member += other.*member;
    return *this;
}

SftSums sftPass(const Decoder& decoder, std::span<const SftRow* const> rows, double stepLabels,
                bool training) {
    CompletionBatchBuilder builder;
    std::int64_t sequence = 0;
    for (const SftRow* row : rows)
        builder.addScored(row->ids, row->trained, sequence++);
    if (builder.empty())
        return {};
    const auto batch = builder.build(decoder.device());
    const auto pass = passSequences(decoder, batch, {training, {}});
    const at::Tensor logps = pass.tokens.logps.detach().clone().set_requires_grad(training); // [M]
    const c10::AutoGradMode mode(training);
    const at::Tensor loss = nllLoss(logps, stepLabels);
    if (training) {
        loss.backward();
        backwardTokens(decoder, batch, pass, {logps.grad(), {}});
    }
    return {loss.item<double>(), static_cast<double>(logps.numel()), total(pass.tokens.entropy),
            total(pass.tokens.top1)};
}

} // namespace tiebreak
