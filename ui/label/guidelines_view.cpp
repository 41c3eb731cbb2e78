#include "ui/label/guidelines_view.h"

#include "ui/label/reading_pane.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>

namespace tiebreak {

namespace {

constexpr int kLines = 12;
constexpr int kEditorHeight = 220; // px at scale 1

} // namespace

GuidelinesView::GuidelinesView(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_pane(new ReadingPane(theme))
    , m_editor(new QWidget)
    , m_text(new QPlainTextEdit)
    , m_save(new ActionButton(theme, {}, {}, QKeySequence(Qt::CTRL | Qt::Key_Return)))
    , m_cancel(new ActionButton(theme, {}, {}, QKeySequence(Qt::Key_Escape), Action::Kind::Quiet)) {
    m_pane->setMaximumLines(kLines);
    m_text->setTabChangesFocus(true);
    m_text->installEventFilter(this);
    m_text->setMinimumHeight(theme.scaled(kEditorHeight));
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_save);
    auto* editor = new QVBoxLayout(m_editor);
    editor->setContentsMargins(0, 0, 0, 0);
    editor->addWidget(m_text);
    editor->addLayout(buttons);
    m_editor->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pane);
    layout->addWidget(m_editor);
    connect(m_save, &QPushButton::clicked, this, [this] { endEdit(true); });
    connect(m_cancel, &QPushButton::clicked, this, [this] { endEdit(false); });
    connect(m_pane, &ReadingPane::linkClicked, this, &GuidelinesView::linkClicked);
    retranslate();
}

QString GuidelinesView::shown() const {
    if (!m_markdown.isEmpty())
        return m_markdown;
    return tr(
        "Prefer the response a person could use as it is. Correct beats long. A polite refusal "
        "beats a wrong answer. Choose a tie only when you do not mind which one is sent.");
}

void GuidelinesView::retranslate() {
    m_pane->setAccessibleName(tr("Guidelines"));
    m_text->setAccessibleName(tr("Guidelines, Markdown"));
    m_save->setText(tr("Save"));
    m_cancel->setText(tr("Cancel"));
    m_pane->showText(shown());
}

void GuidelinesView::setGuidelines(const QString& markdown) {
    if (m_markdown == markdown)
        return;
    m_markdown = markdown;
    m_pane->showText(shown());
}

void GuidelinesView::startEdit() {
    if (isEditing())
        return;
    m_text->setPlainText(shown());
    m_pane->hide();
    m_editor->show();
    m_text->setFocus(Qt::OtherFocusReason);
}

bool GuidelinesView::isEditing() const {
    return !m_editor->isHidden();
}

void GuidelinesView::endEdit(bool save) {
    m_editor->hide();
    m_pane->show();
    if (save && m_text->toPlainText() != shown()) {
        setGuidelines(m_text->toPlainText().trimmed());
        Q_EMIT guidelinesChanged(m_markdown);
    }
    parentWidget()->setFocus();
}

bool GuidelinesView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool saves = (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) &&
                       key->modifiers().testFlag(Qt::ControlModifier);
    if (!saves && key->key() != Qt::Key_Escape)
        return QWidget::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress)
        endEdit(saves);
    return true;
}

} // namespace tiebreak
