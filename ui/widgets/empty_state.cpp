#include "ui/widgets/empty_state.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QVBoxLayout>

namespace tiebreak {

EmptyState::EmptyState(Theme& theme, const QString& icon, QWidget* parent)
    : Card("well", parent)
    , m_missing(new TextLabel({}, "strong"))
    , m_fact(new TextLabel({}, {}, "second"))
    , m_button(new ActionButton(theme, {}, {}, {}, Action::Kind::Primary)) {
    auto* picture = new QLabel(this);
    const auto draw = [&theme, picture, icon] {
        picture->setPixmap(theme.pixmap(icon, "text-3", theme.scaled(32)));
    };
    draw();
    connect(&theme, &Theme::changed, picture, draw);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(8);
    layout->addStretch();
    layout->addWidget(picture, 0, Qt::AlignHCenter);
    layout->addWidget(m_missing, 0, Qt::AlignHCenter);
    m_fact->setAlignment(Qt::AlignCenter);
    m_fact->setWordWrap(true);
    layout->addWidget(m_fact);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch();
    m_button->hide();
    connect(m_button, &QPushButton::clicked, this, &EmptyState::buttonClicked);
}

void EmptyState::setTexts(const QString& missing, const QString& fact) {
    m_missing->showText(missing);
    m_fact->showText(fact);
    setAccessibleName(missing);
}

void EmptyState::setButton(const QString& text, const QString& icon, const QKeySequence& keys) {
    m_button->setText(text);
    m_button->setIconName(icon);
    m_button->setKeys(keys);
    m_button->setVisible(!text.isEmpty());
}

} // namespace tiebreak
