#include "ui/playground/history_panel.h"

#include "ui/services/store_service.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>

namespace tiebreak {

namespace {

constexpr int kSoonMilliseconds = 150;
constexpr int kMostLines = 200;
constexpr qsizetype kMostCharacters = 160;
constexpr int kPromptRole = Qt::UserRole;

/// Words found stand between marks; a list shows them between quotation marks of its own.
QString readable(const std::string& snippet) {
    auto out = QString::fromStdString(snippet).simplified();
    return out.replace(QChar(2), QStringLiteral("›")).replace(QChar(3), QStringLiteral("‹"));
}

} // namespace

HistoryPanel::HistoryPanel(Theme& theme, StoreService& store, QWidget* parent)
    : SidePanel(theme, 420, parent)
    , m_store(store)
    , m_field(new QLineEdit)
    , m_list(new QListWidget)
    , m_fact(new TextLabel({}, "small", "muted"))
    , m_branch(new ActionButton(theme, {}, "export", {}, Action::Kind::Plain))
    , m_tree(new ActionButton(theme, {}, "export", {}, Action::Kind::Plain)) {
    theme.keepPlaceholderReadable(m_field);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setWordWrap(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMinimumHeight(theme.scaled(320));
    m_fact->setWordWrap(true);
    body()->addWidget(m_field);
    body()->addWidget(m_fact);
    body()->addWidget(m_list, 1);
    auto* foot = new QHBoxLayout;
    for (auto* button : {m_branch, m_tree}) {
        button->setDensity("small");
        foot->addWidget(button);
    }
    foot->addStretch();
    body()->addLayout(foot);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoonMilliseconds);
    connect(&m_soon, &QTimer::timeout, this, &HistoryPanel::refresh);
    connect(m_field, &QLineEdit::textChanged, this, [this] { m_soon.start(); });
    connect(m_field, &QLineEdit::returnPressed, this, [this] {
        m_list->setFocus();
        if (m_list->currentRow() < 0)
            m_list->setCurrentRow(0);
    });
    connect(m_list, &QListWidget::itemActivated, this,
            [this](QListWidgetItem* item) { Q_EMIT chosen(item->data(kPromptRole).toString()); });
    connect(m_branch, &QPushButton::clicked, this, [this] { Q_EMIT exportRequested(false); });
    connect(m_tree, &QPushButton::clicked, this, [this] { Q_EMIT exportRequested(true); });
    retranslate();
    setExportable(false);
}

void HistoryPanel::refresh() {
    if (const auto words = m_field->text().trimmed(); words.isEmpty())
        showRecent();
    else
        showFound(words);
}

void HistoryPanel::beginSearch() {
    m_field->setFocus();
    m_field->selectAll();
    refresh();
}

void HistoryPanel::addLine(const QString& promptId, const QString& kind, const QString& text,
                           qint64 time) {
    const auto when =
        QLocale().toString(QDateTime::fromMSecsSinceEpoch(time), QLocale::ShortFormat);
    auto* item = new QListWidgetItem(text.left(kMostCharacters) + QLatin1Char('\n') +
                                     tr("%1, %2").arg(kind, when));
    item->setData(kPromptRole, promptId);
    m_list->addItem(item);
}

void HistoryPanel::showRecent() {
    m_store.submit([](Store& store) { return store.recentPrompts(kMostLines); })
        .then(this, [this, asked = ++m_asked](const Result<std::vector<PromptRecord>>& found) {
            if (asked != m_asked)
                return; // another search came after it
            m_list->clear();
            if (!found) {
                setFact(QString::fromStdString(found.error().message));
                return;
            }
            for (const auto& prompt : *found)
                if (prompt.source != "imported")
                    addLine(QString::fromStdString(prompt.id), tr("Query"),
                            QString::fromStdString(prompt.text).simplified(), prompt.createdAt);
            setFact(m_list->count() == 0 ? tr("Nothing was asked yet.")
                                         : tr("What was asked last"));
        });
}

void HistoryPanel::showFound(const QString& words) {
    m_store
        .submit(
            [text = words.toStdString()](Store& store) { return store.search(text, kMostLines); })
        .then(this,
              [this, words, asked = ++m_asked](const Result<std::vector<FoundRecord>>& found) {
                  if (asked != m_asked)
                      return;
                  m_list->clear();
                  if (!found) {
                      setFact(QString::fromStdString(found.error().message));
                      return;
                  }
                  for (const auto& one : *found)
                      addLine(QString::fromStdString(one.promptId),
                              one.sampleId.empty() ? tr("Query") : tr("Response"),
                              readable(one.snippet), one.createdAt);
                  setFact(found->empty()
                              ? tr("“%1” stands in no query and no response.").arg(words.left(60))
                              : tr("%n places", nullptr, int(found->size())));
              });
}

void HistoryPanel::setFact(const QString& fact) {
    m_fact->showText(fact);
}

void HistoryPanel::setExportable(bool exportable) {
    const auto reason = exportable ? QString() : tr("There is no conversation yet");
    m_branch->setDisabledReason(reason);
    m_tree->setDisabledReason(reason);
}

void HistoryPanel::retranslate() {
    setTitle(tr("History"));
    m_field->setPlaceholderText(tr("Search queries and responses"));
    m_field->setAccessibleName(tr("Search queries and responses"));
    m_list->setAccessibleName(tr("Queries and responses"));
    m_branch->setText(tr("Export branch"));
    m_tree->setText(tr("Export tree"));
}

} // namespace tiebreak
