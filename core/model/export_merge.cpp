#include "model/export_merge.h"

#include "model/load_model.h"
#include "model/lora.h"

#include <ATen/ATen.h>

namespace tiebreak {

Result<ChangedWeights> mergedWeights(const ExportOptions& options) {
    ChangedWeights changed;
    if (options.adapter.empty())
        return changed;
    LoadOptions load;
    load.dtype = DtypeChoice::Float32;
    TB_ASSIGN(const auto model, loadModel(options.model, load));
    const auto before = model.decoder->namedWeights();
    TB_TRY(loadLora(*model.decoder, options.adapter, false));
    TB_TRY(mergeLora(*model.decoder));
    const auto after = model.decoder->namedWeights();
    for (std::size_t k = 0; k < after.size(); ++k)
        if (!after[k].second.is_alias_of(before[k].second)) // merging makes a new one
            changed[after[k].first] = after[k].second;
    return changed;
}

const at::Tensor* findChanged(const ChangedWeights& changed, const std::string& name) {
    auto found = changed.find(name);
    if (found == changed.end())
        found = changed.find("model." + name);
    return found == changed.end() ? nullptr : &found->second;
}

} // namespace tiebreak
