#include "ui/shell/command_palette.h"

#include "ui/shell/fuzzy_match.h"
#include "ui/shell/palette_delegate.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QStandardItemModel>

#include <algorithm>

namespace tiebreak {

namespace {
constexpr int kWidth = 640;
constexpr int kRowsShown = 9;
} // namespace

CommandPalette::CommandPalette(Theme& theme, QWidget* window)
    : Card("overlay", window)
    , m_theme(theme)
    , m_field(new QLineEdit)
    , m_list(new QListView)
    , m_model(new QStandardItemModel(this)) {
    auto* top = new QHBoxLayout;
    auto* icon = new QLabel;
    icon->setPixmap(theme.pixmap("search", "text-2", theme.size("icon")));
    m_field->setFrame(false);
    m_field->setProperty("role", "bare");
    top->setContentsMargins(12, 6, 12, 6);
    top->addWidget(icon);
    top->addWidget(m_field, 1);
    top->addWidget(new KeyCap("Esc"));
    m_list->setProperty("role", "palette");
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(theme, m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(new Card("line"));
    auto* rows = new QVBoxLayout;
    rows->setContentsMargins(6, 6, 6, 6);
    rows->addWidget(m_list);
    layout->addLayout(rows);
    m_field->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_list, &QListView::clicked, this, &CommandPalette::choose);
    hide();
}

void CommandPalette::open(const QList<PaletteEntry>& entries, const QStringList& recent) {
    m_entries = entries;
    const auto age = [&recent](const PaletteEntry& entry) {
        const auto at = recent.indexOf(entry.id);
        return at < 0 ? recent.size() : at;
    };
    std::stable_sort(
        m_entries.begin(), m_entries.end(),
        [&age](const PaletteEntry& a, const PaletteEntry& b) { return age(a) < age(b); });
    m_field->setPlaceholderText(tr("Find any action"));
    m_field->setAccessibleName(m_field->placeholderText());
    m_field->clear();
    filter({});
    place();
    show();
    raise();
    m_field->setFocus();
}

void CommandPalette::filter(const QString& pattern) {
    QList<std::pair<int, const PaletteEntry*>> found;
    for (const auto& entry : m_entries)
        if (const auto score = fuzzyScore(pattern, entry.text + ' ' + entry.page))
            found.append({*score, &entry});
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    m_model->clear();
    for (const auto& [score, entry] : found) {
        auto* item = new QStandardItem(entry->text);
        item->setData(entry->id, PaletteDelegate::IdRole);
        item->setData(entry->icon, PaletteDelegate::IconRole);
        item->setData(entry->page, PaletteDelegate::PageRole);
        item->setData(entry->key, PaletteDelegate::KeyRole);
        item->setData(entry->reason, PaletteDelegate::ReasonRole);
        m_model->appendRow(item);
    }
    if (m_model->rowCount() > 0)
        m_list->setCurrentIndex(m_model->index(0, 0));
}

void CommandPalette::place() {
    const auto* window = parentWidget();
    const int width = qMin(m_theme.scaled(kWidth), window->width() - 32);
    const int rows = qMin(kRowsShown, qMax(1, int(m_entries.size())));
    const int height =
        qMin(rows * m_theme.size("control-large") + m_theme.size("control-large") + 36,
             window->height() * 2 / 3);
    setGeometry((window->width() - width) / 2, window->height() / 9, width, height);
}

void CommandPalette::moveBy(int rows) {
    const int count = m_model->rowCount();
    if (count > 0)
        m_list->setCurrentIndex(
            m_model->index((m_list->currentIndex().row() + rows + count) % count, 0));
}

void CommandPalette::choose() {
    const auto index = m_list->currentIndex();
    if (!index.isValid() || !index.data(PaletteDelegate::ReasonRole).toString().isEmpty())
        return;
    hide();
    Q_EMIT closed();
    Q_EMIT chosen(index.data(PaletteDelegate::IdRole).toString());
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    if (watched != m_field || !isVisible())
        return false;
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept(); // while it is open, every key is the palette's
        return true;
    }
    if (event->type() == QEvent::FocusOut) {
        hide();
        Q_EMIT closed();
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Down || key == Qt::Key_Up)
        moveBy(key == Qt::Key_Down ? 1 : -1);
    else if (key == Qt::Key_Return || key == Qt::Key_Enter)
        choose();
    else if (key == Qt::Key_Escape) {
        hide();
        Q_EMIT closed();
    } else
        return false;
    return true;
}

} // namespace tiebreak
