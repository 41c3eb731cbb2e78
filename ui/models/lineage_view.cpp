#include "ui/models/lineage_view.h"

#include "ui/widgets/theme.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <set>

namespace tiebreak {

namespace {

constexpr double kBoxWidth = 136, kBoxHeight = 44, kGapX = 18, kGapY = 16, kRadius = 6;

const ModelVersionRecord* versionOf(const std::vector<ModelVersionRecord>& models,
                                    const std::string& id) {
    const auto found =
        std::find_if(models.begin(), models.end(), [&](const auto& m) { return m.id == id; });
    return found == models.end() ? nullptr : &*found;
}

/// The first ancestor that is known here; stops at a circle.
std::string rootOf(const std::vector<ModelVersionRecord>& models, std::string id) {
    std::set<std::string> seen;
    while (seen.insert(id).second) {
        const auto* model = versionOf(models, id);
        if (!model || model->parentId.empty() || !versionOf(models, model->parentId))
            break;
        id = model->parentId;
    }
    return id;
}

} // namespace

LineageView::LineageView(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Lineage"));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void LineageView::setFamily(const std::vector<ModelVersionRecord>& models, const QString& id) {
    m_boxes.clear();
    m_rows = m_columns = 0;
    m_current = id;
    if (!id.isEmpty())
        place(models, rootOf(models, id.toStdString()), 0, -1);
    QStringList words;
    for (const auto& box : m_boxes)
        words << box.name + QStringLiteral(", ") + box.fact;
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

int LineageView::place(const std::vector<ModelVersionRecord>& models, const std::string& id,
                       int column, int parent) {
    const auto* model = versionOf(models, id);
    const bool known = std::any_of(m_boxes.begin(), m_boxes.end(),
                                   [&](const Box& box) { return box.id.toStdString() == id; });
    if (!model || known)
        return -1;
    const int index = int(m_boxes.size());
    const QString fact = model->kind == "base" ? tr("base") : tr("step %1").arg(model->step);
    const QString name = QString::fromStdString(model->runId.empty() ? model->name : model->runId);
    m_boxes.push_back({QString::fromStdString(id), name, fact, column, m_rows, parent});
    m_columns = std::max(m_columns, column + 1);
    bool first = true;
    for (const auto& child : models) {
        if (child.parentId != id)
            continue;
        if (!first)
            ++m_rows;
        first = false;
        place(models, child.id, column + 1, index);
    }
    m_rows = std::max(m_rows, 0);
    return index;
}

QSize LineageView::sizeHint() const {
    const double scale = m_theme.fontScale();
    return {int(m_columns * (kBoxWidth + kGapX) * scale),
            int((m_rows + 1) * (kBoxHeight + kGapY) * scale)};
}

QRectF LineageView::rectOf(const Box& box) const {
    const double scale = m_theme.fontScale();
    return {1 + box.column * (kBoxWidth + kGapX) * scale,
            4 + box.row * (kBoxHeight + kGapY) * scale, kBoxWidth * scale, kBoxHeight * scale};
}

void LineageView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color(QStringLiteral("border-strong")), 1));
    for (const auto& box : m_boxes) {
        if (box.parent < 0)
            continue;
        const QRectF from = rectOf(m_boxes[size_t(box.parent)]), to = rectOf(box);
        const QPointF a(from.right(), from.center().y()), b(to.left(), to.center().y());
        QPainterPath path(a);
        const double middle = (a.x() + b.x()) / 2;
        path.cubicTo({middle, a.y()}, {middle, b.y()}, b);
        painter.drawPath(path);
    }
    for (const auto& box : m_boxes)
        paintBox(painter, box);
}

void LineageView::paintBox(QPainter& painter, const Box& box) const {
    const QRectF rect = rectOf(box);
    const bool current = box.id == m_current;
    painter.setPen(
        QPen(m_theme.color(current ? QStringLiteral("accent") : QStringLiteral("border-strong")),
             current ? 2 : 1));
    painter.setBrush(
        m_theme.color(current ? QStringLiteral("accent-soft") : QStringLiteral("surface")));
    painter.drawRoundedRect(rect, kRadius, kRadius);
    const QRectF inside = rect.adjusted(9, 6, -9, -6);
    const auto write = [&](Theme::Type type, const char* color, const QString& text,
                           Qt::Alignment where) {
        painter.setFont(m_theme.font(type));
        painter.setPen(m_theme.color(QString::fromLatin1(color)));
        painter.drawText(
            inside, int(where | Qt::AlignLeft),
            QFontMetrics(painter.font()).elidedText(text, Qt::ElideRight, int(inside.width())));
    };
    write(Theme::Type::Strong, "text", box.name, Qt::AlignTop);
    write(Theme::Type::Small, "text-2", box.fact, Qt::AlignBottom);
}

void LineageView::mousePressEvent(QMouseEvent* event) {
    for (const auto& box : m_boxes)
        if (rectOf(box).contains(event->position()))
            Q_EMIT modelChosen(box.id);
}

void LineageView::keyPressEvent(QKeyEvent* event) {
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    const auto here = std::find_if(m_boxes.begin(), m_boxes.end(),
                                   [&](const Box& b) { return b.id == m_current; });
    if (!step || here == m_boxes.end()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const auto next = (here - m_boxes.begin()) + step;
    if (next >= 0 && next < std::ssize(m_boxes))
        Q_EMIT modelChosen(m_boxes[size_t(next)].id);
}

} // namespace tiebreak
