#include "ui/label/judgement_list.h"

#include "ui/label/judgement_words.h"
#include "ui/label/visible_marks.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>

namespace tiebreak {

namespace {

constexpr int kSettleMs = 150; // a word is typed whole before it is looked for
constexpr int kRows = 9;
constexpr int kLongestLine = 120;

QString timeText(std::int64_t time) {
    const auto when = QDateTime::fromMSecsSinceEpoch(time);
    return when.date() == QDate::currentDate() ? when.toString("HH:mm")
                                               : when.toString("yyyy-MM-dd");
}

} // namespace

JudgementList::JudgementList(Theme& theme, Action& reopen, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new TextLabel({}, "strong"))
    , m_words(new QLineEdit)
    , m_history(new QCheckBox)
    , m_list(new QListWidget)
    , m_nothing(new TextLabel({}, {}, "muted")) {
    m_words->setObjectName("search");
    m_words->setClearButtonEnabled(true);
    m_words->setProperty("density", "small");
    m_words->installEventFilter(this);
    theme.keepPlaceholderReadable(m_words);
    m_list->setObjectName("judgements");
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setMinimumHeight(kRows * theme.size("row"));
    m_list->installEventFilter(this);
    m_nothing->setWordWrap(true);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    auto* button = new ActionButton(theme, reopen);
    button->setDensity("small");
    head->addWidget(button);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(m_words);
    layout->addWidget(m_history);
    layout->addWidget(m_nothing);
    layout->addWidget(m_list, 1);
    m_settled.setSingleShot(true);
    m_settled.setInterval(kSettleMs);
    connect(&m_settled, &QTimer::timeout, this, &JudgementList::search);
    connect(m_words, &QLineEdit::textChanged, &m_settled, qOverload<>(&QTimer::start));
    connect(m_history, &QCheckBox::toggled, this, &JudgementList::search);
    connect(m_list, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) {
        Q_EMIT judgementChosen(m_shown[std::size_t(m_list->row(item))].judgement);
    });
    connect(m_list, &QListWidget::itemClicked, m_list, &QListWidget::itemActivated);
    connect(&theme, &Theme::changed, this, [this] { fill(std::vector(m_shown)); });
    retranslate();
}

bool JudgementList::isSearching() const {
    return !m_words->text().trimmed().isEmpty() || m_history->isChecked();
}

void JudgementList::search() {
    if (isSearching())
        Q_EMIT searchChanged(m_words->text().trimmed(), m_history->isChecked());
    else
        showRecent(std::vector(m_recent));
}

void JudgementList::refresh() {
    if (isSearching())
        search();
}

void JudgementList::focusSearch() {
    m_words->setFocus(Qt::ShortcutFocusReason);
    m_words->selectAll();
}

void JudgementList::retranslate() {
    m_title->setText(tr("Judgements"));
    m_words->setPlaceholderText(tr("Find in queries, comments, tags"));
    m_words->setAccessibleName(tr("Find a judgement"));
    m_history->setText(tr("Also those changed or taken back"));
    m_list->setAccessibleName(tr("Judgements, newest first"));
    fill(std::vector(m_shown));
}

void JudgementList::showRecent(const std::vector<JudgementRecord>& recent) {
    m_recent = recent;
    if (isSearching())
        return;
    std::vector<FoundJudgement> rows;
    for (const auto& judgement : recent)
        rows.push_back({judgement, {}, FoundJudgement::State::InForce});
    fill(rows);
}

void JudgementList::showFound(const std::vector<FoundJudgement>& found) {
    if (isSearching())
        fill(found);
}

void JudgementList::fill(const std::vector<FoundJudgement>& rows) {
    const int current = m_list->currentRow();
    m_shown = rows;
    m_list->clear();
    for (const auto& row : rows) {
        const auto& judgement = row.judgement;
        const JudgementChoice choice{judgement.verdict, judgement.strength};
        QString words = judgementWords(choice);
        if (judgement.verdict == Verdict::Skip && !judgement.reason.empty())
            words += ": " + skipReasonWords(QString::fromStdString(judgement.reason));
        if (row.state != FoundJudgement::State::InForce)
            words += ", " + (row.state == FoundJudgement::State::Superseded ? tr("changed since")
                                                                            : tr("taken back"));
        QString line = timeText(judgement.createdAt) + "  " + words;
        if (!row.query.empty())
            line +=
                "  " +
                withVisibleMarks(QString::fromStdString(row.query)).simplified().left(kLongestLine);
        auto* item = new QListWidgetItem(line, m_list);
        item->setIcon(QIcon(m_theme.pixmap(judgementIcon(choice), "text-2", m_theme.scaled(14))));
        item->setToolTip(line);
    }
    m_list->setCurrentRow(qMin(current, m_list->count() - 1));
    m_nothing->setText(isSearching() ? tr("Nothing is found.") : tr("Nothing is judged yet."));
    m_nothing->setVisible(rows.empty());
}

bool JudgementList::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool enters = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (!enters && key != Qt::Key_Escape)
        return QWidget::eventFilter(watched, event);
    event->accept(); // Enter is the list's here, not Save and next
    if (event->type() == QEvent::ShortcutOverride)
        return true;
    if (key == Qt::Key_Escape) {
        m_words->clear();
        parentWidget()->setFocus();
    } else if (watched == m_list && m_list->currentItem()) {
        Q_EMIT m_list->itemActivated(m_list->currentItem());
    } else {
        search();
        m_list->setFocus(Qt::TabFocusReason);
        m_list->setCurrentRow(0);
    }
    return true;
}

} // namespace tiebreak
