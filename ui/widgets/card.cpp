#include "ui/widgets/card.h"

#include "ui/widgets/style_property.h"

#include <QVariant>

namespace tiebreak {

Card::Card(const QString& role, QWidget* parent)
    : QFrame(parent) {
    setProperty("role", role);
}

void Card::setState(const QString& state) {
    setStyleProperty(this, "state", state);
}

} // namespace tiebreak
