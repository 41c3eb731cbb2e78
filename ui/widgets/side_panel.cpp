#include "ui/widgets/side_panel.h"

#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace tiebreak {

SidePanel::SidePanel(Theme& theme, int widthPx, QWidget* parent)
    : Card("panel", parent)
    , m_title(new TextLabel({}, "strong"))
    , m_titleRow(new QHBoxLayout)
    , m_body(new QVBoxLayout) {
    const auto fit = [this, &theme, widthPx] { setFixedWidth(theme.scaled(widthPx)); };
    fit();
    connect(&theme, &Theme::changed, this, fit);

    m_titleRow->setContentsMargins(16, 0, 8, 0);
    m_titleRow->addWidget(m_title);
    m_titleRow->addStretch();

    auto* content = new QWidget;
    content->setProperty("role", "scroll");
    content->setLayout(m_body);
    // As wide as the panel, whatever its parts would like: nothing reaches under the scroll bar.
    content->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_body->setContentsMargins(16, 0, 8, 16);
    m_body->setSpacing(8);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(m_titleRow);
    layout->addWidget(scroll, 1);
}

void SidePanel::setTitle(const QString& title) {
    m_title->setText(title);
    setAccessibleName(title);
}

} // namespace tiebreak
