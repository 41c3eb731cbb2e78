// The base of a page: its name, its line under the title, its actions and keys. The shell draws
// header, rail and palette from these; a page never reaches into the shell or another page. The
// window's thread.
#pragma once

#include "ui/widgets/action.h"

#include <QVariant>
#include <QWidget>

namespace tiebreak {

class Theme;

class Page : public QWidget {
    Q_OBJECT

public:
    /// `icon`: name of the rail's icon. `id`: stable, "playground".
    Page(QString id, QString icon, Theme& theme, QWidget* parent = nullptr);

    const QString& id() const { return m_id; }
    const QString& icon() const { return m_icon; }
    Theme& theme() const { return m_theme; }
    /// The name in rail and header, in today's language.
    virtual QString title() const = 0;
    /// One muted line of where we are; empty is fine.
    const QString& subtitle() const { return m_subtitle; }
    /// "", a count ("12") or "▲" beside the rail's icon.
    const QString& badge() const { return m_badge; }
    /// False while the page wants the whole area, without a header (the first run).
    bool isHeaderShown() const { return m_headerShown; }

    /// Every action, in order; those with inHeader are the header's.
    const QList<Action*>& pageActions() const { return m_actions; }

    /// A key of the page that is no action ("1–8", "Column"), for the overlay of keys.
    struct KeyHelp {
        QString keys;
        QString what;
    };
    virtual QList<KeyHelp> extraKeys() const { return {}; }

    /// What F6 goes through inside the page, in reading order; the first is where Esc from
    /// elsewhere returns.
    virtual QList<QWidget*> regions() { return {this}; }
    /// The page came on screen; `argument` is what the asker passed (see pageRequested).
    virtual void activated(const QVariant& argument);
    /// Why the window should not close now (an unsaved judgement), or empty.
    virtual QString reasonToStay() const { return {}; }

Q_SIGNALS:
    void subtitleChanged(const QString& subtitle);
    void badgeChanged(const QString& badge);
    void headerShownChanged(bool shown);
    /// Actions were added after the page was built.
    void actionsChanged();
    /// Asks the shell for another page by id ("label", "playground", "settings").
    void pageRequested(const QString& id, const QVariant& argument);
    /// Something durable was saved just now; the status bar says so.
    void saved();

protected:
    Action* addPageAction(const ActionSpec& spec);
    void setSubtitle(const QString& subtitle);
    void setBadge(const QString& badge);
    void setHeaderShown(bool shown);
    /// Sets every text again. Called on a change of language, not by the constructor: do it there
    /// yourself.
    virtual void retranslate() {}
    void changeEvent(QEvent* event) override;

private:
    QString m_id;
    QString m_icon;
    Theme& m_theme;
    QString m_subtitle;
    QString m_badge;
    bool m_headerShown = true;
    QList<Action*> m_actions;
};

} // namespace tiebreak
