#include "ui/shell/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace tiebreak {

void Language::apply(const QString& code) {
    const QLocale locale = code.isEmpty() ? QLocale::system() : QLocale(code);
    QLocale::setDefault(locale);
    const auto name = QLocale::languageToCode(locale.language());
    QCoreApplication::removeTranslator(&m_ours);
    QCoreApplication::removeTranslator(&m_qt);
    // English stands in the sources; its file only knows the plurals.
    if (m_ours.load(":/i18n/tiebreak_" + name + ".qm") || m_ours.load(":/i18n/tiebreak_en.qm"))
        QCoreApplication::installTranslator(&m_ours);
    if (m_qt.load("qtbase_" + name, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
}

Language::~Language() {
    if (!QCoreApplication::instance())
        return;
    QCoreApplication::removeTranslator(&m_ours);
    QCoreApplication::removeTranslator(&m_qt);
}

} // namespace tiebreak
