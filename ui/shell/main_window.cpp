#include "ui/shell/main_window.h"

#include "ui/services/engine_client.h"
#include "ui/services/model_session.h"
#include "ui/services/run_service.h"
#include "ui/services/settings_service.h"
#include "ui/services/store_service.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/key_overlay.h"
#include "ui/shell/navigation_rail.h"
#include "ui/shell/page_header.h"
#include "ui/shell/settings_page.h"
#include "ui/shell/status_bar.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner_stack.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QStackedWidget>
#include <QTimer>

#include <algorithm>

namespace tiebreak {

MainWindow::MainWindow(Theme& theme, const Services& services, QWidget* parent)
    : QMainWindow(parent)
    , m_theme(theme)
    , m_services(services)
    , m_entries(pageEntries()) {
    m_entries.push_back({"settings", "settings", [] { return tr("Settings"); },
                         [this](Theme& look, const Services& all) -> Page* {
                             auto* page = new SettingsPage(look, all);
                             connect(page, &SettingsPage::workspaceRequested, this,
                                     &MainWindow::workspaceRequested);
                             connect(page, &SettingsPage::reportRequested, this,
                                     &MainWindow::reportRequested);
                             return page;
                         }});
    setWindowTitle("Tiebreak");
    resize(1440, 900);
    setMinimumSize(880, 560);
    buildFrame();
    buildRail();
    buildOverlays();
    buildActions();
    connectEngine();
    showPage(m_entries.front().id);
}

void MainWindow::buildFrame() {
    m_rail = new NavigationRail(m_theme);
    m_header = new PageHeader(m_theme);
    m_banners = new BannerStack(m_theme);
    m_banners->setContentsMargins(24, 0, 16, 8);
    m_stack = new QStackedWidget;
    m_status = new StatusBar(m_theme);

    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_header);
    right->addWidget(m_banners);
    right->addWidget(m_stack, 1);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_rail);
    middle->addLayout(right, 1);
    auto* central = new QWidget;
    auto* all = new QVBoxLayout(central);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(middle, 1);
    all->addWidget(m_status);
    setCentralWidget(central);
    connect(m_status, &StatusBar::pageRequested, this, [this](const QString& id) { showPage(id); });
    connect(m_status, &StatusBar::paletteRequested, this, &MainWindow::openPalette);
}

void MainWindow::buildRail() {
    int digit = 1;
    for (const auto& entry : m_entries) {
        const bool isPage = entry.id != "settings";
        m_rail->addEntry(entry.id, entry.icon, isPage ? QString::number(digit++) : QString());
        m_rail->setTitle(entry.id, entry.title());
    }
    connect(m_rail, &NavigationRail::chosen, this, [this](const QString& id) { showPage(id); });
}

Action* MainWindow::addWindowAction(const ActionSpec& spec, std::function<void()> act) {
    auto* action = new Action(spec, this);
    connect(action, &QAction::triggered, this, act);
    m_actions << action;
    return action;
}

void MainWindow::buildActions() {
    int digit = 1;
    for (const auto& entry : m_entries) {
        const auto keys = entry.id == "settings" ? QKeySequence("Ctrl+,")
                                                 : QKeySequence(QString("Ctrl+%1").arg(digit++));
        addWindowAction({"go." + entry.id, entry.title, entry.icon, keys},
                        [this, id = entry.id] { showPage(id); });
    }
    addWindowAction(
        {"palette", [] { return tr("Find any action"); }, "search", QKeySequence("Ctrl+K")},
        [this] { openPalette(); });
    addWindowAction({"keys", [] { return tr("Keys of this page"); }, "help", QKeySequence("?")},
                    [this] { openKeys(); });
    addWindowAction({"help", [] { return tr("Help"); }, "help", QKeySequence("F1")},
                    [this] { showPage("settings", "help"); });
    addWindowAction({"region", [] { return tr("Next region"); }, "", QKeySequence("F6")},
                    [this] { focusNextRegion(); });
    addWindowAction({"workspace.new", [] { return tr("New workspace"); }, "add", {}},
                    [this] { Q_EMIT workspaceRequested({}, true); });
    addWindowAction({"workspace.open", [] { return tr("Open workspace"); }, "folder", {}},
                    [this] { Q_EMIT workspaceRequested({}, false); });
    addWindowAction({"workspace.backup", [] { return tr("Back up now"); }, "", {}},
                    [this] { m_services.store->backUpNow(); });
    addWindowAction({"workspace.restore", [] { return tr("Restore a backup"); }, "undo", {}},
                    [this] { showPage("settings", "backups"); });
    addWindowAction({"workspace.bin", [] { return tr("Put back from the bin"); }, "delete", {}},
                    [this] { showPage("settings", "backups"); });
    addWindowAction({"report", [] { return tr("Copy report"); }, "copy", {}},
                    [this] { Q_EMIT reportRequested(); });
    addWindowAction({"restart", [] { return tr("Restart engine"); }, "reset", {}},
                    [this] { m_services.engine->restart(); });
    addWindowAction({"quit", [] { return tr("Quit"); }, "close", QKeySequence("Ctrl+Q")},
                    [this] { close(); });
}

void MainWindow::buildOverlays() {
    m_palette = new CommandPalette(m_theme, this);
    m_keys = new KeyOverlay(m_theme, this);
    const auto giveFocusBack = [this] {
        if (m_focusBefore)
            m_focusBefore->setFocus();
    };
    connect(m_palette, &CommandPalette::closed, this, giveFocusBack);
    connect(m_keys, &KeyOverlay::closed, this, giveFocusBack);
    connect(m_palette, &CommandPalette::chosen, this, &MainWindow::trigger);
}

void MainWindow::connectEngine() {
    auto* engine = m_services.engine;
    m_status->showEngine(engine->state());
    connect(engine, &EngineClient::stateChanged, m_status, &StatusBar::showEngine);
    connect(m_services.models, &ModelSession::ready, m_status, &StatusBar::showModel);
    connect(m_services.models, &ModelSession::gone, m_status, &StatusBar::hideModel);
    if (m_services.runs)
        connect(m_services.runs, &RunService::runsChanged, this, &MainWindow::showLiveRun);
    connect(m_services.settings, &SettingsService::saveFailed, this,
            [this](const QString& message) {
                m_banners->show("settings", Banner::Tone::Warn,
                                tr("Settings are not saved: %1").arg(message));
            });
}

void MainWindow::showLiveRun(const QVector<RunSnapshot>& runs) {
    const auto live =
        std::find_if(runs.begin(), runs.end(), [](const auto& run) { return run.isLive(); });
    if (live == runs.end()) {
        m_status->showRun({}, {});
        return;
    }
    QString figure = tr("step %1 of %2").arg(live->state.step).arg(live->state.totalSteps);
    if (live->secondsLeft >= 0)
        figure += tr(", %n min left", nullptr, int(live->secondsLeft / 60) + 1);
    m_status->showRun(live->id, figure);
}

const PageEntry* MainWindow::entry(const QString& id) const {
    for (const auto& candidate : m_entries)
        if (candidate.id == id)
            return &candidate;
    return nullptr;
}

Page* MainWindow::makePage(const PageEntry& entry) {
    if (auto* made = m_pages.value(entry.id))
        return made;
    auto* page = entry.make(m_theme, m_services);
    m_stack->addWidget(page);
    m_pages.insert(entry.id, page);
    adopt(page);
    return page;
}

void MainWindow::adopt(Page* page) {
    connect(page, &Page::pageRequested, this, &MainWindow::showPage);
    connect(page, &Page::saved, m_status, &StatusBar::showSaved);
    connect(page, &Page::badgeChanged, this,
            [this, page](const QString& badge) { m_rail->setBadge(page->id(), badge); });
    m_rail->setBadge(page->id(), page->badge());
}

void MainWindow::makeRemainingPages() {
    // One a turn of the event loop, so that none of them delays a key.
    for (const auto& entry : m_entries)
        if (!m_pages.contains(entry.id)) {
            makePage(entry);
            QTimer::singleShot(0, this, &MainWindow::makeRemainingPages);
            return;
        }
}

void MainWindow::showPage(const QString& id, const QVariant& argument) {
    const auto* wanted = entry(id);
    if (!wanted)
        return;
    auto* page = makePage(*wanted);
    m_current = id;
    m_stack->setCurrentWidget(page);
    m_rail->setCurrent(id);
    m_header->showPage(page);
    page->activated(argument);
}

void MainWindow::openPalette() {
    m_focusBefore = QApplication::focusWidget();
    QList<PaletteEntry> entries;
    const auto add = [&entries](const QList<Action*>& actions, const QString& page) {
        for (const auto* action : actions)
            if (action->isVisible() && action->id() != "palette")
                entries.append({action->id(), action->text(), action->iconName(), page,
                                keyText(action->shortcut()), action->disabledReason()});
    };
    if (auto* current = page(m_current))
        add(current->pageActions(), current->title());
    add(m_actions, {});
    for (const auto& known : m_entries)
        if (auto* other = page(known.id); other && known.id != m_current)
            add(other->pageActions(), other->title());
    for (const auto& folder : m_services.settings->values().recentWorkspaces)
        entries.append(
            {"recent:" + folder, tr("Open workspace %1").arg(folder), "folder", {}, {}, {}});
    m_palette->open(entries, m_services.settings->values().recentActions);
}

void MainWindow::trigger(const QString& actionId) {
    constexpr qsizetype kRemembered = 20;
    m_services.settings->change([&actionId](Settings& settings) {
        settings.recentActions.removeAll(actionId);
        settings.recentActions.prepend(actionId);
        settings.recentActions = settings.recentActions.mid(0, kRemembered);
    });
    if (actionId.startsWith("recent:")) {
        Q_EMIT workspaceRequested(actionId.mid(7), false);
        return;
    }
    for (auto* action : m_actions)
        if (action->id() == actionId)
            action->trigger();
    for (auto* page : m_pages)
        for (auto* action : page->pageActions())
            if (action->id() == actionId) {
                if (page->id() != m_current)
                    showPage(page->id());
                action->trigger();
                return;
            }
}

void MainWindow::openKeys() {
    m_focusBefore = QApplication::focusWidget();
    const auto* current = page(m_current);
    QList<Page::KeyHelp> ofPage;
    for (const auto* action : current->pageActions())
        if (!action->shortcut().isEmpty())
            ofPage.append({keyText(action->shortcut()), action->text()});
    ofPage += current->extraKeys();
    QList<Page::KeyHelp> anywhere;
    for (const auto* action : m_actions)
        if (!action->shortcut().isEmpty())
            anywhere.append({keyText(action->shortcut()), action->text()});
    anywhere.append({"Esc", tr("Stop, close, leave a field")});
    m_keys->open(current->title(), ofPage, anywhere);
}

QList<QWidget*> MainWindow::regions() const {
    QList<QWidget*> out{m_rail};
    if (m_header->isVisible())
        out << m_header;
    out += page(m_current)->regions();
    out << m_status;
    return out;
}

void MainWindow::focusNextRegion() {
    const auto all = regions();
    const auto* focus = QApplication::focusWidget();
    qsizetype at = -1;
    for (qsizetype i = 0; i < all.size(); ++i)
        if (focus && (all[i] == focus || all[i]->isAncestorOf(focus)))
            at = i;
    for (qsizetype step = 1; step <= all.size(); ++step) {
        auto* region = all[(at + step) % all.size()];
        if (!region->isVisible())
            continue;
        // The region itself, or the first thing in it that the Tab key would reach.
        if (region->focusPolicy() & Qt::TabFocus) {
            region->setFocus(Qt::TabFocusReason);
            return;
        }
        for (auto* next = region->nextInFocusChain(); next && next != region;
             next = next->nextInFocusChain())
            if (region->isAncestorOf(next) && next->isVisible() && next->isEnabled() &&
                (next->focusPolicy() & Qt::TabFocus)) {
                next->setFocus(Qt::TabFocusReason);
                return;
            }
    }
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    // An Esc that nobody took leaves the field.
    if (event->key() == Qt::Key_Escape && QApplication::focusWidget()) {
        page(m_current)->setFocus();
        event->accept();
        return;
    }
    QMainWindow::keyPressEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    for (auto* page : m_pages) {
        const auto reason = page->reasonToStay();
        if (reason.isEmpty())
            continue;
        showPage(page->id());
        auto* banner = m_banners->show("quit", Banner::Tone::Warn, reason);
        connect(banner->addButton(tr("Quit anyway")), &QAbstractButton::clicked, this,
                &MainWindow::quitRequested);
        event->ignore();
        return;
    }
    event->accept();
    Q_EMIT quitRequested();
}

void MainWindow::retranslate() {
    for (const auto& entry : m_entries)
        m_rail->setTitle(entry.id, entry.title());
    for (auto* action : m_actions)
        action->retranslate();
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
}

void MainWindow::paintEvent(QPaintEvent* event) {
    QMainWindow::paintEvent(event);
    if (std::exchange(m_painted, true))
        return;
    // Children paint after their parent in the same pass: the next turn of the loop comes after the
    // flush.
    QTimer::singleShot(0, this, [this] {
        Q_EMIT firstPainted();
        QTimer::singleShot(0, this, &MainWindow::makeRemainingPages);
    });
}

} // namespace tiebreak
