// A response as the token view knows it: what was asked, what came, and what the engine found when
// it looked. Values and pure functions, any thread.
#pragma once

#include "protocol/engine_messages.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace tiebreak {

/// What is looked at.
struct TokenSubject {
    QString name; ///< "Response 2", "Branch at 38"
    std::vector<std::int32_t> promptIds;
    std::vector<std::int32_t> ids;
    SamplingParameters parameters;
    std::string sampleId; ///< where it is stored; may be empty
    bool operator==(const TokenSubject&) const = default;
};

/// What was found: as many tokens as the engine has told so far.
struct TokenFindings {
    std::vector<std::string> stages;
    std::vector<InspectedToken> tokens;
    std::vector<double> referenceLogprobs; ///< nats, of another model version; may be shorter
};

double probabilityOf(const InspectedToken& token);
double surpriseBits(const InspectedToken& token);
double entropyBits(const InspectedToken& token);
/// ln (policy / reference); nothing where the reference has not been asked.
std::optional<double> logRatio(const TokenFindings& findings, int position);
/// The token itself among its alternatives; nullptr where it is not told.
const TokenAlternative* ownAlternative(const InspectedToken& token);

/// A token's characters made visible: line breaks as ↵, tabs as ⇥; what is within a character as ▯.
QString visibleToken(const std::string& text);
/// ".184", "1.00", "<.001".
QString shareText(double share);

} // namespace tiebreak
