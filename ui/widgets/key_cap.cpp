#include "ui/widgets/key_cap.h"

namespace tiebreak {

QString keyText(const QKeySequence& keys) {
    QString text = keys.toString(QKeySequence::PortableText);
    const std::pair<const char*, QString> names[] = {
        {"Return", "Enter"}, {"Left", "←"}, {"Right", "→"}, {"Up", "↑"}, {"Down", "↓"}};
    for (const auto& [from, to] : names)
        text.replace(from, to);
    return text;
}

KeyCap::KeyCap(const QString& text, QWidget* parent)
    : QLabel(text, parent) {
    setTextFormat(Qt::PlainText);
    setProperty("role", "key");
    setAlignment(Qt::AlignCenter);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void KeyCap::setKeys(const QKeySequence& keys) {
    setText(keyText(keys));
}

} // namespace tiebreak
