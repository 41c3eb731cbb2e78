// A short fact on a small plate: a tag, a state, a differing parameter. The window's thread.
#pragma once

#include <QLabel>

namespace tiebreak {

class Chip : public QLabel {
    Q_OBJECT

public:
    /// `tone`: "", ok, warn, bad, accent.
    explicit Chip(const QString& text = {}, const QString& tone = {}, QWidget* parent = nullptr);
    void setTone(const QString& tone);
};

} // namespace tiebreak
