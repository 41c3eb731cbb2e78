// Everything a person can do on the Label page, with words, icons and keys. The page owns the
// actions and connects them. The window's thread.
#pragma once

#include "ui/label/judgement_bar.h"
#include "ui/label/label_panel.h"
#include "ui/label/pack_section.h"
#include "ui/label/response_card.h"
#include "ui/widgets/action.h"

#include <array>
#include <functional>

namespace tiebreak {

struct LabelActions {
    JudgementActions bar;
    std::array<ResponseActions, 2> responses; ///< of A, of B
    PanelActions panel;
    PackActions packs;
    Action* differences = nullptr;
    Action* plain = nullptr;
    Action* guidelines = nullptr;
    Action* dimensions = nullptr;
    Action* queryTags = nullptr;
    Action* links = nullptr;
    Action* find = nullptr;
    Action* newer = nullptr;
    Action* importFile = nullptr;
    Action* samples = nullptr;
    Action* redo = nullptr;
    Action* undo = nullptr;
};

using AddAction = std::function<Action*(const ActionSpec&)>;

LabelActions makeLabelActions(const AddAction& add);

} // namespace tiebreak
