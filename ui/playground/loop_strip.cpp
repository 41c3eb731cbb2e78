#include "ui/playground/loop_strip.h"

#include "ui/widgets/card.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>

namespace tiebreak {

namespace {
constexpr int kGap = 30;
constexpr int kBackHeight = 36;
} // namespace

LoopStrip::LoopStrip(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_back(new TextLabel({}, "small", "second", this)) {
    auto* cards = new QHBoxLayout;
    cards->setSpacing(kGap);
    const std::pair<const char*, const char*> steps[] = {
        {"playground", "Ctrl+1"}, {"label", "Ctrl+2"}, {"train", "Ctrl+3"}, {"models", "Ctrl+4"}};
    for (const auto& [icon, keys] : steps)
        cards->addWidget(makeCard(icon, QKeySequence(keys), m_cards.isEmpty()), 1);
    m_back->setAlignment(Qt::AlignCenter);
    m_back->setFixedHeight(kBackHeight);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(cards);
    layout->addWidget(m_back, 0, Qt::AlignHCenter);
    retranslate();
}

QWidget* LoopStrip::makeCard(const QString& icon, const QKeySequence& keys, bool first) {
    auto* card = new Card;
    auto* picture = new QLabel;
    const auto draw = [this, picture, icon, first] {
        picture->setPixmap(
            m_theme.pixmap(icon, first ? "accent" : "text-2", m_theme.size("rail-icon")));
    };
    draw();
    connect(&m_theme, &Theme::changed, picture, draw);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    auto* name = new TextLabel({}, "strong", first ? "accent" : "");
    head->addWidget(picture);
    head->addWidget(name);
    head->addStretch();
    auto* cap = new KeyCap;
    cap->setKeys(keys);
    head->addWidget(cap);
    auto* fact = new TextLabel({}, {}, "second");
    fact->setWordWrap(true);
    fact->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(14, 12, 12, 12);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addWidget(fact, 1);
    m_cards << card;
    m_names << name;
    m_facts << fact;
    return card;
}

void LoopStrip::retranslate() {
    const std::pair<QString, QString> texts[] = {
        {tr("Ask"), tr("Sample several responses to one query.")},
        {tr("Judge"), tr("Two at a time, blind, with one hand.")},
        {tr("Train"), tr("DPO or PPO, with live curves.")},
        {tr("Keep"), tr("Each checkpoint is a version.")}};
    for (qsizetype i = 0; i < m_names.size(); ++i) {
        m_names[i]->setText(texts[i].first);
        m_facts[i]->setText(texts[i].second);
    }
    m_back->setText(tr("Ask the new version, and judge it against the old"));
}

void LoopStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color("border-strong"), 1.5));
    const auto arrow = [&painter](QPointF tip, QPointF back, QPointF side) {
        painter.drawLine(tip - back * 14, tip);
        painter.drawLine(tip, tip - back * 5 + side * 5);
        painter.drawLine(tip, tip - back * 5 - side * 5);
    };
    for (qsizetype i = 0; i + 1 < m_cards.size(); ++i) {
        const QRect left = m_cards[i]->geometry();
        arrow(QPointF(left.right() + kGap / 2.0 + 7, left.center().y()), {1, 0}, {0, 1});
    }
    const QRect first = m_cards.first()->geometry(), last = m_cards.last()->geometry(),
                words = m_back->geometry();
    const double from = last.center().x(), to = first.center().x();
    const double top = first.bottom() + 6, low = words.center().y();
    QPainterPath right(QPointF(from, top));
    right.lineTo(from, low);
    right.lineTo(words.right() + 10, low);
    painter.drawPath(right);
    QPainterPath left(QPointF(words.left() - 10, low));
    left.lineTo(to, low);
    left.lineTo(to, top + 10);
    painter.drawPath(left);
    arrow(QPointF(to, top), {0, -1}, {1, 0});
}

} // namespace tiebreak
