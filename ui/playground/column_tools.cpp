#include "ui/playground/column_tools.h"

#include "store/records.h"
#include "ui/playground/column_strip.h"
#include "ui/playground/playground_session.h"
#include "ui/playground/response_column.h"
#include "ui/playground/response_view.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/word_differences.h"

#include <QMenu>

#include <algorithm>

namespace tiebreak {

namespace {

QList<QTextEdit::ExtraSelection> marks(QTextEdit& view, const QList<TextRange>& ranges,
                                       const Theme& theme) {
    QList<QTextEdit::ExtraSelection> out;
    for (const auto& range : ranges) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(view.document());
        mark.cursor.setPosition(int(range.start));
        mark.cursor.setPosition(int(range.start + range.length), QTextCursor::KeepAnchor);
        mark.format.setBackground(theme.color("warn-soft"));
        // Not by colour alone.
        mark.format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        mark.format.setUnderlineColor(theme.color("warn"));
        out << mark;
    }
    return out;
}

} // namespace

ColumnTools::ColumnTools(Theme& theme, PlaygroundSession& session, ColumnStrip& columns,
                         QObject* parent)
    : QObject(parent)
    , m_theme(theme)
    , m_session(session)
    , m_columns(columns) {
    connect(&theme, &Theme::changed, this, &ColumnTools::refresh);
}

bool ColumnTools::hasResponse(int column) const {
    const auto& rows = m_session.generation().rows();
    return column >= 0 && column < int(rows.size()) && rows[size_t(column)].isOver() &&
           !rows[size_t(column)].text.isEmpty();
}

void ColumnTools::difference(int column) {
    if (m_compared) {
        m_compared.reset();
        clearMarks();
        Q_EMIT hintChanged({});
        return;
    }
    if (!hasResponse(column)) {
        Q_EMIT refused(tr("There is no finished response yet"));
        return;
    }
    if (m_firstToCompare && *m_firstToCompare != column) {
        show({*m_firstToCompare, column});
        m_firstToCompare.reset();
        return;
    }
    m_firstToCompare = m_firstToCompare ? std::nullopt : std::optional(column);
    Q_EMIT hintChanged(
        m_firstToCompare ? tr("Differences between response %1 and which? Choose a column, then V")
                               .arg(column + 1)
                         : QString());
}

void ColumnTools::show(const Pair& pair) {
    m_compared = pair;
    refresh();
}

void ColumnTools::refresh() {
    if (!m_compared)
        return;
    clearMarks();
    if (m_compared->first >= m_columns.count() || m_compared->second >= m_columns.count()) {
        m_compared.reset();
        return;
    }
    auto* first = m_columns.column(m_compared->first)->view();
    auto* second = m_columns.column(m_compared->second)->view();
    const auto difference = wordDifferences(first->shownText(), second->shownText());
    first->setExtraSelections(marks(*first, difference.onlyInFirst, m_theme));
    second->setExtraSelections(marks(*second, difference.onlyInSecond, m_theme));
    Q_EMIT hintChanged(
        tr("Responses %1 and %2 share %n words; the rest is marked", nullptr, difference.common)
            .arg(m_compared->first + 1)
            .arg(m_compared->second + 1));
}

void ColumnTools::clearMarks() {
    for (int i = 0; i < m_columns.count(); ++i)
        m_columns.column(i)->view()->setExtraSelections({});
}

void ColumnTools::judge(int column) {
    std::vector<int> able;
    for (int i = 0; i < m_columns.count(); ++i)
        if (m_session.shown(i) && !m_session.generation().rows()[size_t(i)].discarded)
            able.push_back(i);
    if (std::find(able.begin(), able.end(), column) == able.end() || able.size() < 2) {
        Q_EMIT refused(tr("Label needs two finished responses to one query"));
        return;
    }
    if (able.size() == 2) {
        send({able[0], able[1]});
    } else if (m_firstToJudge && *m_firstToJudge != column) {
        send({*m_firstToJudge, column});
        m_firstToJudge.reset();
    } else {
        m_firstToJudge = m_firstToJudge ? std::nullopt : std::optional(column);
        Q_EMIT hintChanged(
            m_firstToJudge
                ? tr("Judge response %1 against which? Choose a column, then L").arg(column + 1)
                : QString());
    }
}

void ColumnTools::send(const Pair& pair) {
    const auto* first = m_session.shown(pair.first);
    const auto* second = m_session.shown(pair.second);
    Q_EMIT hintChanged({});
    if (!first || !second || first->promptId != second->promptId)
        Q_EMIT refused(tr("Label needs two finished responses to one query"));
    else if (first->text == second->text)
        Q_EMIT refused(tr("The two responses are the same. Nothing can be judged between them."));
    else
        Q_EMIT pairChosen(QString::fromStdString(pairIdOf(first->id, second->id)));
}

void ColumnTools::fillMenu(int column, QMenu* menu) {
    if (!hasResponse(column))
        return;
    auto* compare = menu->addMenu(tr("Differences to"));
    auto* judged = menu->addMenu(tr("Judge against"));
    for (int i = 0; i < m_columns.count(); ++i) {
        if (i == column || !hasResponse(i))
            continue;
        const auto name = tr("Response %1").arg(i + 1);
        connect(compare->addAction(name), &QAction::triggered, this, [this, column, i] {
            show({column, i});
        });
        connect(judged->addAction(name), &QAction::triggered, this, [this, column, i] {
            send({column, i});
        });
    }
    compare->setEnabled(!compare->isEmpty());
    judged->setEnabled(!judged->isEmpty());
}

} // namespace tiebreak
