// Which of two responses stands left: a fair coin of the system's own randomness, thrown anew for
// every view. Any thread.
#pragma once

#include <QRandomGenerator>

namespace tiebreak {

/// True: the first one stands left.
inline bool drawSide() {
    return QRandomGenerator::system()->bounded(2) == 0;
}

} // namespace tiebreak
