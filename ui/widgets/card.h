// A surface with a border. The window's thread.
#pragma once

#include <QFrame>

namespace tiebreak {

class Card : public QFrame {
    Q_OBJECT

public:
    /// `role`: card, field, well, overlay, bar, header, status, rail, line, vline.
    explicit Card(const QString& role = "card", QWidget* parent = nullptr);
    /// "", "current" or "focus".
    void setState(const QString& state);
};

} // namespace tiebreak
