// QCustomPlot's header is written with Qt's keywords, which this project switches off (LibTorch has
// members of those names). They are on for that header alone.
#pragma once

#include <QObject>

#define signals Q_SIGNALS
#define slots Q_SLOTS
#define emit Q_EMIT
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef signals
#undef slots
#undef emit
#undef foreach
