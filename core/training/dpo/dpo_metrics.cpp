#include "training/dpo/dpo_metrics.h"

namespace tiebreak {

namespace {

double part(double sum, double count) {
    return count > 0 ? sum / count : 0;
}

} // namespace

DpoSums& DpoSums::operator+=(const DpoSums& other) {
    for (const auto member :
         {&DpoSums::loss, &DpoSums::pairs, &DpoSums::tokens, &DpoSums::entropy,
          &DpoSums::completionTokens, &DpoSums::top1, &DpoSums::chosenTokens,
          &DpoSums::rejectedTokens, &DpoSums::chosenLogits, &DpoSums::rejectedLogits,
          &DpoSums::chosenLogps, &DpoSums::rejectedLogps, &DpoSums::chosenRewards,
          &DpoSums::rejectedRewards, &DpoSums::accurate})
        this->*member += other.*member;
    return *this;
}

MicroBatchResult resultOf(const DpoSums& s, double share) {
    MicroBatchResult result;
    result.loss = share * s.loss / s.pairs;
    result.tokens = s.tokens;
    result.metrics = {{"entropy", part(s.entropy, s.completionTokens)},
                      {"mean_token_accuracy", part(s.top1, s.chosenTokens)},
                      {"rewards/chosen", s.chosenRewards / s.pairs},
                      {"rewards/rejected", s.rejectedRewards / s.pairs},
                      {"rewards/accuracies", s.accurate / s.pairs},
                      {"rewards/margins", (s.chosenRewards - s.rejectedRewards) / s.pairs},
                      {"logps/chosen", s.chosenLogps / s.pairs},
                      {"logps/rejected", s.rejectedLogps / s.pairs},
                      {"logits/chosen", part(s.chosenLogits, s.chosenTokens)},
                      {"logits/rejected", part(s.rejectedLogits, s.rejectedTokens)}};
    return result;
}

} // namespace tiebreak
