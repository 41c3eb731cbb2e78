#include "ui/train/preflight_view.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

namespace tiebreak {

namespace {

constexpr int kIconSide = 16;
constexpr int kListHeight = 96;

struct Face {
    QString icon, tone;
};

Face faceOf(PreflightLine::Tone tone) {
    switch (tone) {
    case PreflightLine::Tone::Ok:
        return {QStringLiteral("ok"), QStringLiteral("ok")};
    case PreflightLine::Tone::Warn:
        return {QStringLiteral("warning"), QStringLiteral("warn")};
    case PreflightLine::Tone::Bad:
        return {QStringLiteral("error"), QStringLiteral("bad")};
    case PreflightLine::Tone::Open:
        break;
    }
    return {QStringLiteral("help"), QStringLiteral("text-3")};
}

} // namespace

PreflightView::PreflightView(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_try(new ActionButton(theme, tr("Try one step"), QStringLiteral("generate"), {},
                             Action::Kind::Plain, this))
    , m_rows(new QListWidget(this))
    , m_tokensTitle(new TextLabel(tr("First row as it is trained"), QStringLiteral("caption"),
                                  QStringLiteral("muted"), this))
    , m_read(new TextLabel({}, QStringLiteral("mono"), QStringLiteral("muted"), this))
    , m_learned(new TextLabel({}, QStringLiteral("mono"), {}, this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(
        new TextLabel(tr("What will be trained on"), QStringLiteral("strong"), {}, this));
    m_lines = new QVBoxLayout;
    m_lines->setSpacing(4);
    layout->addLayout(m_lines);
    m_try->setDensity(QStringLiteral("small"));
    layout->addWidget(m_try, 0, Qt::AlignLeft);
    m_rows->setMaximumHeight(kListHeight);
    m_rows->setAccessibleName(tr("Rows to look at"));
    layout->addWidget(m_rows);
    layout->addWidget(m_tokensTitle);
    for (auto* tokens : {m_read, m_learned}) {
        tokens->setWordWrap(true);
        layout->addWidget(tokens);
    }
    QFont underlined = theme.font(Theme::Type::MonoSmall);
    underlined.setUnderline(true);
    m_learned->setFont(underlined);
    connect(m_try, &QPushButton::clicked, this, &PreflightView::stepWanted);
    clear();
}

void PreflightView::clear() {
    while (QLayoutItem* item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_rows->clear();
    m_rows->hide();
    m_try->hide();
    showTokens({});
    m_ready = false;
}

void PreflightView::addLine(const QString& icon, const QString& tone, const QString& words) {
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto* picture = new QLabel(row);
    picture->setPixmap(m_theme.pixmap(icon, tone, kIconSide));
    picture->setAlignment(Qt::AlignTop);
    auto* text = new TextLabel(words, QStringLiteral("small"), {}, row);
    text->setWordWrap(true);
    layout->addWidget(picture);
    layout->addWidget(text, 1);
    m_lines->addWidget(row);
}

void PreflightView::showWaiting(bool trying) {
    clear();
    addLine(QStringLiteral("more"), QStringLiteral("text-3"),
            trying ? tr("Trying one step on the longest rows") : tr("Counting rows and tokens"));
}

void PreflightView::showError(const QString& words) {
    clear();
    addLine(QStringLiteral("error"), QStringLiteral("bad"), words);
}

void PreflightView::showReport(const nlohmann::json& report) {
    clear();
    m_ready = isReadyToStart(report);
    for (const auto& line : preflightLines(report)) {
        const Face face = faceOf(line.tone);
        addLine(face.icon, face.tone, line.words);
    }
    m_try->setVisible(m_ready && !isProven(report));
    m_rows->addItems(preflightRows(report));
    m_rows->setVisible(m_rows->count() > 0);
    showTokens(trainedTokens(report));
}

/// What is learned is underlined, so that it is not told by colour alone.
void PreflightView::showTokens(const TrainedTokens& tokens) {
    m_read->setText(tokens.read);
    m_learned->setText(tokens.learned);
    const bool any = !tokens.learned.isEmpty();
    m_tokensTitle->setVisible(any);
    m_read->setVisible(any && !tokens.read.isEmpty());
    m_learned->setVisible(any);
}

} // namespace tiebreak
