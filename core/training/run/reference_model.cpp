#include "training/run/reference_model.h"

namespace tiebreak {

namespace {

/// A fresh adapter adds nothing, so the start is the base; a continued one is part of the start.
bool startIsBase(const RunConfig& config) {
    return config.lora && config.lora->init.empty();
}

} // namespace

Result<ReferenceModel> ReferenceModel::make(const RunConfig& config, const PolicyModel& policy) {
    const bool start = config.reference == "start";
    const bool base = config.reference == "base" || (start && startIsBase(config));
    if (base && config.lora)
        return ReferenceModel(policy.decoder, false);
    TB_ASSIGN(auto decoder, loadFrozen(config, start || base ? config.model : config.reference));
    if (start && config.lora)
        TB_TRY(loadLora(*decoder, config.lora->init, false));
    return ReferenceModel(std::move(decoder), true);
}

bool ReferenceModel::isStart(const RunConfig& config) {
    return config.reference == "start" ||
           (config.reference == "base" && (!config.lora || startIsBase(config)));
}

ReferenceModel::Scope::Scope(const ReferenceModel& reference)
    : m_decoder(reference.m_decoder.get())
    , m_switched(!reference.m_ownWeights && m_decoder->adapterEnabled()) {
    if (m_switched)
        m_decoder->setAdapterEnabled(false);
}

ReferenceModel::Scope::~Scope() {
    if (m_switched)
        m_decoder->setAdapterEnabled(true);
}

} // namespace tiebreak
