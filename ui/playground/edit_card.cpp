#include "ui/playground/edit_card.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>

namespace tiebreak {

EditCard::EditCard(Theme& theme, QWidget* parent)
    : Card("card", parent)
    , m_title(new TextLabel({}, "strong"))
    , m_field(new QPlainTextEdit)
    , m_save(new ActionButton(theme, {}, "ok", QKeySequence("Ctrl+S")))
    , m_goOn(new ActionButton(theme, {}, "generate", QKeySequence("Alt+Return")))
    , m_cancel(new ActionButton(theme, {}, {}, QKeySequence("Esc"), Action::Kind::Quiet)) {
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_title);
    head->addStretch();
    for (auto* button : {m_cancel, m_save, m_goOn}) {
        button->setDensity("small");
        head->addWidget(button);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 12);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(m_field);
    m_field->setTabChangesFocus(true);
    m_field->setFixedHeight(theme.scaled(140));
    m_field->installEventFilter(this);
    connect(m_save, &QPushButton::clicked, this, [this] { accept(false); });
    connect(m_goOn, &QPushButton::clicked, this, [this] { accept(true); });
    connect(m_cancel, &QPushButton::clicked, this, &EditCard::closed);
    retranslate();
}

void EditCard::begin(int column, const QString& text) {
    m_column = column;
    m_field->setPlainText(text);
    m_field->moveCursor(QTextCursor::End);
    retranslate();
    m_field->setFocus();
}

void EditCard::accept(bool goOn) {
    Q_EMIT accepted(m_column, m_field->toPlainText(), goOn);
}

bool EditCard::eventFilter(QObject* watched, QEvent* event) {
    // These keys mean this card while it is written in, whatever they mean elsewhere.
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        const bool goesOn = enter && key->modifiers().testFlag(Qt::AltModifier);
        const bool saves = key->key() == Qt::Key_S &&
                           key->modifiers() == Qt::KeyboardModifiers(Qt::ControlModifier);
        const bool leaves = key->key() == Qt::Key_Escape;
        if (!goesOn && !saves && !leaves)
            return Card::eventFilter(watched, event);
        event->accept();
        if (event->type() == QEvent::KeyPress) {
            if (leaves)
                Q_EMIT closed();
            else
                accept(goesOn);
        }
        return true;
    }
    return Card::eventFilter(watched, event);
}

void EditCard::retranslate() {
    m_title->setText(tr("Edit response %1").arg(m_column + 1));
    m_field->setAccessibleName(m_title->text());
    m_save->setText(tr("Save as sibling"));
    m_goOn->setText(tr("Continue from here"));
    m_cancel->setText(tr("Cancel"));
}

} // namespace tiebreak
