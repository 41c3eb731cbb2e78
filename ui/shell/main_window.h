// The window: rail, header, one page at a time, status bar, and over them the command palette and
// the overlay of keys. Pages are made after the first paint, but for the one shown first. The
// window's thread; services outlive it.
#pragma once

#include "ui/services/services.h"
#include "ui/shell/page_registry.h"
#include "ui/widgets/action.h"
#include "ui/widgets/page.h"

#include <QHash>
#include <QMainWindow>
#include <QPointer>

class QStackedWidget;
class QVBoxLayout;

namespace tiebreak {

class BannerStack;
class CommandPalette;
class KeyOverlay;
class NavigationRail;
class PageHeader;
class StatusBar;
struct RunSnapshot;

class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(Theme& theme, const Services& services, QWidget* parent = nullptr);

    /// Makes the page if need be and shows it.
    void showPage(const QString& id, const QVariant& argument = {});
    /// Null until it was made.
    Page* page(const QString& id) const { return m_pages.value(id); }
    const QString& currentPage() const { return m_current; }
    /// Trouble that belongs to no page: the workspace cannot be opened, settings cannot be saved.
    BannerStack& banners() { return *m_banners; }

Q_SIGNALS:
    /// After the first picture of the window is on screen.
    void firstPainted();
    /// A person wants this folder's workspace instead; empty: let them choose a folder, `make` says
    /// for what.
    void workspaceRequested(const QString& folder, bool make);
    void reportRequested();
    void quitRequested();

public Q_SLOTS:
    void openPalette();
    void openKeys();
    void focusNextRegion();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void buildFrame();
    void buildRail();
    void buildActions();
    void buildOverlays();
    void connectEngine();
    void showLiveRun(const QVector<RunSnapshot>& runs);
    void makeRemainingPages();
    Page* makePage(const PageEntry& entry);
    void adopt(Page* page);
    const PageEntry* entry(const QString& id) const;
    void retranslate();
    void trigger(const QString& actionId);
    QList<QWidget*> regions() const;
    Action* addWindowAction(const ActionSpec& spec, std::function<void()> act);

    Theme& m_theme;
    Services m_services;
    std::vector<PageEntry> m_entries;
    NavigationRail* m_rail = nullptr;
    PageHeader* m_header = nullptr;
    BannerStack* m_banners = nullptr;
    QStackedWidget* m_stack = nullptr;
    StatusBar* m_status = nullptr;
    CommandPalette* m_palette = nullptr;
    KeyOverlay* m_keys = nullptr;
    QHash<QString, Page*> m_pages;
    QList<Action*> m_actions;
    QString m_current;
    QPointer<QWidget> m_focusBefore;
    bool m_painted = false;
};

} // namespace tiebreak
