// Names of the rows of a form, as wide as one another although the rows stand in several layouts.
// The window's thread.
#pragma once

#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

namespace tiebreak {

inline TextLabel* formLabel(const Theme& theme, const QString& name, QWidget* parent) {
    constexpr int kWidth = 60; // px at scale 1
    auto* label = new TextLabel(name, {}, {}, parent);
    label->setMinimumWidth(theme.scaled(kWidth));
    return label;
}

} // namespace tiebreak
