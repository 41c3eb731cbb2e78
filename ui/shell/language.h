// The language of the window: its translation installed into the application, and Qt's own beside
// it. Changing it makes every widget set its texts again. One object, the window's thread.
#pragma once

#include <QString>
#include <QTranslator>

namespace tiebreak {

class Language {
public:
    /// "" follows the system; a language without a translation shows English.
    void apply(const QString& code);
    ~Language();

private:
    QTranslator m_ours;
    QTranslator m_qt;
};

} // namespace tiebreak
