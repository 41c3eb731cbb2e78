#include "ui/widgets/toggle_bar.h"

#include "ui/widgets/action_button.h"

#include <QHBoxLayout>
#include <QKeyEvent>

namespace tiebreak {

ToggleBar::ToggleBar(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(new QHBoxLayout(this)) {
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(4);
    m_layout->addStretch();
}

void ToggleBar::setChoices(const QStringList& texts) {
    while (m_buttons.size() > texts.size())
        delete m_buttons.takeLast();
    for (int i = 0; i < texts.size(); ++i) {
        if (i >= m_buttons.size()) {
            auto* button = new ActionButton(m_theme, {}, {}, {}, Action::Kind::Quiet, this);
            button->setCheckable(true);
            button->setDensity("small");
            m_layout->insertWidget(i, button);
            m_buttons << button;
            connect(button, &QPushButton::clicked, this, [this, i] { choose(i); });
        }
        m_buttons[i]->setText(texts[i]);
    }
    setCurrent(qBound(0, m_current, qMax(0, int(m_buttons.size()) - 1)));
}

void ToggleBar::setCurrent(int index) {
    m_current = index;
    for (int i = 0; i < m_buttons.size(); ++i)
        m_buttons[i]->setChecked(i == index);
}

void ToggleBar::choose(int index) {
    const bool differs = index != m_current;
    setCurrent(index);
    if (differs)
        Q_EMIT currentChanged(index);
}

void ToggleBar::keyPressEvent(QKeyEvent* event) {
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (step == 0 || m_buttons.isEmpty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    choose(qBound(0, m_current + step, int(m_buttons.size()) - 1));
    m_buttons[m_current]->setFocus(Qt::TabFocusReason);
}

} // namespace tiebreak
