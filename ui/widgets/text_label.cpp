#include "ui/widgets/text_label.h"

#include "ui/widgets/style_property.h"

#include <QPainter>
#include <QStyle>

namespace tiebreak {

TextLabel::TextLabel(const QString& text, const QString& type, const QString& tone, QWidget* parent)
    : QLabel(text, parent) {
    setTextFormat(Qt::PlainText);
    if (!type.isEmpty())
        setProperty("type", type);
    if (!tone.isEmpty())
        setProperty("tone", tone);
}

void TextLabel::setTone(const QString& tone) {
    setStyleProperty(this, "tone", tone);
}

void TextLabel::setElided(bool elided) {
    m_elided = elided;
    updateGeometry();
}

void TextLabel::showText(const QString& text) {
    if (text != this->text())
        setText(text);
}

QSize TextLabel::minimumSizeHint() const {
    const auto hint = QLabel::minimumSizeHint();
    return m_elided
               ? QSize(qMin(hint.width(), fontMetrics().horizontalAdvance("WW…")), hint.height())
               : hint;
}

void TextLabel::paintEvent(QPaintEvent* event) {
    if (!m_elided || contentsRect().width() >= QLabel::sizeHint().width()) {
        QLabel::paintEvent(event);
        return;
    }
    if (toolTip() != text())
        setToolTip(text());
    QPainter painter(this);
    const auto shown = fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width());
    style()->drawItemText(&painter, contentsRect(), int(alignment()), palette(), isEnabled(), shown,
                          foregroundRole());
}

} // namespace tiebreak
