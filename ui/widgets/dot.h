// The small dot that says "not neutral" beside a name. Free function, the window's thread.
#pragma once

#include <QPixmap>

namespace tiebreak {

/// 8 px across; `ratio`: device pixels a pixel.
QPixmap dotPixmap(const QColor& color, double ratio);

} // namespace tiebreak
