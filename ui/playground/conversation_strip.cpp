#include "ui/playground/conversation_strip.h"

#include "ui/widgets/theme.h"

#include <QKeyEvent>

#include <algorithm>

namespace tiebreak {

namespace {

constexpr int kMostLines = 4;
constexpr qsizetype kMostCharacters = 300;

} // namespace

ConversationStrip::ConversationStrip(Theme& theme, QWidget* parent)
    : QListWidget(parent)
    , m_theme(theme) {
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextElideMode(Qt::ElideRight);
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    connect(&theme, &Theme::changed, this, &ConversationStrip::fit);
    connect(this, &QListWidget::itemActivated, this,
            [this](QListWidgetItem* item) { choose(this->row(item)); });
    hide();
}

void ConversationStrip::showPath(const std::vector<Conversation::Turn>& path) {
    m_path = path;
    clear();
    for (const auto& turn : path) {
        const auto text = turn.text.left(kMostCharacters).simplified();
        const auto who = turn.isQuery ? tr("Query") : tr("Response");
        const auto line =
            turn.siblings > 1
                ? tr("%1 %2 of %3: %4").arg(who).arg(turn.position).arg(turn.siblings).arg(text)
                : tr("%1: %2").arg(who, text);
        auto* item = new QListWidgetItem(line, this);
        item->setToolTip(line);
    }
    setAccessibleName(tr("Conversation, %n turns", nullptr, int(path.size())));
    const bool tells = path.size() > 1 || (path.size() == 1 && path[0].siblings > 1);
    setVisible(tells);
    if (count() > 0)
        setCurrentRow(count() - 1);
    fit();
}

void ConversationStrip::fit() {
    const int line = std::max(sizeHintForRow(0), m_theme.size("row"));
    setFixedHeight(std::clamp(count(), 1, kMostLines) * line + 2);
    scrollToBottom();
}

void ConversationStrip::choose(int row) {
    if (row >= 0 && row < int(m_path.size()))
        Q_EMIT turnChosen(m_path[size_t(row)]);
}

void ConversationStrip::keyPressEvent(QKeyEvent* event) {
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    const int row = currentRow();
    if (step == 0 || row < 0 || row >= int(m_path.size())) {
        QListWidget::keyPressEvent(event);
        return;
    }
    const auto turn = m_path[size_t(row)]; // the list is made anew
    Q_EMIT siblingRequested(turn, step);
}

} // namespace tiebreak
