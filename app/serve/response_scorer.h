// What responses are worth by one or more rewards: the lexicon, the length, a trained reward model.
// Models are loaded when they are first asked for and stay. The decoding thread owns it.
#pragma once

#include "base/result.h"
#include "protocol/engine_messages.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tiebreak {

class ResponseScorer {
public:
    ResponseScorer();
    ~ResponseScorer();

    /// Σ_i weight_i · score_i for each text. BadArgument names a reward that is not known, or a
    /// text that is too long for the model.
    Result<std::vector<double>> score(const ScoreRequest& request);

private:
    struct Model;
    Result<Model*> model(const std::string& folder);
    Status addModelScores(const std::string& folder, double weight, const ScoreRequest& request,
                          std::vector<double>& sums);

    std::map<std::string, std::unique_ptr<Model>> m_models; ///< by folder
};

} // namespace tiebreak
