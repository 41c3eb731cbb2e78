#include "training/dpo/dpo_metrics.h"

namespace tiebreak {

namespace {

double share(double sum, double count) { return count > 0 ? sum / count : 0; }

} // namespace

DpoSums& DpoSums::operator+=(const DpoSums& other) {
    for (const auto member :
         {&DpoSums::loss, &DpoSums::pairs, &DpoSums::tokens, &DpoSums::entropy, &DpoSums::completionTokens,
          &DpoSums::top1, &DpoSums::chosenTokens, &DpoSums::rejectedTokens, &DpoSums::chosenLogits,
          &DpoSums::rejectedLogits, &DpoSums::chosenLogps, &DpoSums::rejectedLogps,
          &DpoSums::chosenRewards, &DpoSums::rejectedRewards, &DpoSums::accurate})
        this->*member += other.*member;
    return *this;
}

void DpoStepMetrics::add(const DpoSums& s) {
    m_sum.loss += s.loss / s.pairs;
    m_sum.entropy += share(s.entropy, s.completionTokens);
    m_sum.accuracy += share(s.top1, s.chosenTokens);
    m_sum.chosenRewards += s.chosenRewards / s.pairs;
    m_sum.rejectedRewards += s.rejectedRewards / s.pairs;
    m_sum.accuracies += s.accurate / s.pairs;
    m_sum.chosenLogps += s.chosenLogps / s.pairs;
    m_sum.rejectedLogps += s.rejectedLogps / s.pairs;
    m_sum.chosenLogits += share(s.chosenLogits, s.chosenTokens);
    m_sum.rejectedLogits += share(s.rejectedLogits, s.rejectedTokens);
    ++m_count;
}

double DpoStepMetrics::loss() const { return m_sum.loss / m_count; }

nlohmann::ordered_json DpoStepMetrics::line(double epoch, double gradNorm, double learningRate,
                                            double numTokens) const {
    const auto mean = [this](double sum) { return sum / m_count; };
    return {{"epoch", epoch},
            {"loss", loss()},
            {"grad_norm", gradNorm},
            {"learning_rate", learningRate},
            {"num_tokens", numTokens},
            {"entropy", mean(m_sum.entropy)},
            {"mean_token_accuracy", mean(m_sum.accuracy)},
            {"rewards/chosen", mean(m_sum.chosenRewards)},
            {"rewards/rejected", mean(m_sum.rejectedRewards)},
            {"rewards/accuracies", mean(m_sum.accuracies)},
            {"rewards/margins", mean(m_sum.chosenRewards) - mean(m_sum.rejectedRewards)},
            {"logps/chosen", mean(m_sum.chosenLogps)},
            {"logps/rejected", mean(m_sum.rejectedLogps)},
            {"logits/chosen", mean(m_sum.chosenLogits)},
            {"logits/rejected", mean(m_sum.rejectedLogits)}};
}

} // namespace tiebreak
