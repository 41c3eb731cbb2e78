#include "ui/widgets/style_property.h"

#include <QStyle>
#include <QVariant>
#include <QWidget>

namespace tiebreak {

void setStyleProperty(QWidget* widget, const char* name, const QString& value) {
    if (widget->property(name).toString() == value)
        return;
    widget->setProperty(name, value);
    // Before the first polish there is nothing to undo.
    if (!widget->testAttribute(Qt::WA_WState_Polished))
        return;
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

} // namespace tiebreak
