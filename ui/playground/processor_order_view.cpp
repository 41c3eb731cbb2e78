#include "ui/playground/processor_order_view.h"

#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace tiebreak {

namespace {
constexpr int kGap = 4;
constexpr int kPadding = 8;
} // namespace

ProcessorOrderView::ProcessorOrderView(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme) {
    auto policy = sizePolicy();
    policy.setHeightForWidth(true);
    policy.setVerticalPolicy(QSizePolicy::Minimum);
    setSizePolicy(policy);
    setFocusPolicy(Qt::StrongFocus);
    connect(&theme, &Theme::changed, this, &QWidget::updateGeometry);
    retranslate();
}

void ProcessorOrderView::setItems(const std::vector<Item>& items) {
    if (items == m_items)
        return;
    m_items = items;
    m_current = std::clamp(m_current, 0, std::max(0, int(m_items.size()) - 1));
    updateGeometry();
    update();
    say();
}

void ProcessorOrderView::setEditing(bool editing) {
    m_editing = editing;
    updateGeometry();
    update();
    if (editing)
        setFocus(Qt::ShortcutFocusReason);
}

std::vector<std::string> ProcessorOrderView::order() const {
    std::vector<std::string> out;
    for (const auto& item : m_items)
        out.push_back(item.name);
    return out;
}

std::vector<int> ProcessorOrderView::shown() const {
    std::vector<int> out;
    for (int i = 0; i < int(m_items.size()); ++i)
        if (m_editing || m_items[size_t(i)].active)
            out.push_back(i);
    return out;
}

std::vector<QRect> ProcessorOrderView::layOut(int width) const {
    const QFontMetrics metrics(m_theme.font(Theme::Type::MonoSmall));
    const int height = m_theme.size("control-small");
    std::vector<QRect> out;
    int x = 0, y = 0;
    for (const int i : shown()) {
        const int needed = metrics.horizontalAdvance(m_items[size_t(i)].text) + 2 * kPadding;
        if (x > 0 && x + needed > width) {
            x = 0;
            y += height + kGap;
        }
        out.emplace_back(x, y, needed, height);
        x += needed + kGap;
    }
    return out;
}

int ProcessorOrderView::heightForWidth(int width) const {
    const auto rects = layOut(width);
    return rects.empty() ? m_theme.size("control-small") : rects.back().bottom() + 1;
}

QSize ProcessorOrderView::sizeHint() const {
    const int wide = width() > 100 ? width() : m_theme.scaled(250);
    return {wide, heightForWidth(wide)};
}

void ProcessorOrderView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_theme.font(Theme::Type::MonoSmall));
    const auto items = shown();
    if (items.empty()) {
        painter.setPen(m_theme.color("text-3"));
        painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeft, tr("none changes anything"));
    }
    const auto rects = layOut(width());
    for (size_t i = 0; i < items.size(); ++i) {
        const auto& item = m_items[size_t(items[i])];
        const bool chosen = m_editing && items[i] == m_current;
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(chosen ? "accent-soft" : "sunken"));
        painter.drawRoundedRect(rects[i], 4, 4);
        if (chosen && hasFocus()) {
            painter.setPen(QPen(m_theme.color("focus"), 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(rects[i].adjusted(1, 1, -1, -1), 4, 4);
        }
        painter.setPen(m_theme.color(chosen ? "accent" : item.active ? "text" : "text-3"));
        painter.drawText(rects[i], Qt::AlignCenter, item.text);
    }
}

void ProcessorOrderView::keyPressEvent(QKeyEvent* event) {
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (!m_editing || m_items.empty()) {
        QWidget::keyPressEvent(event);
    } else if (step != 0 && event->modifiers().testFlag(Qt::AltModifier)) {
        move(step);
    } else if (step != 0) {
        choose(m_current + step);
    } else if (event->key() == Qt::Key_Home || event->key() == Qt::Key_End) {
        choose(event->key() == Qt::Key_Home ? 0 : int(m_items.size()) - 1);
    } else {
        QWidget::keyPressEvent(event);
    }
}

bool ProcessorOrderView::event(QEvent* event) {
    // Alt+arrows are keys of this view before they are anyone else's.
    if (event->type() == QEvent::ShortcutOverride && m_editing) {
        const auto key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Left || key == Qt::Key_Right) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void ProcessorOrderView::mousePressEvent(QMouseEvent* event) {
    const auto items = shown();
    const auto rects = layOut(width());
    for (size_t i = 0; i < rects.size(); ++i)
        if (m_editing && rects[i].contains(event->pos()))
            choose(items[i]);
}

void ProcessorOrderView::choose(int item) {
    m_current = std::clamp(item, 0, int(m_items.size()) - 1);
    update();
    say();
}

void ProcessorOrderView::move(int step) {
    const int to = m_current + step;
    if (to < 0 || to >= int(m_items.size()))
        return;
    std::swap(m_items[size_t(m_current)], m_items[size_t(to)]);
    m_current = to;
    updateGeometry();
    update();
    say();
    Q_EMIT orderChanged(order());
}

void ProcessorOrderView::say() {
    if (m_items.empty())
        return;
    setAccessibleName(tr("Processor order: %1, place %2 of %3")
                          .arg(m_items[size_t(m_current)].text)
                          .arg(m_current + 1)
                          .arg(m_items.size()));
}

void ProcessorOrderView::retranslate() {
    setAccessibleName(tr("Processor order"));
    say();
    update();
}

} // namespace tiebreak
