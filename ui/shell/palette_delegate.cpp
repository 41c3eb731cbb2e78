#include "ui/shell/palette_delegate.h"

#include "ui/widgets/stroke_icon.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace tiebreak {

PaletteDelegate::PaletteDelegate(Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme) {}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {0, m_theme.size("control-large")};
}

int PaletteDelegate::paintKey(QPainter& painter, const QString& key, const QRect& row,
                              int right) const {
    if (key.isEmpty())
        return right;
    const auto font = m_theme.font(Theme::Type::MonoSmall);
    const int width = QFontMetrics(font).horizontalAdvance(key) + 10, height = m_theme.size("key");
    const QRect cap(right - width, row.center().y() - height / 2, width, height);
    painter.setPen(m_theme.color("key-border"));
    painter.setBrush(m_theme.color("key-bg"));
    painter.drawRoundedRect(QRectF(cap).adjusted(.5, .5, -.5, -.5), 4, 4);
    painter.setFont(font);
    painter.setPen(m_theme.color("key-text"));
    painter.drawText(cap, Qt::AlignCenter, key);
    return cap.left() - 8;
}

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect row = option.rect;
    if (option.state & QStyle::State_Selected) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme.color("selection"));
        painter->drawRoundedRect(row, m_theme.radius("control"), m_theme.radius("control"));
    }
    const auto reason = index.data(ReasonRole).toString();
    const auto ink = m_theme.color(reason.isEmpty() ? "text" : "text-2");
    const int side = m_theme.size("icon");
    const auto icon = index.data(IconRole).toString();
    if (!icon.isEmpty())
        paintStrokeIcon(*painter, icon, m_theme.color("text-2"),
                        QRectF(row.left() + 12, row.center().y() - side / 2, side, side));
    int right = paintKey(*painter, index.data(KeyRole).toString(), row, row.right() - 12);
    const auto small = m_theme.font(Theme::Type::Small);
    const auto aside = reason.isEmpty() ? index.data(PageRole).toString() : reason;
    painter->setFont(small);
    painter->setPen(m_theme.color("text-2"));
    const int asideWidth = qMin(QFontMetrics(small).horizontalAdvance(aside) + 2, row.width() / 2);
    painter->drawText(QRect(right - asideWidth, row.top(), asideWidth, row.height()),
                      Qt::AlignRight | Qt::AlignVCenter,
                      QFontMetrics(small).elidedText(aside, Qt::ElideRight, asideWidth));
    const auto body = m_theme.font(Theme::Type::Body);
    const QRect text(row.left() + 12 + side + 10, row.top(),
                     right - asideWidth - row.left() - side - 34, row.height());
    painter->setFont(body);
    painter->setPen(ink);
    painter->drawText(text, Qt::AlignVCenter,
                      QFontMetrics(body).elidedText(index.data(Qt::DisplayRole).toString(),
                                                    Qt::ElideRight, text.width()));
    painter->restore();
}

} // namespace tiebreak
