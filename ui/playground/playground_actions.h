// Everything a person can do on the Playground, with its words, icon and key in one place. The page
// owns the actions and connects them. The window's thread.
#pragma once

#include "ui/widgets/action.h"

#include <functional>

namespace tiebreak {

struct PlaygroundActions {
    Action* parameters;
    Action* stop;
    Action* generate;
    Action* system;
    Action* rendered;
    Action* neutral;
    Action* keep;
    Action* judge;
    Action* fold;
    Action* example;
    Action* restart;
};

/// Makes them through `add`, which is the page's own, in the order of header and palette.
PlaygroundActions makePlaygroundActions(const std::function<Action*(const ActionSpec&)>& add);

} // namespace tiebreak
