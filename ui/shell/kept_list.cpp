#include "ui/shell/kept_list.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace tiebreak {

namespace {
constexpr std::size_t kShown = 6;
}

KeptList::KeptList(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(new QVBoxLayout(this)) {
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(4);
}

void KeptList::setRows(std::vector<KeptRow> rows, const QString& empty) {
    m_rows = std::move(rows);
    m_empty = empty;
    showRows();
}

void KeptList::showRows() {
    while (auto* item = m_layout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    if (m_rows.empty())
        m_layout->addWidget(new TextLabel(m_empty, "small", "second"));
    const std::size_t shown = m_all ? m_rows.size() : std::min(m_rows.size(), kShown);
    for (std::size_t i = 0; i < shown; ++i)
        m_layout->addWidget(makeRow(m_rows[i]));
    if (shown == m_rows.size())
        return;
    auto* more = new ActionButton(m_theme, tr("Show all %1").arg(m_rows.size()), {}, {},
                                  Action::Kind::Quiet);
    more->setDensity("small");
    m_layout->addWidget(more, 0, Qt::AlignLeft);
    connect(more, &QPushButton::clicked, this, [this] {
        m_all = true;
        showRows();
    });
}

QWidget* KeptList::makeRow(const KeptRow& row) {
    auto* widget = new QWidget;
    auto* layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto* line = new QHBoxLayout;
    line->setSpacing(12);
    line->addWidget(new TextLabel(row.when, "mono"));
    auto* what = new TextLabel(row.what, {}, "second");
    what->setElided(true);
    line->addWidget(what, 1);
    line->addWidget(new TextLabel(row.detail, "mono", "muted"));
    auto* button = new ActionButton(m_theme, row.button, {}, {}, Action::Kind::Quiet);
    button->setDensity("small");
    button->setAccessibleName(row.button + QChar(' ') + row.when);
    line->addWidget(button);
    layout->addLayout(line);
    if (row.question.isEmpty()) {
        connect(button, &QPushButton::clicked, this, row.act, Qt::QueuedConnection);
        return widget;
    }
    addQuestion(layout, row);
    auto* question = layout->itemAt(1)->widget();
    connect(button, &QPushButton::clicked, question, [question] { question->show(); });
    return widget;
}

void KeptList::addQuestion(QVBoxLayout* layout, const KeptRow& row) {
    auto* question = new Card("well");
    auto* line = new QHBoxLayout(question);
    line->setContentsMargins(12, 8, 8, 8);
    auto* words = new TextLabel(row.question, "small");
    words->setWordWrap(true);
    line->addWidget(words, 1);
    auto* act = new ActionButton(m_theme, row.confirm, {}, {}, Action::Kind::Danger);
    auto* leave = new ActionButton(m_theme, tr("Leave it"), {}, {}, Action::Kind::Quiet);
    for (auto* button : {act, leave})
        line->addWidget(button);
    layout->addWidget(question);
    question->hide();
    connect(act, &QPushButton::clicked, this, row.act, Qt::QueuedConnection);
    connect(leave, &QPushButton::clicked, question, &QWidget::hide);
}

} // namespace tiebreak
