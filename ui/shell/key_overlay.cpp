#include "ui/shell/key_overlay.h"

#include "ui/widgets/key_cap.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace tiebreak {

namespace {

constexpr int kMostRows = 20; // that fit on a small window
constexpr int kColumns = 3;   // key, what it does, gap
constexpr int kGap = 24;      // px

} // namespace

KeyOverlay::KeyOverlay(Theme& theme, QWidget* window)
    : Card("overlay", window)
    , m_theme(theme) {
    setFocusPolicy(Qt::StrongFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 16, 24, 24);
    hide();
}

void KeyOverlay::open(const QString& pageTitle, const QList<Page::KeyHelp>& pageKeys,
                      const QList<Page::KeyHelp>& anywhere) {
    delete m_content;
    m_content = new QWidget(this);
    m_grid = new QGridLayout(m_content);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(6);
    layout()->addWidget(m_content);
    const int next = fill(0, tr("Keys of %1").arg(pageTitle), pageKeys);
    fill(next, tr("Anywhere"), anywhere);
    m_content->show();
    adjustSize();
    const auto window = parentWidget()->rect();
    resize(sizeHint().boundedTo(window.size() - QSize(32, 32)));
    move(window.center() - rect().center());
    show();
    raise();
    setFocus();
}

int KeyOverlay::fill(int column, const QString& title, const QList<Page::KeyHelp>& keys) {
    m_grid->addWidget(new TextLabel(title, "strong"), 0, column, 1, 2);
    int row = 1;
    for (const auto& key : keys) {
        if (row > kMostRows) { // a long list goes on beside itself
            m_grid->setColumnMinimumWidth(column + 2, kGap);
            column += kColumns;
            row = 1;
        }
        m_grid->addWidget(new KeyCap(key.keys), row, column, Qt::AlignRight | Qt::AlignVCenter);
        m_grid->addWidget(new TextLabel(key.what, {}, "second"), row++, column + 1);
    }
    m_grid->setColumnMinimumWidth(column + 2, kGap);
    return column + kColumns;
}

void KeyOverlay::close() {
    if (!isVisible())
        return;
    hide();
    Q_EMIT closed();
}

void KeyOverlay::keyPressEvent(QKeyEvent*) {
    close();
}

void KeyOverlay::mousePressEvent(QMouseEvent*) {
    close();
}

void KeyOverlay::focusOutEvent(QFocusEvent*) {
    close();
}

} // namespace tiebreak
