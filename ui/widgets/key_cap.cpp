#include "ui/widgets/key_cap.h"

namespace tiebreak {

QString keyText(const QKeySequence& keys) {
    const std::pair<const char*, QString> names[] = {{"Return", "Enter"}, {"Left", "←"},
                                                     {"Right", "→"},      {"Up", "↑"},
                                                     {"Down", "↓"},       {"PgDown", "PgDn"}};
    // Whole names alone: PgUp has an Up in it.
    QStringList parts = keys.toString(QKeySequence::PortableText).split(u'+');
    for (auto& part : parts)
        for (const auto& [from, to] : names)
            if (part == QLatin1String(from))
                part = to;
    return parts.join(u'+');
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
