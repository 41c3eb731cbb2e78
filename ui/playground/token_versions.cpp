#include "ui/playground/token_versions.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace tiebreak {

namespace {

constexpr std::int64_t kRoomAfterPrefix = 64; // tokens drawn where the response was full already

QString words(const char* text) {
    return QCoreApplication::translate("TokenVersions", text);
}

/// The first `count` tokens of `parent` are given; there is room for more.
TokenSubject begunLike(const TokenSubject& parent, int count) {
    TokenSubject out = parent;
    auto& p = out.parameters;
    p.prefixIds.assign(parent.ids.begin(), parent.ids.begin() + count);
    out.ids = p.prefixIds;
    return out;
}

void makeRoom(SamplingParameters& p) {
    const auto given = std::ssize(p.prefixIds);
    if (p.maxNewTokens <= given)
        p.maxNewTokens = given + kRoomAfterPrefix;
}

QString changeWords(const Intervention& change, const QString& shown) {
    const auto at = QString::number(change.position + 1);
    switch (change.kind) {
    case InterventionKind::Ban:
        return words(QT_TRANSLATE_NOOP("TokenVersions", "%1 banned at %2")).arg(shown, at);
    case InterventionKind::Boost:
        return words(QT_TRANSLATE_NOOP("TokenVersions", "%1 boosted at %2")).arg(shown, at);
    case InterventionKind::Force:
        break;
    }
    return words(QT_TRANSLATE_NOOP("TokenVersions", "%1 forced at %2")).arg(shown, at);
}

} // namespace

TokenFindings knownBefore(const TokenFindings& parent, int count, const TokenAlternative* next) {
    TokenFindings out;
    out.stages = parent.stages;
    const auto known = std::min(size_t(count), parent.tokens.size());
    out.tokens.assign(parent.tokens.begin(), parent.tokens.begin() + std::ptrdiff_t(known));
    if (next && known < parent.tokens.size() && !next->shares.empty()) {
        InspectedToken token = parent.tokens[known];
        token.id = next->id;
        token.text = next->text;
        token.special = false;
        token.logprob = std::log(next->shares.front());
        out.tokens.push_back(std::move(token));
    }
    return out;
}

TokenSubject branchOf(const TokenSubject& parent, int position, const TokenAlternative& next) {
    TokenSubject out = begunLike(parent, position);
    out.parameters.prefixIds.push_back(next.id);
    out.ids.push_back(next.id);
    makeRoom(out.parameters);
    out.name = words(QT_TRANSLATE_NOOP("TokenVersions", "Branch at %1: %2"))
                   .arg(position + 1)
                   .arg(visibleToken(next.text).trimmed());
    return out;
}

TokenSubject changedAt(const TokenSubject& parent, const Intervention& change,
                       const QString& shown) {
    TokenSubject out = begunLike(parent, int(change.position));
    auto& changes = out.parameters.interventions;
    // What came after it belongs to a text that is drawn anew.
    std::erase_if(changes, [&](const auto& c) { return c.position > change.position; });
    changes.push_back(change);
    makeRoom(out.parameters);
    out.name = changeWords(change, shown.trimmed());
    return out;
}

Intervention interventionOf(InterventionKind kind, int position, const QString& word,
                            const TokenAlternative* alternative, double bias,
                            const std::string& before) {
    Intervention out;
    out.position = position;
    out.kind = kind;
    out.bias = kind == InterventionKind::Boost ? bias : 0;
    out.word = word.toStdString();
    if (word.isEmpty() && alternative) {
        out.ids = {alternative->id};
        return out;
    }
    const bool parted = position == 0 || before.empty() || before.back() == '\n' ||
                        before.back() == ' ' || word.startsWith(' ');
    if (kind == InterventionKind::Force && !parted)
        out.word = " " + out.word;
    return out;
}

bool isForcedAt(const SamplingParameters& parameters, int position) {
    return std::any_of(parameters.interventions.begin(), parameters.interventions.end(),
                       [position](const Intervention& change) {
                           const auto length = std::max<std::int64_t>(1, std::ssize(change.ids));
                           return change.kind == InterventionKind::Force &&
                                  position >= change.position &&
                                  position < change.position + length;
                       });
}

} // namespace tiebreak
