#include "ui/widgets/progress_line.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QProgressBar>

namespace tiebreak {

namespace {
constexpr int kSteps = 1000; // QProgressBar counts in int, files in bytes
}

ProgressLine::ProgressLine(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_bar(new QProgressBar)
    , m_words(new TextLabel({}, "small", "second"))
    , m_cancel(new ActionButton(theme, QString(), {}, {}, Action::Kind::Quiet)) {
    m_bar->setRange(0, kSteps);
    m_bar->setTextVisible(false);
    m_bar->setMinimumWidth(48);
    m_cancel->setText(tr("Cancel"));
    m_cancel->setDensity("small");
    m_cancel->hide();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_bar, 1);
    layout->addWidget(m_words);
    layout->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, &ProgressLine::cancelClicked);
}

void ProgressLine::setProgress(qint64 done, qint64 total) {
    m_bar->setValue(total > 0 ? int(double(qBound<qint64>(0, done, total)) / double(total) * kSteps)
                              : 0);
}

void ProgressLine::setWords(const QString& words) {
    m_words->showText(words);
    setAccessibleName(words);
}

void ProgressLine::setCancellable(bool cancellable) {
    m_cancel->setVisible(cancellable);
}

} // namespace tiebreak
