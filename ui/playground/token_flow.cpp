#include "ui/playground/token_flow.h"

#include "ui/playground/token_paint.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace tiebreak {

namespace {

constexpr int kLineHeight = 28; // px, grows with the font scale
constexpr int kPlateHeight = 22;
constexpr int kMargin = 3; // for outlines

} // namespace

TokenFlow::TokenFlow(Theme& theme, QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme) {
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumHeight(theme.scaled(kLineHeight) * 2);
    viewport()->setAutoFillBackground(false);
    connect(&theme, &Theme::changed, this, &TokenFlow::layOut);
}

QFont TokenFlow::fontOf(const FlowToken& token) const {
    return m_theme.font(token.special ? Theme::Type::Mono : Theme::Type::Read);
}

void TokenFlow::setTokens(std::vector<FlowToken> tokens) {
    if (tokens == m_tokens)
        return;
    m_tokens = std::move(tokens);
    if (m_current >= count())
        m_current = count() - 1;
    layOut();
}

void TokenFlow::setTail(const QString& text) {
    if (text == m_tail)
        return;
    m_tail = text;
    layOut();
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void TokenFlow::layOut() {
    const int width = viewport()->width() - 2 * kMargin;
    const int lineHeight = m_theme.scaled(kLineHeight);
    m_layout = layOutTokens(m_tokens, {kMargin, width, lineHeight,
                                       QFontMetrics(m_theme.font(Theme::Type::Read)),
                                       QFontMetrics(m_theme.font(Theme::Type::Mono))});
    m_height = m_layout.height;
    placeTail(width);
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(lineHeight);
    verticalScrollBar()->setRange(0, qMax(0, m_height - viewport()->height()));
    viewport()->update();
}

/// On lines of its own under the tokens.
void TokenFlow::placeTail(int width) {
    m_tailRect = {};
    if (m_tail.isEmpty())
        return;
    const QFontMetrics metrics(m_theme.font(Theme::Type::Read));
    m_tailRect = metrics.boundingRect(QRect(kMargin, 0, width, 1 << 20), Qt::TextWordWrap, m_tail);
    m_tailRect.moveTop(m_height);
    m_tailRect.setWidth(width);
    m_height = m_tailRect.bottom() + 1;
}

QRect TokenFlow::rectOf(int position) const {
    if (position < 0 || position >= int(m_layout.boxes.size()))
        return {};
    const auto& box = m_layout.boxes[size_t(position)];
    const int plate = m_theme.scaled(kPlateHeight);
    return QRect(box.rect.left() + box.ink, box.rect.top() + (box.rect.height() - plate) / 2,
                 qMax(4, box.rect.width() - box.ink), plate)
        .translated(0, -verticalScrollBar()->value());
}

int TokenFlow::tokenAt(const QPoint& viewportPosition) const {
    const QPoint at = viewportPosition + QPoint(0, verticalScrollBar()->value());
    for (int i = 0; i < int(m_layout.boxes.size()); ++i)
        if (m_layout.boxes[size_t(i)].rect.contains(at))
            return i;
    return -1;
}

void TokenFlow::setCurrent(int position) {
    position = m_tokens.empty() ? -1 : qBound(0, position, count() - 1);
    if (position == m_current)
        return;
    m_current = position;
    showCurrent();
    Q_EMIT currentChanged(position);
}

void TokenFlow::showCurrent() {
    const auto rect = rectOf(m_current);
    auto* bar = verticalScrollBar();
    if (rect.isValid() && rect.top() < 0)
        bar->setValue(bar->value() + rect.top() - kMargin);
    else if (rect.isValid() && rect.bottom() > viewport()->height())
        bar->setValue(bar->value() + rect.bottom() - viewport()->height() + kMargin + 1);
    viewport()->update();
}

void TokenFlow::describeCurrent(const QString& words) {
    if (accessibleDescription() == words)
        return;
    setAccessibleDescription(words);
    QAccessibleEvent told(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&told);
}

int TokenFlow::nearestInLine(int line) const {
    if (m_current < 0)
        return 0;
    const int centre = m_layout.boxes[size_t(m_current)].rect.center().x();
    int best = m_current, distance = 1 << 20;
    for (int i = 0; i < int(m_layout.boxes.size()); ++i) {
        const int off = qAbs(m_layout.boxes[size_t(i)].rect.center().x() - centre);
        if (m_layout.boxes[size_t(i)].line == line && off < distance)
            best = i, distance = off;
    }
    return best;
}

/// Where `key` leads, or −1 for a key that does not move.
int TokenFlow::stepOf(int key) const {
    const int line = m_current >= 0 ? m_layout.boxes[size_t(m_current)].line : 0;
    switch (key) {
    case Qt::Key_Left:
        return qMax(0, m_current - 1);
    case Qt::Key_Right:
        return m_current + 1;
    case Qt::Key_Up:
        return nearestInLine(line - 1);
    case Qt::Key_Down:
        return nearestInLine(line + 1);
    case Qt::Key_Home:
        return 0;
    case Qt::Key_End:
        return count() - 1;
    default:
        return -1;
    }
}

bool TokenFlow::event(QEvent* event) {
    // Its keys are its own while it has the focus, whatever the page does with them.
    if (event->type() == QEvent::ShortcutOverride) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->modifiers() == Qt::NoModifier &&
            (stepOf(key->key()) >= 0 || key->key() == Qt::Key_Return ||
             key->key() == Qt::Key_Enter)) {
            key->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void TokenFlow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        Q_EMIT branchAsked();
        return;
    }
    const int next = stepOf(event->key());
    if (next >= 0 && event->modifiers() == Qt::NoModifier)
        setCurrent(next);
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void TokenFlow::mousePressEvent(QMouseEvent* event) {
    if (const int at = tokenAt(event->pos()); at >= 0)
        setCurrent(at);
}

void TokenFlow::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    if (m_current < 0)
        setCurrent(0);
    viewport()->update();
}

void TokenFlow::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void TokenFlow::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    layOut();
    showCurrent();
}

void TokenFlow::paintToken(QPainter& painter, int position) const {
    const auto& token = m_tokens[size_t(position)];
    const QRect rect = rectOf(position);
    const auto look = m_theme.tokenLook();
    const QColor text(look.value(token.special ? "special" : "text").toString());
    paintShade(painter, rect, token.shade, text);
    if (token.changed)
        paintOutline(painter, rect, QColor(look.value("forced-outline").toString()), 2);
    if (position == m_current)
        paintOutline(painter, rect, QColor(look.value("chosen-outline").toString()),
                     hasFocus() ? 3 : 2);
    painter.setPen(text);
    painter.setFont(fontOf(token));
    const int blanks = blanksOf(token.text);
    painter.drawText(rect.adjusted(0, 0, 8, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     token.text.mid(blanks));
}

void TokenFlow::paintTail(QPainter& painter) const {
    if (m_tail.isEmpty())
        return;
    painter.setPen(m_theme.color("text-2"));
    painter.setFont(m_theme.font(Theme::Type::Read));
    painter.drawText(m_tailRect.translated(0, -verticalScrollBar()->value()), Qt::TextWordWrap,
                     m_tail);
}

void TokenFlow::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    const auto band = event->rect().adjusted(0, -8, 0, 8);
    for (int i = 0; i < count(); ++i)
        if (i != m_current && rectOf(i).intersects(band))
            paintToken(painter, i);
    if (m_current >= 0)
        paintToken(painter, m_current); // its outline over its neighbours
    paintTail(painter);
}

} // namespace tiebreak
