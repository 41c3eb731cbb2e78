// A key as it is printed on buttons and in lists. The window's thread.
#pragma once

#include <QKeySequence>
#include <QLabel>

namespace tiebreak {

/// "Ctrl+Enter", "Esc", "←": the look's names of keys, not translated away from what stands on
/// keyboards.
QString keyText(const QKeySequence& keys);

class KeyCap : public QLabel {
    Q_OBJECT

public:
    explicit KeyCap(const QString& text = {}, QWidget* parent = nullptr);
    void setKeys(const QKeySequence& keys);
};

} // namespace tiebreak
