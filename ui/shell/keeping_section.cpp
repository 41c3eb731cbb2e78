#include "ui/shell/keeping_section.h"

#include "ui/services/store_service.h"
#include "ui/shell/kept_list.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/text_label.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace tiebreak {

namespace {

constexpr double kMegabyte = 1e6;
constexpr int kMaxWords = 120; // of a query in the bin

} // namespace

QString backupTime(std::int64_t milliseconds) {
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(milliseconds), QLocale::ShortFormat);
}

KeepingSection::KeepingSection(Theme& theme, StoreService& store, QWidget* parent)
    : QWidget(parent)
    , m_store(store)
    , m_backupsTitle(new TextLabel)
    , m_backupsFact(new TextLabel({}, "small", "second"))
    , m_backUpNow(new ActionButton(theme, {}))
    , m_backups(new KeptList(theme))
    , m_binTitle(new TextLabel)
    , m_binFact(new TextLabel({}, "small", "second"))
    , m_bin(new KeptList(theme)) {
    m_backupsFact->setWordWrap(true);
    m_binFact->setWordWrap(true);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_backupsTitle);
    words->addWidget(m_backupsFact);
    auto* head = new QHBoxLayout;
    head->setSpacing(16);
    head->addLayout(words, 1);
    head->addWidget(m_backUpNow, 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(m_backups);
    layout->addWidget(new Card("line"));
    layout->addWidget(m_binTitle);
    layout->addWidget(m_binFact);
    layout->addWidget(m_bin);
    connect(m_backUpNow, &QPushButton::clicked, &store, &StoreService::backUpNow);
    connect(&store, &StoreService::backupMade, this, &KeepingSection::reload);
    retranslate();
}

void KeepingSection::retranslate() {
    m_backupsTitle->showText(tr("Backups"));
    m_backupsFact->showText(
        tr("Taken every half hour in which something was saved, and before every change of the "
           "file's format. All of two days are kept, then 12 days, 10 weeks and 9 months."));
    m_backUpNow->setText(tr("Back up now"));
    m_backUpNow->updateGeometry();
    m_binTitle->showText(tr("Bin"));
    m_binFact->showText(tr("What was deleted stays here for 30 days."));
    if (isVisible())
        reload();
}

void KeepingSection::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    reload();
}

void KeepingSection::reload() {
    if (!isVisible())
        return;
    m_store.backups().then(
        this, [this](const std::vector<BackupRecord>& backups) { showBackups(backups); });
    m_store.submit([](Store& store) { return store.bin(); })
        .then(this, [this](const Result<std::vector<BinRecord>>& bin) {
            showBin(bin ? *bin : std::vector<BinRecord>());
        });
}

void KeepingSection::showBackups(const std::vector<BackupRecord>& backups) {
    const auto kindWords = [](BackupKind kind) {
        switch (kind) {
        case BackupKind::Regular:
            return tr("On schedule");
        case BackupKind::Schema:
            return tr("Before a new version");
        case BackupKind::BeforeRestore:
            return tr("Before a restore");
        case BackupKind::Manual:
            break;
        }
        return tr("By hand, kept until you remove it");
    };
    std::vector<KeptRow> rows;
    for (const auto& backup : backups)
        rows.push_back(
            {backupTime(backup.takenAt), kindWords(backup.kind),
             tr("%1\u00a0MB").arg(decimalText(double(backup.bytes) / kMegabyte, 1)), tr("Restore"),
             tr("The workspace becomes what it was then. What is here now is kept as a "
                "backup."),
             tr("Restore this backup"), [this, file = backup.file] { m_store.restore(file); }});
    m_backups->setRows(std::move(rows), tr("No backup yet. The first is taken when something was "
                                           "saved."));
}

void KeepingSection::showBin(const std::vector<BinRecord>& bin) {
    std::vector<KeptRow> rows;
    for (const auto& thing : bin) {
        const auto words = QString::fromStdString(thing.text).simplified().left(kMaxWords);
        rows.push_back(
            {backupTime(thing.deletedAt),
             thing.isQuery ? tr("Query: %1").arg(words) : tr("Response: %1").arg(words),
             thing.isQuery ? tr("%n responses", nullptr, int(thing.responses)) : QString(),
             tr("Put back"),
             {},
             {},
             [this, id = thing.id] {
                 m_store.submit([id](Store& store) { return store.putBack(id); })
                     .then(this, [this](const Status&) { reload(); });
             }});
    }
    m_bin->setRows(std::move(rows), tr("The bin is empty."));
}

} // namespace tiebreak
