// Something a person can do: text, icon and key in one place, shown as a button, in the command
// palette and in the overlay of keys. Owned by the widget it acts on; the window's thread.
#pragma once

#include <QAction>

#include <functional>

namespace tiebreak {

/// Where the text is asked for again when the language changes, so pass tr() inside a function.
struct ActionSpec {
    enum class Kind { Quiet, Plain, Primary, Danger };

    QString id; ///< "playground.generate"; stable, for the palette's memory
    std::function<QString()> text;
    QString icon; ///< name in resources/look/icons, may be empty
    QKeySequence keys;
    Kind kind = Kind::Quiet;
    bool inHeader = false; ///< shown in the page's header: quiet, then plain, then the one primary
    bool checkable = false;
};

class Action : public QAction {
    Q_OBJECT

public:
    using Kind = ActionSpec::Kind;

    /// Its keys work wherever the focus is while `owner` is visible; single letters only outside
    /// text fields.
    Action(const ActionSpec& spec, QWidget* owner);

    const QString& id() const { return m_spec.id; }
    const QString& iconName() const { return m_spec.icon; }
    Kind kind() const { return m_spec.kind; }
    bool isInHeader() const { return m_spec.inHeader; }
    /// Another icon or text from now on (Pause becoming Resume).
    void setFace(const QString& icon, std::function<QString()> text);

    /// Empty: can be done. Otherwise disabled, and this says why.
    void setDisabledReason(const QString& reason);
    const QString& disabledReason() const { return m_reason; }

    /// Asks for the text again.
    void retranslate();

private:
    ActionSpec m_spec;
    QString m_reason;
};

} // namespace tiebreak
