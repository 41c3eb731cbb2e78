#include "training/ppo/ppo_trainer.h"

#include "base/clock.h"
#include "base/random_stream.h"
#include "tensor/torch_error.h"
#include "training/objectives/gae.h"
#include "training/objectives/masked_statistics.h"
#include "training/objectives/ppo_rewards.h"
#include "training/scoring/sequence_scores.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>
#include <cmath>
#include <iterator>

namespace tiebreak {

namespace {

using Ids = std::vector<std::int64_t>;

constexpr std::int64_t kTokensAtOnce = 2048;
// Streams of the run's seed, apart from the row order and LoRA's start.
constexpr std::uint64_t kSampleStream = 101;
constexpr std::uint64_t kMinibatchStream = 102;

NamedTensors trained(const PolicyModel& policy, const ValueHead& valueHead) {
    NamedTensors all = policy.decoder->trainableParameters();
    for (auto& parameter : valueHead.parameters())
        all.push_back(parameter);
    return all;
}

/// One forward pass over some episodes, as flat [M] tables.
struct FlatNumbers {
    at::Tensor logps, values;
};

FlatNumbers passOf(const Decoder& decoder, const ValueHead* valueHead, const CompletionBatch& batch,
                   double temperature) {
    const c10::NoGradGuard guard;
    PassOptions options;
    options.score.statistics = false;
    options.score.temperature = temperature;
    const auto pass = passSequences(decoder, batch, options);
    return {pass.tokens.logps, valueHead ? valueHead->values(pass.hidden) : at::Tensor()};
}

std::size_t longestResponse(const std::vector<Episode>& episodes) {
    std::size_t longest = 0;
    for (const auto& episode : episodes)
        longest = std::max(longest, episode.response.size());
    return longest;
}

at::Tensor emptyTable(const std::vector<Episode>& episodes) {
    return at::zeros({static_cast<std::int64_t>(episodes.size()),
                      static_cast<std::int64_t>(longestResponse(episodes))}); // [B, R]
}

/// Writes a group's table into its rows of the whole.
void put(at::Tensor& whole, const std::vector<std::size_t>& group, const at::Tensor& part) {
    const std::vector<std::int64_t> rows(group.begin(), group.end());
    const at::Tensor index = at::tensor(rows, at::kLong);
    at::Tensor narrow = whole.narrow(1, 0, part.size(1));
    narrow.index_copy_(0, index, part.to(at::kCPU).to(whole.scalar_type()));
}

/// Lets a pause block, but keeps any other wish to stop for later: half an update is no state to go
/// on from.
struct StopLater {
    const BetweenMicroBatches& between;
    std::optional<Error> wish;
    Status operator()() {
        if (wish)
            return {};
        if (const Status go = between(); !go)
            wish = go.error();
        return {};
    }
};

} // namespace

PpoTrainer::PpoTrainer(const RunConfig& config, PolicyModel policy, TextTools text,
                       std::vector<Ids> prompts, ScoreResponses score, ReferenceModel reference)
    : m_config(config)
    , m_startTemperature(config.ppo.temperature)
    , m_policy(std::move(policy))
    , m_text(std::move(text))
    , m_prompts(std::move(prompts))
    , m_score(std::move(score))
    , m_reference(std::move(reference))
    , m_valueHead(m_policy.decoder->config().width, m_policy.decoder->device())
    , m_optimizer(trained(m_policy, m_valueHead),
                  {config.adamBeta1, config.adamBeta2, config.adamEpsilon, config.weightDecay})
    , m_schedule(*parseSchedule(config.schedule))
    , m_estimator(*parseKlEstimator(config.ppo.klEstimator))
    , m_klControl(config.ppo.klCoef, config.ppo.klTarget, config.ppo.klHorizon)
    , m_probe(m_prompts, config.seed) {}

Result<std::unique_ptr<PpoTrainer>> PpoTrainer::make(const RunConfig& config, PolicyModel policy,
                                                     TextTools text, std::vector<Ids> prompts,
                                                     ScoreResponses score) {
    if (prompts.empty())
        return Error{ErrorCode::BadFile, "no prompt to answer", config.prompts, {}};
    TB_TRY(parseSchedule(config.schedule));
    TB_TRY(parseKlEstimator(config.ppo.klEstimator));
    TB_ASSIGN(auto reference, ReferenceModel::make(config, policy));
    return std::unique_ptr<PpoTrainer>(new PpoTrainer(config, std::move(policy), std::move(text),
                                                      std::move(prompts), std::move(score),
                                                      std::move(reference)));
}

std::int64_t ppoSteps(const RunConfig& config) {
    if (config.maxSteps > 0)
        return config.maxSteps;
    return (config.ppo.episodes + config.ppo.rolloutBatch - 1) / config.ppo.rolloutBatch;
}

std::int64_t PpoTrainer::totalSteps() const {
    return ppoSteps(m_config);
}

double PpoTrainer::learningRate(std::int64_t step) const {
    return m_config.learningRate *
           scheduleFactor(m_schedule, step, m_config.warmupSteps, totalSteps());
}

std::string PpoTrainer::promptText(const Ids& ids) const {
    const std::vector<TokenId> tokens(ids.begin(), ids.end());
    return m_text.tokenizer ? m_text.tokenizer->decode(tokens) : std::string();
}

// Prompts in passes, each in an order of its own; the seed of an episode depends on its number
// alone.
std::vector<SampleRequest> PpoTrainer::requests(std::int64_t step) const {
    std::vector<SampleRequest> requests;
    const auto prompts = static_cast<std::int64_t>(m_prompts.size());
    RandomStream seeds(m_config.seed, kSampleStream);
    for (std::int64_t i = 0; i < m_config.ppo.rolloutBatch; ++i) {
        const std::int64_t episode = step * m_config.ppo.rolloutBatch + i;
        const auto pass = static_cast<std::uint64_t>(episode / prompts);
        const auto order = m_config.order == "shuffle"
                               ? shuffledOrder(m_config.seed, pass, m_prompts.size())
                               : std::vector<std::uint64_t>();
        const auto place = static_cast<std::size_t>(episode % prompts);
        SampleRequest request{m_prompts[order.empty() ? place : order[place]], {}};
        seeds.setPosition(static_cast<std::uint64_t>(episode));
        request.parameters.seed = seeds.bits() >> 1;
        request.parameters.temperature = m_config.ppo.temperature;
        request.parameters.minNewTokens = m_config.ppo.responseMin;
        request.parameters.maxNewTokens = m_config.ppo.responseMax;
        requests.push_back(std::move(request));
    }
    return requests;
}

Status PpoTrainer::score(Rollout& rollout, const std::vector<SampledResponse>& responses) const {
    std::vector<ScoredResponse> texts;
    for (std::size_t i = 0; i < responses.size(); ++i)
        texts.push_back({promptText(rollout.episodes[i].prompt), responses[i].text,
                         rollout.episodes[i].prompt, responses[i].ids});
    TB_ASSIGN(auto scores, m_score(texts));
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (m_config.ppo.missingEosPenalty && !rollout.episodes[i].endedItself)
            scores[i] -= *m_config.ppo.missingEosPenalty;
        if (!std::isfinite(scores[i]))
            return Error{ErrorCode::NonFinite,
                         "the reward of a response is " + std::to_string(scores[i]) +
                             "; nothing was learned from it",
                         {},
                         {}};
    }
    rollout.scores = at::tensor(scores, at::kDouble).to(at::kFloat);
    return {};
}

Status PpoTrainer::measure(Rollout& rollout, const BetweenMicroBatches& between) const {
    const auto& episodes = rollout.episodes;
    rollout.logps = emptyTable(episodes);
    rollout.reference = emptyTable(episodes);
    rollout.values = emptyTable(episodes);
    rollout.mask = emptyTable(episodes).to(at::kBool);
    std::vector<std::size_t> all(episodes.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = i;
    const double temperature = m_config.ppo.temperature;
    for (const auto& group : groupEpisodes(episodes, all, kTokensAtOnce)) {
        TB_TRY(between());
        std::vector<const Episode*> members;
        for (const std::size_t i : group)
            members.push_back(&episodes[i]);
        const auto batch = packEpisodes(members, m_policy.decoder->device());
        const EpisodeTable table(batch);
        const auto now = passOf(*m_policy.decoder, &m_valueHead, batch, temperature);
        const ReferenceModel::Scope scope(m_reference);
        const auto frozen = passOf(scope.decoder(), nullptr, batch, temperature);
        put(rollout.logps, group, table.padded(now.logps));
        put(rollout.values, group, table.padded(now.values));
        put(rollout.reference, group, table.padded(frozen.logps));
        put(rollout.mask, group, table.mask());
    }
    return {};
}

void PpoTrainer::estimateAdvantages(Rollout& rollout) const {
    const PpoConfig& ppo = m_config.ppo;
    rollout.klCoefficient = m_klControl.coefficient();
    rollout.kl = klEstimate(rollout.logps, rollout.reference, m_estimator);
    rollout.rewards = ppoRewards({rollout.scores, rollout.kl, rollout.mask, rollout.klCoefficient});
    if (ppo.whitenRewards)
        rollout.rewards = whiten(rollout.rewards, rollout.mask, {false});
    const auto estimate =
        gae({rollout.rewards, rollout.values, rollout.mask, ppo.gamma, ppo.lambda});
    rollout.advantages = whiten(estimate.advantages, rollout.mask);
    rollout.returns = estimate.returns;
}

Result<Rollout> PpoTrainer::rollout(std::int64_t step, const BetweenMicroBatches& between) {
    m_config.ppo.temperature = scheduledValue(m_startTemperature, m_config.ppo.temperatureEnd, step,
                                              totalSteps()); // for the rollout and its updates
    const auto asked = requests(step);
    TB_ASSIGN(const auto responses, sampleResponses(m_policy.decoder, m_text.tokenizer, asked,
                                                    {m_config.ppo.rolloutBatch, between}));
    Rollout rollout;
    for (std::size_t i = 0; i < asked.size(); ++i)
        rollout.episodes.push_back({asked[i].prompt, responses[i].ids, responses[i].endedItself});
    TB_TRY(score(rollout, responses));
    TB_TRY(guardTorch("scoring the rollout", [&] { return measure(rollout, between); }));
    return guardTorch("estimating advantages", [&] {
        estimateAdvantages(rollout);
        return rollout;
    });
}

Result<PpoUpdateOutcome> PpoTrainer::update(const Rollout& rollout, std::int64_t step,
                                            const BetweenMicroBatches& between) {
    RandomStream orders(m_config.seed, kMinibatchStream);
    orders.setPosition(static_cast<std::uint64_t>(step));
    const PpoUpdateInputs in{*m_policy.decoder,
                             m_valueHead,
                             rollout,
                             m_config.ppo,
                             {learningRate(step), m_config.maxGradNorm},
                             orders.bits(),
                             kTokensAtOnce};
    return guardTorch("updating the policy", [&] { return ppoUpdate(in, m_optimizer, between); });
}

void PpoTrainer::count(const Rollout& rollout) {
    m_episodes += m_config.ppo.rolloutBatch;
    for (const auto& episode : rollout.episodes)
        m_tokens += static_cast<double>(episode.prompt.size() + episode.response.size());
    m_klControl.update(meanOfSums(rollout.kl, rollout.mask), m_config.ppo.rolloutBatch);
}

Result<StepOutcome> PpoTrainer::step(std::int64_t step, const BetweenMicroBatches& between) {
    const double started = monotonicSeconds();
    TB_ASSIGN(const auto rollout, this->rollout(step, between));
    StopLater stop{between, {}};
    m_midUpdate = true;
    TB_ASSIGN(auto update, this->update(rollout, step, [&] { return stop(); }));
    m_midUpdate = update.failure && update.applied > 0;
    if (update.failure)
        update.failure->message = "episodes " + std::to_string(step * m_config.ppo.rolloutBatch) +
                                  " to " +
                                  std::to_string((step + 1) * m_config.ppo.rolloutBatch - 1) +
                                  ": " + update.failure->message;
    else
        count(rollout);
    const PpoStepFacts facts{double(m_episodes) / double(m_prompts.size()), learningRate(step),
                             m_episodes, m_tokens, monotonicSeconds() - started};
    return StepOutcome{ppoMetricsLine(rollout, update.metrics, facts), std::move(update.failure),
                       std::move(stop.wish)};
}

Result<std::vector<ProbeAnswer>> PpoTrainer::probe() {
    TB_ASSIGN(auto answers, m_probe.measure(m_policy, &m_reference, m_text.tokenizer));
    std::vector<ScoredResponse> texts;
    for (const auto& answer : answers)
        texts.push_back({answer.promptText, answer.text,
                         m_probe.prompts()[static_cast<std::size_t>(answer.prompt)], answer.ids});
    TB_ASSIGN(const auto rewards, m_score(texts));
    for (std::size_t i = 0; i < answers.size(); ++i)
        answers[i].reward = rewards[i];
    return answers;
}

// A prompt's second half stands in for a response: nothing was sampled yet.
SelfTestSubject PpoTrainer::selfTestSubject() {
    std::vector<PreferenceRow> rows;
    for (const auto& prompt : m_prompts)
        rows.push_back(halved(prompt));
    return {m_policy.decoder.get(), &m_reference, ReferenceModel::isStart(m_config),
            selfTestRows(rows),     {},           0};
}

nlohmann::json PpoTrainer::state() const {
    return {
        {"episodes", m_episodes}, {"num_tokens", m_tokens}, {"kl_coef", m_klControl.coefficient()}};
}

Status PpoTrainer::restore(const nlohmann::json& state) {
    m_episodes = state.value("episodes", std::int64_t{0});
    m_tokens = state.value("num_tokens", 0.0);
    m_klControl.setCoefficient(state.value("kl_coef", m_klControl.coefficient()));
    return {};
}

Status PpoTrainer::saveModel(const std::filesystem::path& folder) const {
    return m_policy.save(m_config, folder);
}

} // namespace tiebreak
