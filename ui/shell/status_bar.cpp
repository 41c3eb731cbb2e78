#include "ui/shell/status_bar.h"

#include "ui/shell/status_part.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QTime>

namespace tiebreak {

StatusBar::StatusBar(Theme& theme, QWidget* parent)
    : Card("status", parent)
    , m_theme(theme)
    , m_engine(new StatusPart(theme))
    , m_model(new StatusPart(theme))
    , m_run(new StatusPart(theme))
    , m_saved(new StatusPart(theme))
    , m_find(new StatusPart(theme))
    , m_modelRule(rule())
    , m_runRule(rule())
    , m_savedRule(rule()) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 1, 4, 0);
    layout->setSpacing(0);
    for (auto* widget : {static_cast<QWidget*>(m_engine), m_modelRule,
                         static_cast<QWidget*>(m_model), m_runRule, static_cast<QWidget*>(m_run)})
        layout->addWidget(widget);
    layout->addStretch();
    for (auto* widget :
         {static_cast<QWidget*>(m_saved), m_savedRule, static_cast<QWidget*>(m_find)})
        layout->addWidget(widget);
    m_saved->setSign("ok", "ok");
    m_find->setKey("Ctrl+K");
    hideModel();
    showRun({}, {});
    m_saved->hide();
    m_savedRule->hide();
    const auto fit = [this] { setFixedHeight(m_theme.size("status")); };
    fit();
    connect(&theme, &Theme::changed, this, fit);
    connect(m_engine, &QAbstractButton::clicked, this,
            [this] { Q_EMIT pageRequested("settings"); });
    connect(m_model, &QAbstractButton::clicked, this, [this] { Q_EMIT pageRequested("models"); });
    connect(m_run, &QAbstractButton::clicked, this, [this] { Q_EMIT pageRequested("train"); });
    connect(m_saved, &QAbstractButton::clicked, this, [this] { Q_EMIT pageRequested("label"); });
    connect(m_find, &QAbstractButton::clicked, this, &StatusBar::paletteRequested);
    retranslate();
}

QWidget* StatusBar::rule() {
    auto* line = new Card("vline", this);
    line->setFixedHeight(14);
    return line;
}

void StatusBar::showEngine(EngineClient::State state) {
    m_state = state;
    if (state != EngineClient::State::Ready)
        m_device.clear();
    retranslate();
}

void StatusBar::showModel(const LoadedReply& model) {
    m_device = model.device == "cpu" ? tr("CPU, %n threads", nullptr, model.threads)
                                     : QString::fromStdString(model.device).toUpper();
    m_model->setTexts(QString::fromStdString(model.name), QString::fromStdString(model.weights));
    m_model->show();
    m_modelRule->show();
    retranslate();
}

void StatusBar::hideModel() {
    m_model->hide();
    m_modelRule->hide();
}

void StatusBar::showRun(const QString& name, const QString& figure) {
    m_run->setSign("train", "accent");
    m_run->setTexts(name, figure);
    m_run->setVisible(!name.isEmpty());
    m_runRule->setVisible(!name.isEmpty());
}

void StatusBar::showSaved() {
    m_time = QTime::currentTime().toString("HH:mm:ss");
    m_saved->show();
    m_savedRule->show();
    retranslate();
}

void StatusBar::retranslate() {
    using State = EngineClient::State;
    const std::tuple<QString, const char*, const char*> faces[] = {
        {tr("Engine stopped"), "error", "bad"},
        {tr("Engine starting"), "dot", "text-3"},
        {tr("Engine ready"), "dot", "ok"},
        {tr("Engine not responding"), "warning", "warn"}};
    const int index = m_state == State::Stopped    ? 0
                      : m_state == State::Starting ? 1
                      : m_state == State::Ready    ? 2
                                                   : 3;
    const auto& [words, sign, color] = faces[index];
    m_engine->setSign(sign, color);
    m_engine->setTexts(words, m_device);
    m_find->setTexts(tr("Find any action"));
    m_saved->setTexts(tr("Saved %1").arg(m_time));
}

void StatusBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

} // namespace tiebreak
