#include "training/selftest/run_self_test.h"

#include "tensor/torch_error.h"
#include "training/selftest/model_checks.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/isfinite.h>
#include <algorithm>
#include <c10/core/GradMode.h>
#include <cmath>
#include <limits>

namespace tiebreak {

namespace {

constexpr std::size_t kRows = 3;
constexpr std::size_t kPromptTokens = 64;
constexpr std::size_t kCompletionTokens = 32;
// Nats a token. Rounding moves float32 by some 1e-5 and bfloat16 by some 1e-1; a wrong mask or
// position moves either by much more.
constexpr double kFloat32Limit = 1e-3;
constexpr double kBfloat16Limit = 0.5;
constexpr double kFirstLossLimit = 1e-4; // a share of the loss

/// Dropout off while it lives.
class WithoutDropout {
public:
    explicit WithoutDropout(Decoder& decoder)
        : m_decoder(decoder)
        , m_before(decoder.training()) {
        decoder.setTraining(false);
    }
    ~WithoutDropout() { m_decoder.setTraining(m_before); }
    WithoutDropout(const WithoutDropout&) = delete;
    WithoutDropout& operator=(const WithoutDropout&) = delete;

private:
    Decoder& m_decoder;
    bool m_before;
};

SelfTestCheck finiteCheck(const CheckedModel& model) {
    const c10::NoGradGuard guard;
    const auto logps = tokenLogps(model.decoder, model.rows);
    const auto wrong =
        static_cast<double>(logps.numel()) - at::isfinite(logps).sum().item<double>();
    return {"log_probabilities_are_finite", wrong, 0,
            "all tokens and those with a finite log-probability", ErrorCode::NonFinite};
}

SelfTestCheck firstLossCheck(const SelfTestSubject& subject) {
    const double expected = subject.expectedFirstLoss;
    return {"first_loss", std::abs(subject.firstLoss() - expected) / std::max(expected, 1e-6),
            kFirstLossLimit,
            "the loss before the first step and " + std::to_string(expected) +
                ", as a share of it,"};
}

class RunSelfTest {
public:
    explicit RunSelfTest(const SelfTestSubject& subject)
        : m_subject(subject)
        , m_model{*subject.policy, subject.rows,
                  subject.policy->dtype() == c10::kFloat ? kFloat32Limit : kBfloat16Limit} {}

    SelfTestReport run(bool fresh) {
        if (!check("log_probabilities_are_finite", [this] { return finiteCheck(m_model); }))
            return std::move(m_report); // nothing else would say more
        check("batch_of_one_equals_batch", [this] { return batchOfOneCheck(m_model); });
        check("chunked_equals_dense", [this] { return chunkedCheck(m_model); });
        check("packed_equals_padded", [this] { return packedCheck(m_model); });
        if (m_subject.policy->hasAdapter())
            check("adapter_off_equals_base", [this] { return adapterOffCheck(m_model); });
        const bool comparable = fresh && m_subject.referenceIsStart;
        check("kl_to_itself_is_0",
              [&] { return klToItselfCheck(m_model, comparable ? m_subject.reference : nullptr); });
        if (comparable && m_subject.firstLoss)
            check("first_loss", [this] { return firstLossCheck(m_subject); });
        return std::move(m_report);
    }

private:
    template <class Work>
    bool check(const char* name, Work&& work) {
        const auto result = guardTorch("self-test", std::forward<Work>(work));
        m_report.checks.push_back(
            result ? *result
                   : SelfTestCheck{name, std::numeric_limits<double>::quiet_NaN(), 0,
                                   result.error().text(), result.error().code});
        return m_report.checks.back().ok();
    }

    const SelfTestSubject& m_subject;
    CheckedModel m_model;
    SelfTestReport m_report;
};

std::size_t tokensOf(const PreferenceRow& row) {
    return row.prompt.size() + row.chosen.size() + row.rejected.size();
}

} // namespace

PreferenceRow halved(const std::vector<std::int64_t>& ids) {
    const auto middle = ids.begin() + static_cast<std::ptrdiff_t>((ids.size() + 1) / 2);
    return {{ids.begin(), middle}, middle == ids.end() ? ids : std::vector(middle, ids.end()), {}};
}

std::vector<PreferenceRow> selfTestRows(const std::vector<PreferenceRow>& all) {
    std::vector<const PreferenceRow*> shortest;
    for (const auto& row : all)
        if (!row.chosen.empty() || !row.rejected.empty())
            shortest.push_back(&row);
    const auto count = static_cast<std::ptrdiff_t>(std::min(kRows, shortest.size()));
    std::partial_sort(shortest.begin(), shortest.begin() + count, shortest.end(),
                      [](const auto* a, const auto* b) { return tokensOf(*a) < tokensOf(*b); });
    std::vector<PreferenceRow> rows;
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        PreferenceRow row = *shortest[static_cast<std::size_t>(i)];
        if (row.prompt.size() > kPromptTokens)
            row.prompt.erase(row.prompt.begin(), row.prompt.end() - kPromptTokens);
        row.chosen.resize(std::min(row.chosen.size(), kCompletionTokens));
        row.rejected.resize(std::min(row.rejected.size(), kCompletionTokens));
        rows.push_back(std::move(row));
    }
    return rows;
}

SelfTestReport selfTestRun(const SelfTestSubject& subject, bool fresh) {
    if (!subject.policy || subject.rows.empty())
        return {};
    const WithoutDropout scope(*subject.policy);
    return RunSelfTest(subject).run(fresh);
}

} // namespace tiebreak
