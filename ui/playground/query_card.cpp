#include "ui/playground/query_card.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QTextDocument>

#include <cmath>

namespace tiebreak {

namespace {
constexpr int kMostLines = 6;
constexpr int kMostResponses = 16;
} // namespace

QueryCard::QueryCard(Theme& theme, const QList<Action*>& toggles, QWidget* parent)
    : Card("field", parent)
    , m_theme(theme)
    , m_systemName(new TextLabel({}, "caption"))
    , m_system(new QPlainTextEdit)
    , m_field(new QPlainTextEdit)
    , m_controls(new QHBoxLayout)
    , m_model(new QComboBox)
    , m_count(new QComboBox)
    , m_fact(new TextLabel({}, "mono", "muted")) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 9, 8, 6);
    layout->setSpacing(8);
    layout->addWidget(m_systemName);
    layout->addWidget(m_system);
    layout->addWidget(m_field);
    layout->addLayout(m_controls);
    buildField(m_system);
    buildField(m_field);
    buildControls(toggles);
    showSystem(false);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(m_field, &QPlainTextEdit::textChanged, this, &QueryCard::textChanged);
    connect(m_system, &QPlainTextEdit::textChanged, this, &QueryCard::textChanged);
    connect(&theme, &Theme::changed, this, [this] {
        grow(m_system);
        grow(m_field);
    });
    retranslate();
}

void QueryCard::buildField(QPlainTextEdit* field) {
    field->setProperty("role", "bare");
    field->setFrameShape(QFrame::NoFrame);
    field->setTabChangesFocus(true);
    field->document()->setDocumentMargin(0);
    field->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    field->installEventFilter(this);
    m_theme.keepPlaceholderReadable(field);
    connect(field->document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged,
            this, [this, field] { grow(field); });
    grow(field);
}

void QueryCard::grow(QPlainTextEdit* field) {
    // QPlainTextEdit measures its document in lines.
    const int lines = qBound(1, int(std::ceil(field->document()->size().height())), kMostLines);
    field->setFixedHeight(lines * QFontMetrics(m_theme.font(Theme::Type::Read)).lineSpacing() + 4);
}

void QueryCard::buildControls(const QList<Action*>& toggles) {
    m_controls->setSpacing(8);
    for (auto* combo : {m_model, m_count}) {
        combo->setProperty("density", "small");
        combo->setFocusPolicy(Qt::TabFocus);
        m_controls->addWidget(combo);
    }
    m_model->setMinimumWidth(m_theme.scaled(190));
    for (int i = 1; i <= kMostResponses; ++i)
        m_count->addItem(QString());
    for (auto* action : toggles) {
        auto* button = new ActionButton(m_theme, *action);
        button->setDensity("small");
        m_controls->addWidget(button);
    }
    m_controls->addStretch();
    m_fact->setElided(true);
    m_controls->addWidget(m_fact);
    connect(m_model, &QComboBox::activated, this,
            [this](int index) { Q_EMIT modelChosen(m_model->itemData(index).toString()); });
    connect(m_count, &QComboBox::activated, this,
            [this](int index) { Q_EMIT countChosen(index + 1); });
}

QString QueryCard::text() const {
    return m_field->toPlainText();
}

void QueryCard::setText(const QString& text) {
    m_field->setPlainText(text);
    m_field->moveCursor(QTextCursor::End);
}

QString QueryCard::system() const {
    return m_system->isVisibleTo(this) ? m_system->toPlainText().trimmed() : QString();
}

void QueryCard::showSystem(bool shown) {
    m_systemName->setVisible(shown);
    m_system->setVisible(shown);
    if (shown && isVisible())
        m_system->setFocus();
}

void QueryCard::setSystem(const QString& system) {
    m_system->setPlainText(system);
}

void QueryCard::focusField() {
    m_field->setFocus();
}

void QueryCard::showChoices(const std::vector<ModelChoice>& choices,
                            const std::optional<ModelChoice>& current) {
    m_model->clear();
    for (const auto& choice : choices)
        m_model->addItem(choice.name, choice.id);
    if (choices.empty())
        m_model->addItem(tr("No model"));
    m_model->setEnabled(!choices.empty());
    if (current)
        m_model->setCurrentIndex(m_model->findData(current->id));
}

void QueryCard::setCount(int count) {
    m_count->setCurrentIndex(count - 1);
}

void QueryCard::showFact(const QString& fact, const QString& brief) {
    m_wholeFact = fact;
    m_briefFact = brief;
    fitFact();
}

void QueryCard::fitFact() {
    int room = width() - 20;
    for (int i = 0; i < m_controls->count(); ++i)
        if (const auto* widget = m_controls->itemAt(i)->widget(); widget && widget != m_fact)
            room -= widget->sizeHint().width() + m_controls->spacing();
    const int needed = QFontMetrics(m_theme.font(Theme::Type::Mono)).horizontalAdvance(m_wholeFact);
    m_fact->showText(needed > room && !m_briefFact.isEmpty() ? m_briefFact : m_wholeFact);
}

void QueryCard::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    fitFact();
}

bool QueryCard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        const bool focused = event->type() == QEvent::FocusIn;
        setState(focused ? "focus" : "");
        // The focus edge is 1 px wider and takes it back from the inside.
        layout()->setContentsMargins(focused ? QMargins(11, 8, 7, 5) : QMargins(12, 9, 8, 6));
    }
    return Card::eventFilter(watched, event);
}

void QueryCard::retranslate() {
    m_systemName->setText(tr("System prompt"));
    m_system->setPlaceholderText(
        tr("How the model should behave, for example: Answer in one sentence."));
    m_system->setAccessibleName(tr("System prompt"));
    m_field->setPlaceholderText(tr("Ask anything"));
    m_field->setAccessibleName(tr("Query"));
    m_model->setAccessibleName(tr("Model"));
    m_count->setAccessibleName(tr("Number of responses"));
    for (int i = 0; i < m_count->count(); ++i)
        m_count->setItemText(i, tr("%n responses", nullptr, i + 1));
}

} // namespace tiebreak
