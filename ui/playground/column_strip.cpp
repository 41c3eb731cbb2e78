#include "ui/playground/column_strip.h"

#include "ui/playground/response_column.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QSplitter>

namespace tiebreak {

ColumnStrip::ColumnStrip(Theme& theme, QWidget* parent)
    : QScrollArea(parent)
    , m_theme(theme)
    , m_splitter(new QSplitter(Qt::Horizontal)) {
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setProperty("role", "strip");
    m_splitter->setProperty("role", "gaps");
    m_splitter->setHandleWidth(12);
    m_splitter->setChildrenCollapsible(false);
    setWidget(m_splitter);
}

void ColumnStrip::addColumn() {
    const int index = int(m_columns.size());
    auto* column = new ResponseColumn(m_theme, index + 1);
    m_splitter->addWidget(column);
    m_splitter->setStretchFactor(index, 1);
    m_columns << column;
    connect(column, &ResponseColumn::touched, this, [this, index] { setCurrent(index); });
    connect(column, &ResponseColumn::keepClicked, this,
            [this, index] { Q_EMIT keepClicked(index); });
    connect(column, &ResponseColumn::labelClicked, this,
            [this, index] { Q_EMIT labelClicked(index); });
    connect(column, &ResponseColumn::menuShown, this,
            [this, index](QMenu* menu) { Q_EMIT menuShown(index, menu); });
    connect(column, &ResponseColumn::foldClicked, this, [this, index] { toggleFold(index); });
}

void ColumnStrip::setCount(int count) {
    while (m_columns.size() > count)
        delete m_columns.takeLast();
    while (m_columns.size() < count)
        addColumn();
    shareWidth();
    setCurrent(qMin(m_current, count - 1));
}

void ColumnStrip::shareWidth() {
    m_splitter->setSizes(QList<int>(m_columns.size(), 1000));
}

void ColumnStrip::setCurrent(int index) {
    if (index < 0 || index >= m_columns.size())
        return;
    const bool differs = index != m_current;
    m_current = index;
    for (int i = 0; i < m_columns.size(); ++i)
        m_columns[i]->setCurrent(i == index);
    ensureWidgetVisible(m_columns[index], 0, 0);
    if (differs)
        Q_EMIT currentChanged(index);
}

void ColumnStrip::toggleFold(int index) {
    m_columns[index]->setFolded(!m_columns[index]->isFolded());
    shareWidth();
}

void ColumnStrip::keyPressEvent(QKeyEvent* event) {
    event->ignore(); // arrows belong to the page: they show siblings
}

void ColumnStrip::retranslate() {
    for (auto* column : m_columns)
        column->retranslate();
}

} // namespace tiebreak
