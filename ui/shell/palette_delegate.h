// Draws one row of the command palette: icon, action, then its page and key at the right. The
// window's thread.
#pragma once

#include <QStyledItemDelegate>

namespace tiebreak {

class Theme;

class PaletteDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole, IconRole, PageRole, KeyRole, ReasonRole };

    explicit PaletteDelegate(Theme& theme, QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    int paintKey(QPainter& painter, const QString& key, const QRect& row, int right) const;
    Theme& m_theme;
};

} // namespace tiebreak
