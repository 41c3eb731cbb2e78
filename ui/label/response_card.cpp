#include "ui/label/response_card.h"

#include "ui/label/reading_pane.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QStackedWidget>

namespace tiebreak {

namespace {

const QKeySequence kSaveKeys(Qt::CTRL | Qt::Key_Return);
const QKeySequence kCancelKeys(Qt::Key_Escape);

} // namespace

ResponseCard::ResponseCard(Theme& theme, const QString& letter, const ResponseActions& actions,
                           QWidget* parent)
    : Card("card", parent)
    , m_theme(theme)
    , m_actions(actions)
    , m_letter(letter)
    , m_pane(new ReadingPane(theme)) {
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_pane);
    m_editor = makeEditor();
    m_stack->addWidget(m_editor);
    auto* body = new QVBoxLayout;
    body->setContentsMargins(16, 4, 8, 4);
    body->addWidget(m_stack);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(makeHead(letter));
    layout->addLayout(body, 1);
    layout->addWidget(new Card("line"));
    layout->addWidget(makeFoot());
    retranslate();
}

QWidget* ResponseCard::makeHead(const QString& letter) {
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(16, 0, 8, 0);
    row->setSpacing(8);
    row->addWidget(new TextLabel(letter, "title"));
    m_names = new Chip({}, "warn");
    m_names->hide();
    row->addWidget(m_names);
    row->addStretch(1);
    auto* edit = new ActionButton(m_theme, *m_actions.edit);
    edit->setDensity("small");
    row->addWidget(edit);
    return head;
}

QWidget* ResponseCard::makeEditor() {
    auto* editor = new QWidget;
    m_text = new QPlainTextEdit;
    m_text->setTabChangesFocus(true);
    m_text->installEventFilter(this);
    m_hint = new TextLabel({}, "small", "muted");
    m_hint->setWordWrap(true);
    m_save = new ActionButton(m_theme, {}, {}, kSaveKeys, Action::Kind::Plain);
    m_cancel = new ActionButton(m_theme, {}, {}, kCancelKeys, Action::Kind::Quiet);
    auto* row = new QHBoxLayout;
    row->addWidget(m_hint, 1);
    row->addWidget(m_cancel);
    row->addWidget(m_save);
    auto* layout = new QVBoxLayout(editor);
    layout->setContentsMargins(0, 0, 8, 0);
    layout->addWidget(m_text, 1);
    layout->addLayout(row);
    connect(m_save, &QPushButton::clicked, this,
            [this] { Q_EMIT editSaved(m_text->toPlainText()); });
    connect(m_cancel, &QPushButton::clicked, this, &ResponseCard::editCancelled);
    return editor;
}

QWidget* ResponseCard::makeFoot() {
    auto* foot = new QWidget;
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(16, 2, 8, 6);
    row->setSpacing(4);
    m_own = new TextLabel({}, {}, "second");
    m_own->setElided(true);
    row->addWidget(m_own, 1);
    for (auto* action : m_actions.ratings)
        row->addWidget(new ActionButton(m_theme, *action));
    return foot;
}

void ResponseCard::retranslate() {
    m_own->showText(tr("%1 on its own").arg(m_letter));
    m_pane->setAccessibleName(tr("Response %1").arg(m_letter));
    m_text->setAccessibleName(tr("A better text for response %1").arg(m_letter));
    m_names->setText(tr("Names a model"));
    m_names->setToolTip(tr("The text says whose answer it is. The judgement is tagged."));
    m_save->setText(tr("Save edit"));
    m_cancel->setText(tr("Cancel"));
    if (!isEditing())
        return;
    showEditProblem({});
}

void ResponseCard::showText(const QString& text) {
    m_pane->showText(text);
}

void ResponseCard::warnOfName(bool names) {
    m_names->setVisible(names);
}

bool ResponseCard::isEditing() const {
    return m_stack->currentWidget() == m_editor;
}

void ResponseCard::startEdit(const QString& text) {
    m_text->setPlainText(text);
    m_stack->setCurrentWidget(m_editor);
    showEditProblem({});
    m_text->setFocus(Qt::OtherFocusReason);
}

void ResponseCard::endEdit() {
    m_stack->setCurrentWidget(m_pane);
    m_text->clear();
}

void ResponseCard::showEditProblem(const QString& problem) {
    m_hint->setTone(problem.isEmpty() ? "muted" : "bad");
    m_hint->showText(problem.isEmpty() ? tr("Saved as a new response that is better than this one.")
                                       : problem);
}

bool ResponseCard::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_text ||
        (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride))
        return Card::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool saves = (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) &&
                       key->modifiers().testFlag(Qt::ControlModifier);
    const bool cancels = key->key() == Qt::Key_Escape;
    if (!saves && !cancels)
        return Card::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress)
        (saves ? m_save : m_cancel)->click();
    return true;
}

} // namespace tiebreak
