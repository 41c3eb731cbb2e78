#include "ui/widgets/action.h"

#include <QWidget>

namespace tiebreak {

Action::Action(const ActionSpec& spec, QWidget* owner)
    : QAction(owner)
    , m_spec(spec) {
    setObjectName(spec.id);
    setCheckable(spec.checkable);
    QList<QKeySequence> keys;
    if (!spec.keys.isEmpty())
        keys << spec.keys;
    // The Enter of the number block is another key to Qt, not to a person.
    const auto text = spec.keys.toString(QKeySequence::PortableText);
    if (text.endsWith("Return"))
        keys << QKeySequence(text.chopped(6) + "Enter");
    setShortcuts(keys);
    setShortcutContext(Qt::WindowShortcut);
    retranslate();
    owner->addAction(this);
}

void Action::setFace(const QString& icon, std::function<QString()> text) {
    m_spec.icon = icon;
    m_spec.text = std::move(text);
    retranslate();
    Q_EMIT changed();
}

void Action::setDisabledReason(const QString& reason) {
    if (m_reason == reason)
        return;
    m_reason = reason;
    setEnabled(reason.isEmpty());
    Q_EMIT changed();
}

void Action::retranslate() {
    setText(m_spec.text());
}

} // namespace tiebreak
