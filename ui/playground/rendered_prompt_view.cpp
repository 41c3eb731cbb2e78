#include "ui/playground/rendered_prompt_view.h"

#include "ui/widgets/number_text.h"
#include "ui/widgets/style_property.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toggle_bar.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QSet>
#include <QTextEdit>

#include <algorithm>

namespace tiebreak {

namespace {

constexpr int kShownHeight = 132;

/// Vocabularies write a blank as one of these.
QString readable(const std::string& piece) {
    auto out = QString::fromStdString(piece);
    return out
        .replace(QChar(0x0120), QChar(0x00B7)) // Ġ
        .replace(QChar(0x2581), QChar(0x00B7)) // ▁
        .replace(QChar(0x010A), QChar(0x21B5)) // Ċ
        .replace('\n', QChar(0x21B5));
}

} // namespace

RenderedPromptView::RenderedPromptView(Theme& theme, QWidget* parent)
    : Card("card", parent)
    , m_theme(theme)
    , m_title(new TextLabel({}, "strong"))
    , m_mode(new ToggleBar(theme))
    , m_fact(new TextLabel({}, "mono", "muted"))
    , m_bar(new QProgressBar)
    , m_warnings(new QVBoxLayout)
    , m_text(new QTextEdit) {
    buildLayout();
    connect(m_mode, &ToggleBar::currentChanged, this, &RenderedPromptView::restyle);
    connect(&theme, &Theme::changed, this, &RenderedPromptView::restyle);
    retranslate();
}

void RenderedPromptView::buildLayout() {
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_title);
    head->addWidget(m_mode);
    head->addStretch();
    head->addWidget(m_fact);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(120);
    head->addWidget(m_bar);
    m_text->setProperty("role", "code");
    m_text->setReadOnly(true);
    m_text->setAcceptRichText(false);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_warnings->setSpacing(4);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 12);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addLayout(m_warnings);
    layout->addWidget(m_text);
    m_text->setFixedHeight(m_theme.scaled(kShownHeight));
}

void RenderedPromptView::showPrompt(const RenderedReply& prompt, qint64 context, qint64 reserved) {
    m_prompt = prompt;
    m_context = context;
    m_reserved = reserved;
    restyle();
}

void RenderedPromptView::showNothing(const QString& why) {
    m_prompt = {};
    m_context = 0;
    restyle();
    m_fact->showText(why);
}

QStringList RenderedPromptView::warnings() const {
    QStringList out;
    if (m_prompt.doubledBos)
        out << tr("The prompt begins with two BOS tokens. The template writes one already; models "
                  "answer worse to two. Leave it out of the text.");
    if (m_prompt.dropped > 0)
        out << tr("%n older messages do not fit and are left out: the model does not see them. Use "
                  "fewer new tokens or begin a new conversation.",
                  nullptr, int(m_prompt.dropped));
    const auto used = qint64(m_prompt.ids.size());
    if (m_context > 0 && used >= m_context)
        out << tr("The prompt has %1 tokens, and the context holds %2 with the response. Shorten "
                  "the query.")
                   .arg(countText(used), countText(m_context));
    else if (m_context > 0 && used + m_reserved > m_context)
        out << tr("Only %1 of %2 new tokens fit behind this prompt.")
                   .arg(countText(m_context - used), countText(m_reserved));
    return out;
}

QString RenderedPromptView::fact() const {
    return m_fact->text();
}

void RenderedPromptView::restyle() {
    m_text->setFixedHeight(m_theme.scaled(kShownHeight));
    m_text->document()->setDefaultFont(m_theme.font(Theme::Type::MonoSmall));
    m_text->clear();
    if (m_mode->current() == 0)
        writeText();
    else
        writeTokens();
    m_text->moveCursor(QTextCursor::Start);
    showWarnings();
    const auto used = qint64(m_prompt.ids.size());
    m_fact->showText(m_context > 0
                         ? tr("%1 tokens, %2 for the response, of %3")
                               .arg(countText(used), countText(m_reserved), countText(m_context))
                         : QString());
    m_bar->setVisible(m_context > 0);
    m_bar->setRange(0, int(std::max<qint64>(1, m_context)));
    m_bar->setValue(int(std::min(m_context, used)));
    setStyleProperty(m_bar, "tone", m_context > 0 && used + m_reserved > m_context ? "warn" : "");
    m_bar->setAccessibleName(m_fact->text());
}

void RenderedPromptView::writeText() {
    QTextCharFormat plain, special;
    plain.setForeground(m_theme.color("text"));
    special.setForeground(m_theme.color("accent"));
    special.setBackground(m_theme.color("accent-soft"));
    QSet<QString> names;
    for (const int at : m_prompt.special)
        if (at >= 0 && at < int(m_prompt.pieces.size()))
            names << QString::fromStdString(m_prompt.pieces[size_t(at)]);
    const auto text = QString::fromStdString(m_prompt.text);
    QTextCursor cursor(m_text->document());
    qsizetype from = 0, at = 0;
    while (at < text.size()) {
        qsizetype length = 0;
        for (const auto& name : std::as_const(names))
            if (name.size() > length && QStringView(text).mid(at).startsWith(name))
                length = name.size();
        if (length == 0) {
            ++at;
            continue;
        }
        cursor.insertText(text.mid(from, at - from), plain);
        cursor.insertText(text.mid(at, length), special);
        from = at += length;
    }
    cursor.insertText(text.mid(from), plain);
}

void RenderedPromptView::writeTokens() {
    QTextCharFormat even, odd, special, gap;
    even.setForeground(m_theme.color("text"));
    odd = even;
    even.setBackground(m_theme.color("surface"));
    odd.setBackground(m_theme.color("selection"));
    special.setForeground(m_theme.color("accent"));
    special.setBackground(m_theme.color("accent-soft"));
    QTextCursor cursor(m_text->document());
    auto next = m_prompt.special.begin();
    for (size_t i = 0; i < m_prompt.pieces.size(); ++i) {
        const bool isSpecial = next != m_prompt.special.end() && *next == std::int32_t(i);
        next += isSpecial;
        auto format = isSpecial ? special : i % 2 ? odd : even;
        format.setToolTip(tr("Token %1, id %2").arg(i + 1).arg(m_prompt.ids[i]));
        cursor.insertText(readable(m_prompt.pieces[i]), format);
        cursor.insertText(QString(QChar(0x200B)), gap); // lines may break between tokens
    }
}

void RenderedPromptView::showWarnings() {
    while (auto* item = m_warnings->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto& words : warnings()) {
        auto* line = new QWidget;
        auto* layout = new QHBoxLayout(line);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(8);
        auto* icon = new QLabel;
        icon->setTextFormat(Qt::PlainText);
        icon->setPixmap(m_theme.pixmap("warning", "warn", m_theme.scaled(16)));
        auto* text = new TextLabel(words, "small", "warn");
        text->setWordWrap(true);
        layout->addWidget(icon);
        layout->addWidget(text, 1);
        m_warnings->addWidget(line);
    }
}

void RenderedPromptView::retranslate() {
    m_title->setText(tr("Rendered prompt"));
    m_mode->setChoices({tr("Text"), tr("Tokens")});
    m_text->setAccessibleName(tr("Rendered prompt"));
    m_text->setPlaceholderText(tr("The prompt as the model reads it, with its template"));
    restyle();
}

} // namespace tiebreak
