#include "ui/label/progress_view.h"

#include "ui/widgets/number_text.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QProgressBar>

namespace tiebreak {

namespace {

QString percent(double share) {
    return QString::number(qRound(100 * share));
}

} // namespace

ProgressView::ProgressView(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_title(new TextLabel({}, "strong"))
    , m_annotator(new QLineEdit)
    , m_figure(new TextLabel({}, "figure"))
    , m_ofAll(new TextLabel({}, {}, "second"))
    , m_bar(new QProgressBar)
    , m_drift(new TextLabel({}, "small", "warn")) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_annotator->setObjectName("annotator");
    m_annotator->setProperty("density", "small");
    m_annotator->setMaxLength(80);
    m_annotator->setAlignment(Qt::AlignRight);
    m_annotator->installEventFilter(this);
    theme.keepPlaceholderReadable(m_annotator);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addWidget(m_annotator, 1);
    layout->addLayout(head);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_figure, 0, Qt::AlignBaseline);
    row->addWidget(m_ofAll, 1, Qt::AlignBaseline);
    layout->addLayout(row);
    m_bar->setTextVisible(false);
    layout->addWidget(m_bar);
    for (auto* fact : {&m_today, &m_all, &m_skipped, &m_median, &m_same, &m_newest})
        *fact = addFact(layout);
    m_drift->setWordWrap(true);
    layout->addWidget(m_drift);
    connect(m_annotator, &QLineEdit::editingFinished, this,
            [this] { Q_EMIT annotatorChanged(m_annotator->text().simplified()); });
    retranslate();
}

ProgressView::Fact ProgressView::addFact(QVBoxLayout* layout) {
    const Fact fact{new TextLabel({}, {}, "second"), new TextLabel({}, "mono")};
    auto* row = new QHBoxLayout;
    row->addWidget(fact.name, 1);
    row->addWidget(fact.figure, 0, Qt::AlignRight);
    layout->addLayout(row);
    return fact;
}

void ProgressView::retranslate() {
    m_title->showText(tr("Progress"));
    m_annotator->setPlaceholderText(tr("Your name"));
    m_annotator->setAccessibleName(tr("Name on your judgements"));
    m_today.name->showText(tr("Today"));
    m_all.name->showText(tr("All judgements"));
    m_skipped.name->showText(tr("Skipped"));
    m_median.name->showText(tr("Median time a pair"));
    m_same.name->showText(tr("Same when repeated"));
    m_newest.name->showText(tr("Newest repeats"));
    m_drift->showText(tr("Lower than before. A pause or a look at the guidelines helps."));
    showCounts(m_counts);
    showConsistency(m_consistency);
}

void ProgressView::showCounts(const QueueCounts& counts) {
    m_counts = counts;
    const auto done = counts.judged + counts.skipped;
    const auto all = done + counts.waiting;
    m_figure->showText(countText(done));
    m_ofAll->showText(tr("of %1 pairs judged").arg(countText(all)));
    m_bar->setRange(0, int(qMax<std::int64_t>(1, all)));
    m_bar->setValue(int(done));
    m_bar->setAccessibleName(m_figure->text() + QChar(' ') + m_ofAll->text());
    m_today.figure->showText(countText(counts.judgedToday));
    m_all.figure->showText(countText(counts.judged));
    m_skipped.figure->showText(countText(counts.skipped));
    m_median.figure->showText(counts.medianSeconds > 0
                                  ? tr("%1 s").arg(decimalText(counts.medianSeconds, 1))
                                  : QString());
}

void ProgressView::showConsistency(const Consistency& consistency) {
    m_consistency = consistency;
    for (const auto* fact : {&m_same, &m_newest}) {
        fact->name->setVisible(consistency.repeats > 0);
        fact->figure->setVisible(consistency.repeats > 0);
    }
    m_drift->setVisible(consistency.isDrifting);
    if (consistency.repeats == 0)
        return;
    m_same.figure->showText(tr("%1 % (%2–%3) of %4")
                                .arg(percent(double(consistency.same) / consistency.repeats),
                                     percent(consistency.interval.low),
                                     percent(consistency.interval.high),
                                     countText(consistency.repeats)));
    m_newest.figure->showText(
        tr("%1 of %2").arg(countText(consistency.newestSame), countText(consistency.newest)));
}

void ProgressView::setAnnotator(const QString& name) {
    if (m_annotator->text() != name && !m_annotator->hasFocus())
        m_annotator->setText(name);
}

bool ProgressView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key != Qt::Key_Return && key != Qt::Key_Enter && key != Qt::Key_Escape)
        return QWidget::eventFilter(watched, event);
    event->accept(); // leaves the field; saves no pair
    if (event->type() == QEvent::KeyPress)
        parentWidget()->setFocus();
    return true;
}

} // namespace tiebreak
