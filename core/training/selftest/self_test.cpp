#include "training/selftest/self_test.h"

#include "tensor/torch_error.h"
#include "training/selftest/model_checks.h"
#include "training/selftest/tiny_model.h"
#include "training/selftest/tiny_run.h"
#include "training/selftest/training_checks.h"

#include <ATen/Context.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/abs.h>
#include <c10/core/GradMode.h>
#include <limits>
#include <unistd.h>

namespace tiebreak {

namespace {

namespace fs = std::filesystem;

constexpr double kFloat32Limit = 1e-4;  // nats a token
constexpr double kBfloat16Limit = 0.05; // nats, mean over tokens
constexpr std::size_t kRows = 6;

/// A folder that is gone when the test is over.
class TemporaryFolder {
public:
    static Result<std::unique_ptr<TemporaryFolder>> make() {
        std::string name = (fs::temp_directory_path() / "tiebreak-selftest-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            return errnoError("making a folder for the tiny model", name, errno);
        return std::unique_ptr<TemporaryFolder>(new TemporaryFolder(name));
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const fs::path& path() const { return m_path; }

private:
    explicit TemporaryFolder(fs::path path)
        : m_path(std::move(path)) {}
    fs::path m_path;
};

class SelfTest {
public:
    SelfTest(c10::Device device, fs::path model,
             const std::function<void(const SelfTestCheck&)>& found)
        : m_device(device)
        , m_model(std::move(model))
        , m_found(found) {}

    SelfTestReport run() {
        modelChecks();
        trainingChecks();
        return std::move(m_report);
    }

private:
    /// Runs a check; one that cannot be computed has failed.
    template <class Work>
    void check(const char* name, Work&& work) {
        const auto result = guardTorch("self-test", std::forward<Work>(work));
        m_report.checks.push_back(result ? *result
                                         : SelfTestCheck{name,
                                                         std::numeric_limits<double>::quiet_NaN(),
                                                         0, result.error().text()});
        if (m_found)
            m_found(m_report.checks.back());
    }

    void modelChecks();
    void trainingChecks();
    Result<SelfTestCheck> bfloat16Check() const;

    c10::Device m_device;
    fs::path m_model;
    const std::function<void(const SelfTestCheck&)>& m_found;
    SelfTestReport m_report;
};

void SelfTest::modelChecks() {
    const auto policy =
        guardTorch("making the tiny model", [&] { return makeTinyPolicy(m_device); });
    const auto with = [&](auto&& work) {
        return [&, work]() -> Result<SelfTestCheck> {
            if (!policy)
                return policy.error();
            return work(CheckedModel{*policy->decoder, tinyPairs(kRows), kFloat32Limit});
        };
    };
    check("batch_of_one_equals_batch", with(batchOfOneCheck));
    check("chunked_equals_dense", with(chunkedCheck));
    check("packed_equals_padded", with(packedCheck));
    check("adapter_off_equals_base", with(adapterOffCheck));
    check("kl_to_itself_is_0",
          with([](const CheckedModel& m) { return klToItselfCheck(m, nullptr); }));
    check("decoded_equals_scored", with(decodedCheck));
    check("bfloat16_near_float32", [this] { return bfloat16Check(); });
}

Result<SelfTestCheck> SelfTest::bfloat16Check() const {
    const c10::NoGradGuard guard;
    TB_ASSIGN(const auto exact, makeTinyPolicy(m_device));
    TB_ASSIGN(const auto rounded, makeTinyPolicy(m_device, c10::kBFloat16));
    const auto rows = tinyPairs(kRows);
    const auto difference =
        at::abs(tokenLogps(*exact.decoder, rows) - tokenLogps(*rounded.decoder, rows));
    return SelfTestCheck{"bfloat16_near_float32", difference.mean().item<double>(), kBfloat16Limit,
                         "log-probabilities in bfloat16 and in float32, on average,"};
}

void SelfTest::trainingChecks() {
    check("first_loss", [this] { return firstLossCheck(m_device); });
    check("chunked_gradient_equals_dense", [this] { return chunkedGradientCheck(m_device); });
    check("accumulation_equals_batch", [this] { return accumulationCheck(m_device); });
    check("ppo_first_ratio_is_1", [this] { return ppoFirstPassCheck(m_device, m_model); });
    check("lora_steps", [this] { return trainingStepsCheck(m_device, m_model, true); });
    check("full_steps", [this] { return trainingStepsCheck(m_device, m_model, false); });
    check("training_learns", [this] { return learningCheck(m_device, m_model); });
}

} // namespace

Result<SelfTestReport> selfTest(c10::Device device,
                                const std::function<void(const SelfTestCheck&)>& found) {
    // TF32 keeps ten bits of a product's factors: nothing below would agree.
    at::globalContext().setFloat32MatmulPrecision("highest");
    TB_ASSIGN(const auto folder, TemporaryFolder::make());
    TB_TRY(guardTorch("writing the tiny model", [&] { return saveTinyModel(folder->path()); }));
    return SelfTest(device, folder->path(), found).run();
}

} // namespace tiebreak
