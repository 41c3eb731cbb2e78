// Finds any action by a few letters: a field over a list, over the window's top third. Last used
// first; what cannot be done now stays, with its reason. It shows what it is given and tells what
// was chosen. The window's thread.
#pragma once

#include "ui/widgets/card.h"

#include <QKeySequence>

class QLineEdit;
class QListView;
class QStandardItemModel;

namespace tiebreak {

class Theme;

struct PaletteEntry {
    QString id;
    QString text;
    QString icon;
    QString page; ///< where it belongs, shown muted
    QString key;
    QString reason; ///< why not now; empty when it can be done
};

class CommandPalette : public Card {
    Q_OBJECT

public:
    explicit CommandPalette(Theme& theme, QWidget* window);
    /// Opens with these entries; `recent`: ids, newest first.
    void open(const QList<PaletteEntry>& entries, const QStringList& recent);

Q_SIGNALS:
    void chosen(const QString& id);
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void filter(const QString& pattern);
    void place();
    void choose();
    void moveBy(int rows);

    Theme& m_theme;
    QLineEdit* m_field;
    QListView* m_list;
    QStandardItemModel* m_model;
    QList<PaletteEntry> m_entries;
};

} // namespace tiebreak
