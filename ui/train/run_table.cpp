#include "ui/train/run_table.h"

#include "ui/train/line_swatch.h"
#include "ui/train/run_words.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>
#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <array>

namespace tiebreak {

namespace {

constexpr int kIconSide = 16;
constexpr int kCellRoom = 12;  // px the sheet's padding takes
constexpr int kHeadRoom = 18;  // px the sheet puts around a head's text
constexpr int kSwatch = 44;    // px
constexpr int kDataLeast = 90; // px: the one column that gives way before others go

/// What leaves first where the table is narrow. Name, state, step and accuracy always stay.
constexpr std::array kLeaving{RunTableModel::Started,  RunTableModel::Model,
                              RunTableModel::TimeLeft, RunTableModel::Data,
                              RunTableModel::Method,   RunTableModel::Kl};

class RunDelegate : public QStyledItemDelegate {
public:
    RunDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        QStyledItemDelegate::paint(painter, option, index);
        if (index.column() == RunTableModel::Swatch &&
            index.data(RunTableModel::ShownRole).toBool())
            paintSwatch(*painter, option.rect.adjusted(10, 0, -6, 0), m_theme,
                        index.data(RunTableModel::LineRole).toInt());
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(kCellRoom, 0);
    }

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        option->state &= ~QStyle::State_HasFocus; // the whole row shows where the keyboard is
        const int column = index.column();
        if (column >= RunTableModel::Step)
            option->font = m_theme.font(Theme::Type::MonoSmall);
        if (column == RunTableModel::Name)
            option->font = m_theme.font(Theme::Type::Strong);
        if (column == RunTableModel::State) {
            const auto words = stateWords(index.data(RunTableModel::StateRole).toString());
            option->icon = QIcon(m_theme.pixmap(words.icon, words.tone, kIconSide));
            option->features |= QStyleOptionViewItem::HasDecoration;
            option->decorationSize = {kIconSide, kIconSide};
            if (words.tone == QLatin1String("bad"))
                option->palette.setColor(QPalette::Text, m_theme.color(words.tone));
        }
        if (column == RunTableModel::Swatch)
            option->text.clear();
    }

private:
    const Theme& m_theme;
};

} // namespace

RunTable::RunTable(Theme& theme, QWidget* parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_model(new RunTableModel(this)) {
    setModel(m_model);
    setItemDelegate(new RunDelegate(theme, this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setAccessibleName(tr("Runs"));
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(theme.size(QStringLiteral("row")));
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(RunTableModel::Swatch, QHeaderView::Fixed);
    horizontalHeader()->setSectionResizeMode(RunTableModel::Data, QHeaderView::Stretch);
    setColumnWidth(RunTableModel::Swatch, kSwatch);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_model, signal, this, &RunTable::hideColumnsThatDoNotFit);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &RunTable::hideColumnsThatDoNotFit);
}

const RunSnapshot* RunTable::currentRun() const {
    return m_model->run(currentIndex().row());
}

void RunTable::selectRun(const QString& id) {
    const int row = m_model->rowOf(id);
    if (row >= 0)
        setCurrentIndex(m_model->index(row, RunTableModel::Name));
}

void RunTable::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row())
        Q_EMIT currentRunChanged();
}

void RunTable::mousePressEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->pos());
    if (index.isValid() && index.column() == RunTableModel::Swatch) {
        const QString id = index.data(RunTableModel::IdRole).toString();
        m_model->setShown(id, !m_model->isShown(id));
        return;
    }
    QTableView::mousePressEvent(event);
}

void RunTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    hideColumnsThatDoNotFit();
}

int RunTable::neededWidth(int column) const {
    if (column == RunTableModel::Swatch)
        return kSwatch;
    const QString head = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    const int title = horizontalHeader()->fontMetrics().horizontalAdvance(head) + kHeadRoom;
    if (column == RunTableModel::Data)
        return std::max(title, int(kDataLeast * m_theme.fontScale()));
    return std::max(title, sizeHintForColumn(column));
}

void RunTable::hideColumnsThatDoNotFit() {
    QSet<int> hidden;
    int needed = 0;
    for (int column = 0; column < RunTableModel::ColumnCount; ++column)
        needed += neededWidth(column);
    for (const int column : kLeaving) {
        if (needed <= viewport()->width())
            break;
        needed -= neededWidth(column);
        hidden.insert(column);
    }
    for (const int column : kLeaving)
        if (isColumnHidden(column) != hidden.contains(column))
            setColumnHidden(column, hidden.contains(column));
}

} // namespace tiebreak
