#include "ui/widgets/chip.h"

#include "ui/widgets/style_property.h"

#include <QVariant>

namespace tiebreak {

Chip::Chip(const QString& text, const QString& tone, QWidget* parent)
    : QLabel(text, parent) {
    setTextFormat(Qt::PlainText);
    setProperty("role", "chip");
    if (!tone.isEmpty())
        setProperty("tone", tone);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void Chip::setTone(const QString& tone) {
    setStyleProperty(this, "tone", tone);
}

} // namespace tiebreak
