#include "ui/playground/response_column.h"

#include "ui/playground/response_view.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPixmapCache>
#include <QToolButton>

namespace tiebreak {

namespace {

constexpr int kFoldedWidth = 44;
constexpr int kLeastWidth = 200;

/// The streaming sign: a small filled triangle, as the look draws it.
QPixmap streamingSign(const Theme& theme, double ratio) {
    const int side = theme.scaled(14);
    // The same pixmap each time: a label given another one lays itself out anew, 30 times a second.
    const auto key =
        QStringLiteral("streaming-%1-%2-%3").arg(side).arg(ratio).arg(theme.color("accent").rgba());
    QPixmap out;
    if (QPixmapCache::find(key, &out))
        return out;
    out = QPixmap(QSize(side, side) * ratio);
    out.setDevicePixelRatio(ratio);
    out.fill(Qt::transparent);
    QPainter painter(&out);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color("accent"));
    painter.drawPolygon(
        QPolygonF{{side * .5, side * .2}, {side * .85, side * .8}, {side * .15, side * .8}});
    painter.end();
    QPixmapCache::insert(key, out);
    return out;
}

} // namespace

ResponseColumn::ResponseColumn(Theme& theme, int number, QWidget* parent)
    : Card("card", parent)
    , m_theme(theme)
    , m_number(number)
    , m_numberLabel(new TextLabel(QString::number(number), "strong"))
    , m_head(new QHBoxLayout)
    , m_chips(new QHBoxLayout)
    , m_seed(new TextLabel({}, "mono", "muted"))
    , m_more(new QToolButton)
    , m_view(new ResponseView(theme))
    , m_waiting(new TextLabel({}, {}, "muted"))
    , m_foot(new QWidget)
    , m_stateIcon(new QLabel)
    , m_stateWord(new TextLabel({}, "small", "second"))
    , m_tokens(new TextLabel({}, "mono", "muted"))
    , m_perplexity(new TextLabel({}, "mono", "muted"))
    , m_pin(new QLabel)
    , m_facts(new TextLabel({}, "mono", "muted"))
    , m_keep(new ActionButton(theme, {}, "ok", QKeySequence("K"), Action::Kind::Quiet))
    , m_label(new ActionButton(theme, {}, "label", QKeySequence("L"), Action::Kind::Quiet)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(8);
    buildHead();
    buildFoot();
    layout->addLayout(m_head);
    layout->addWidget(m_waiting);
    layout->addWidget(m_view, 1);
    layout->addStretch(0);
    layout->addWidget(m_foot);
    m_waiting->setWordWrap(true);
    setMinimumWidth(kLeastWidth);
    connect(m_view, &ResponseView::touched, this, &ResponseColumn::touched);
    connect(&theme, &Theme::changed, this, &ResponseColumn::showState);
    retranslate();
}

void ResponseColumn::buildHead() {
    m_head->setSpacing(8);
    m_head->addWidget(m_numberLabel);
    m_head->addWidget(m_pin);
    m_pin->hide();
    m_head->addLayout(m_chips);
    m_chips->setSpacing(4);
    m_head->addWidget(m_seed);
    m_head->addStretch();
    m_more->setIcon(m_theme.icon("more"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setFocusPolicy(Qt::TabFocus);
    auto* menu = new QMenu(m_more);
    m_more->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        connect(menu->addAction(m_theme.icon("copy"), tr("Copy response")), &QAction::triggered,
                this, [this] { QGuiApplication::clipboard()->setText(text()); });
        connect(menu->addAction(m_folded ? tr("Unfold column") : tr("Fold column")),
                &QAction::triggered, this, &ResponseColumn::foldClicked);
        Q_EMIT menuShown(menu);
    });
    m_head->addWidget(m_more);
}

void ResponseColumn::buildFoot() {
    auto* facts = new QHBoxLayout;
    facts->setSpacing(6);
    facts->addWidget(m_stateIcon);
    facts->addWidget(m_stateWord);
    facts->addStretch();
    facts->addWidget(m_tokens);
    facts->addSpacing(4);
    facts->addWidget(m_perplexity);
    auto* buttons = new QHBoxLayout;
    // The quiet buttons' own padding is outside the column's edge, so that their icons stand on it.
    buttons->setContentsMargins(-8, 0, 0, 0);
    buttons->setSpacing(8);
    for (auto* button : {m_keep, m_label}) {
        button->setDensity("small");
        buttons->addWidget(button);
    }
    buttons->addStretch();
    m_keep->setCheckable(true);
    auto* layout = new QVBoxLayout(m_foot);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(facts);
    m_facts->setElided(true);
    m_facts->hide();
    layout->addWidget(m_facts);
    layout->addLayout(buttons);
    connect(m_keep, &QPushButton::clicked, this, &ResponseColumn::keepClicked);
    connect(m_label, &QPushButton::clicked, this, &ResponseColumn::labelClicked);
}

void ResponseColumn::showParameters(const SamplingParameters& parameters,
                                    const QStringList& chips) {
    m_parameters = parameters;
    while (auto* item = m_chips->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto& text : chips) {
        auto* chip = new Chip(text);
        chip->setProperty("type", "mono");
        m_chips->addWidget(chip);
    }
    m_seed->showText(tr("seed %1").arg(parameters.seed));
    showState();
    fit();
}

void ResponseColumn::showRow(const RowState& row, int promptTokens) {
    if (row.version == m_row.version && promptTokens == m_promptTokens && row.version != 0)
        return;
    m_row = row;
    m_promptTokens = promptTokens;
    m_view->showText(row.text);
    m_view->setStreaming(row.phase == RowState::Phase::Streaming);
    showState();
}

QString ResponseColumn::text() const {
    return m_view->shownText();
}

QString ResponseColumn::stateWord() const {
    using Phase = RowState::Phase;
    if (m_row.discarded)
        return tr("Discarded");
    switch (m_row.phase) {
    case Phase::Empty:
        return tr("Ready");
    case Phase::Queued:
        return tr("Waiting");
    case Phase::Reading:
        return tr("Reading");
    case Phase::Streaming:
        return tr("Streaming");
    case Phase::Ended:
        return tr("End of text");
    case Phase::Length:
        return tr("Length");
    case Phase::Stopped:
        return m_row.tokens > 0 ? tr("Stopped at %1").arg(m_row.tokens) : tr("Stopped");
    }
    return {};
}

void ResponseColumn::showState() {
    using Phase = RowState::Phase;
    const int side = m_theme.scaled(14);
    if (m_row.phase == Phase::Streaming)
        m_stateIcon->setPixmap(streamingSign(m_theme, devicePixelRatioF()));
    else if (m_row.phase == Phase::Ended)
        m_stateIcon->setPixmap(m_theme.pixmap("ok", "ok", side));
    else if (m_row.phase == Phase::Length)
        m_stateIcon->setPixmap(m_theme.pixmap("skip", "warn", side));
    else if (m_row.phase == Phase::Stopped)
        m_stateIcon->setPixmap(m_theme.pixmap("stop", "text-2", side));
    m_stateIcon->setVisible(m_row.phase >= Phase::Streaming);
    m_stateWord->showText(stateWord());

    const auto most = countText(m_parameters.maxNewTokens);
    m_tokens->showText(m_row.phase == Phase::Ended ? tr("%n tokens", nullptr, m_row.tokens)
                       : m_row.tokens > 0          ? countText(m_row.tokens) + " / " + most
                                                   : QString());
    m_perplexity->showText(m_row.tokens > 0 ? tr("ppl %1").arg(decimalText(m_row.perplexity(), 1))
                                            : QString());

    QString waiting;
    if (m_row.phase == Phase::Empty)
        waiting = tr("Press Ctrl+Enter");
    else if (m_row.phase == Phase::Queued)
        waiting = tr("Waiting for the model");
    else if (m_row.phase == Phase::Reading)
        waiting = m_promptTokens > 0 ? tr("Reading the prompt, %n tokens", nullptr, m_promptTokens)
                                     : tr("Reading the prompt");
    m_waiting->showText(waiting);
    m_waiting->setVisible(!waiting.isEmpty() && !m_folded);
    const bool hasText = m_row.isOver() && (!m_row.result.ids.empty() || !m_row.sampleId.empty()) &&
                         !m_row.discarded;
    m_view->setEnabled(!m_row.discarded);
    m_keep->setDisabledReason(hasText ? QString() : tr("There is no finished response yet"));
    m_label->setDisabledReason(hasText ? QString() : tr("There is no finished response yet"));
    setAccessibleName(tr("Response %1, %2").arg(m_number).arg(stateWord()));
    fit();
}

void ResponseColumn::setCurrent(bool current) {
    m_current = current;
    setState(current ? "current" : "");
    m_numberLabel->setTone(current ? "accent" : "");
    m_keep->setCapShown(current);
    m_label->setCapShown(current);
}

void ResponseColumn::setKept(bool kept) {
    m_kept = kept;
    m_keep->setChecked(kept);
    m_keep->setText(kept ? tr("Kept") : tr("Keep"));
}

void ResponseColumn::setPinned(bool pinned) {
    m_pin->setVisible(pinned);
    if (!pinned)
        return;
    m_pin->setPixmap(m_theme.pixmap("pin", "accent", m_theme.scaled(14)));
    m_pin->setAccessibleName(tr("Pinned: keeps what it shows"));
    m_pin->setToolTip(m_pin->accessibleName());
}

void ResponseColumn::showFacts(const QString& facts) {
    m_facts->showText(facts);
    m_facts->setVisible(!facts.isEmpty());
}

void ResponseColumn::setFolded(bool folded) {
    m_folded = folded;
    m_view->setVisible(!folded);
    m_foot->setVisible(!folded);
    m_more->setVisible(!folded);
    setMinimumWidth(folded ? kFoldedWidth : kLeastWidth);
    setMaximumWidth(folded ? kFoldedWidth : QWIDGETSIZE_MAX);
    showState();
}

void ResponseColumn::fit() {
    // What matters least gives way first: seed, then perplexity.
    int room = width() - 20 - m_numberLabel->sizeHint().width() - m_more->sizeHint().width() - 24;
    bool fits = !m_folded;
    for (int i = 0; i < m_chips->count(); ++i) {
        auto* chip = m_chips->itemAt(i)->widget();
        room -= chip->sizeHint().width() + 4;
        fits = fits && room >= 0;
        chip->setVisible(fits);
    }
    m_seed->setVisible(fits && room >= m_seed->sizeHint().width() + 8);
    // "Stopped at 66" says the tokens already: the count of the maximum may go before the word is
    // cut.
    const int foot = width() - 20 - m_stateWord->sizeHint().width() - m_theme.scaled(14) - 24;
    const int tokens = m_tokens->sizeHint().width();
    m_tokens->setVisible(foot >= tokens);
    m_perplexity->setVisible(foot >= tokens + 10 + m_perplexity->sizeHint().width());
}

void ResponseColumn::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    fit();
}

void ResponseColumn::mousePressEvent(QMouseEvent* event) {
    Q_EMIT touched();
    if (m_folded)
        Q_EMIT foldClicked();
    Card::mousePressEvent(event);
}

void ResponseColumn::retranslate() {
    m_label->setText(tr("Label"));
    m_more->setAccessibleName(tr("More for response %1").arg(m_number));
    m_view->setAccessibleName(tr("Text of response %1").arg(m_number));
    m_seed->showText(tr("seed %1").arg(m_parameters.seed));
    setKept(m_kept);
    showState();
}

} // namespace tiebreak
