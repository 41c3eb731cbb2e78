// Everything a person can do on the Playground, with its words, icon and key in one place. The page
// owns the actions and connects them. The window's thread.
#pragma once

#include "ui/widgets/action.h"

#include <functional>

namespace tiebreak {

struct PlaygroundActions {
    Action* compare;
    Action* history;
    Action* reward;
    Action* parameters;
    Action* stop;
    Action* generate;
    Action* system;
    Action* rendered;
    Action* example;
    Action* newConversation;
    Action* editQuery;
    Action* search;
    Action* queries;
    Action* fileBack;
    Action* fileOn;
    Action* neutral;
    Action* order;
    Action* keep;
    Action* discard;
    Action* judge;
    Action* differences;
    Action* pin;
    Action* fold;
    Action* regenerate;
    Action* continueHere;
    Action* editResponse;
    Action* followUp;
    Action* replay;
    Action* restart;
};

/// Makes them through `add`, which is the page's own, in the order of header and palette.
PlaygroundActions makePlaygroundActions(const std::function<Action*(const ActionSpec&)>& add);

} // namespace tiebreak
