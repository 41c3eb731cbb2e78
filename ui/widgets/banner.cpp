#include "ui/widgets/banner.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QTimer>
#include <QToolButton>

namespace tiebreak {

namespace {

constexpr int kOkMilliseconds = 6000;

struct ToneFace {
    const char* name;
    const char* icon;
    const char* color;
};

ToneFace faceOf(Banner::Tone tone) {
    switch (tone) {
    case Banner::Tone::Ok:
        return {"ok", "ok", "ok"};
    case Banner::Tone::Warn:
        return {"warn", "warning", "warn"};
    case Banner::Tone::Bad:
        return {"bad", "error", "bad"};
    case Banner::Tone::Info:
        break;
    }
    return {"", "info", "text-3"};
}

} // namespace

Banner::Banner(Theme& theme, Tone tone, const QString& text, QWidget* parent)
    : Card("banner", parent)
    , m_theme(theme)
    , m_tone(tone)
    , m_layout(new QHBoxLayout(this))
    , m_icon(new QLabel(this))
    , m_text(new TextLabel(text, {}, {}, this)) {
    setProperty("tone", faceOf(tone).name);
    m_layout->setContentsMargins(13, 8, 8, 8);
    m_layout->setSpacing(12);
    m_layout->addWidget(m_icon, 0, Qt::AlignTop);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_layout->addWidget(m_text, 1, Qt::AlignVCenter);
    setAccessibleName(text);
    repaintIcon();
    connect(&theme, &Theme::changed, this, &Banner::repaintIcon);
    if (tone == Tone::Warn || tone == Tone::Info)
        addHideButton();
    if (tone == Tone::Ok)
        QTimer::singleShot(kOkMilliseconds, this, &Banner::dismiss);
}

QString Banner::text() const {
    return m_text->text();
}

void Banner::setText(const QString& text) {
    m_text->showText(text);
    setAccessibleName(text);
}

ActionButton* Banner::addButton(const QString& text, const QKeySequence& keys) {
    Q_ASSERT(m_buttons < 2);
    auto* button =
        new ActionButton(m_theme, text, {}, keys,
                         m_tone == Tone::Bad ? Action::Kind::Plain : Action::Kind::Quiet, this);
    button->setDensity("small");
    m_layout->insertWidget(2 + m_buttons++, button, 0, Qt::AlignVCenter);
    return button;
}

void Banner::addHideButton() {
    auto* hide = new QToolButton(this);
    hide->setIcon(m_theme.icon("close"));
    hide->setToolTip(tr("Hide"));
    hide->setAccessibleName(tr("Hide"));
    m_layout->addWidget(hide, 0, Qt::AlignTop);
    connect(hide, &QToolButton::clicked, this, &Banner::dismiss);
}

void Banner::dismiss() {
    Q_EMIT dismissed();
    deleteLater();
}

void Banner::repaintIcon() {
    const auto face = faceOf(m_tone);
    m_icon->setPixmap(m_theme.pixmap(face.icon, face.color, m_theme.size("icon")));
}

} // namespace tiebreak
