#include "ui/label/prompt_card.h"

#include "ui/label/judgement_draft.h"
#include "ui/label/reading_pane.h"
#include "ui/label/visible_marks.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace tiebreak {

namespace {

constexpr int kLines = 6;
constexpr int kFieldWidth = 240; // px at scale 1

QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

QString conversation(const PromptRecord& prompt) {
    if (!prompt.messages.is_array() || prompt.messages.size() < 2)
        return text(prompt.text);
    QStringList turns;
    for (const auto& message : prompt.messages)
        if (message.is_object())
            turns << text(message.value("role", std::string())) + ": " +
                         text(message.value("content", std::string()));
    return turns.join("\n\n");
}

} // namespace

PromptCard::PromptCard(Theme& theme, QWidget* parent)
    : Card("card", parent)
    , m_theme(theme)
    , m_title(new TextLabel({}, "caption"))
    , m_chips(new QHBoxLayout)
    , m_field(new QLineEdit)
    , m_pane(new ReadingPane(theme)) {
    m_pane->setMaximumLines(kLines);
    m_field->setObjectName("queryTags");
    m_field->setProperty("density", "small");
    m_field->setFixedWidth(theme.scaled(kFieldWidth));
    m_field->installEventFilter(this);
    m_field->hide();
    theme.keepPlaceholderReadable(m_field);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_title, 1);
    head->addLayout(m_chips);
    head->addWidget(m_field);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 8);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(m_pane);
    retranslate();
}

void PromptCard::retranslate() {
    m_title->setText(tr("Prompt"));
    m_pane->setAccessibleName(tr("Prompt"));
    m_field->setAccessibleName(tr("Tags of the query"));
    m_field->setPlaceholderText(tr("Tags, parted by commas"));
}

void PromptCard::showPrompt(const PromptRecord& prompt) {
    m_tags.clear();
    for (const auto& tag : prompt.tags)
        m_tags << text(tag);
    m_field->hide();
    showTags();
    m_pane->showText(conversation(prompt));
}

void PromptCard::showTags() {
    while (auto* item = m_chips->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto& tag : m_tags)
        m_chips->addWidget(new Chip(withVisibleMarks(tag)));
}

void PromptCard::editTags() {
    m_field->setText(m_tags.join(", "));
    m_field->show();
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void PromptCard::endTags(bool save) {
    m_field->hide();
    parentWidget()->setFocus();
    const QStringList tags = tagsFrom(m_field->text());
    if (!save || tags == m_tags)
        return;
    m_tags = tags;
    showTags();
    Q_EMIT tagsChanged(tags);
}

bool PromptCard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return Card::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool enters = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (!enters && key != Qt::Key_Escape)
        return Card::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress)
        endTags(enters);
    return true;
}

} // namespace tiebreak
