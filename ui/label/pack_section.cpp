#include "ui/label/pack_section.h"

#include "ui/services/label_pack.h"
#include "ui/services/store_service.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner_stack.h"
#include "ui/widgets/text_label.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QVBoxLayout>

namespace tiebreak {

namespace {

constexpr std::int64_t kQueriesOfAPack = 1000;

QString text(const Error& error) {
    return QString::fromStdString(error.text());
}

} // namespace

PackSection::PackSection(Theme& theme, const PackActions& actions, StoreService& store,
                         BannerStack& banners, QWidget* parent)
    : QWidget(parent)
    , m_store(store)
    , m_banners(banners)
    , m_title(new TextLabel({}, "strong"))
    , m_names(new QCheckBox) {
    m_names->setObjectName("packNames");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_title);
    for (auto* action : {actions.handOut, actions.handBack, actions.takeIn}) {
        auto* button = new ActionButton(theme, *action);
        button->setDensity("small");
        layout->addWidget(button, 0, Qt::AlignLeft);
    }
    layout->addWidget(m_names);
    connect(actions.handOut, &QAction::triggered, this,
            [this] { chooseAndWrite(tr("Hand out pairs"), &PackSection::handOut); });
    connect(actions.handBack, &QAction::triggered, this,
            [this] { chooseAndWrite(tr("Hand back judgements"), &PackSection::handBack); });
    connect(actions.takeIn, &QAction::triggered, this, [this] {
        const QString file =
            QFileDialog::getOpenFileName(this, tr("Take in a pack"), {}, tr("Packs (*.jsonl)"));
        if (!file.isEmpty())
            takeIn(file.toStdString());
    });
    retranslate();
}

void PackSection::retranslate() {
    m_title->setText(tr("Packs"));
    m_names->setText(tr("Names instead of pseudonyms"));
    m_names->setToolTip(tr("Judgements handed back say who gave them."));
}

void PackSection::chooseAndWrite(const QString& title,
                                 void (PackSection::*write)(const std::filesystem::path&)) {
    const QString file =
        QFileDialog::getSaveFileName(this, title, "pack.jsonl", tr("Packs (*.jsonl)"));
    if (!file.isEmpty())
        (this->*write)(file.toStdString());
}

void PackSection::handOut(const std::filesystem::path& file) {
    m_store.submit([file](Store& store) { return handOutPairs(store, file, kQueriesOfAPack); })
        .then(this, [this](Result<std::int64_t> written) {
            if (written)
                m_banners.show("pack", Banner::Tone::Ok,
                               tr("%n query(s) with open pairs written.", nullptr, int(*written)));
            else
                m_banners.show("pack", Banner::Tone::Bad, text(written.error()));
        });
}

void PackSection::handBack(const std::filesystem::path& file) {
    const bool names = m_names->isChecked();
    m_store.submit([file, names](Store& store) { return handBackJudgements(store, file, names); })
        .then(this, [this](Result<std::int64_t> written) {
            if (written)
                m_banners.show("pack", Banner::Tone::Ok,
                               tr("%n judgement(s) written.", nullptr, int(*written)));
            else
                m_banners.show("pack", Banner::Tone::Bad, text(written.error()));
        });
}

void PackSection::takeIn(const std::filesystem::path& file) {
    m_store.submit([file](Store& store) { return takeInPack(store, file); })
        .then(this, [this](Result<PackReport> taken) {
            if (!taken) {
                m_banners.show("pack", Banner::Tone::Bad, text(taken.error()));
                return;
            }
            const auto& merged = taken->judgements;
            QString words = taken->hasPairs
                                ? tr("%n new response(s) to judge.", nullptr, int(taken->responses))
                                : tr("%n new judgement(s).", nullptr, int(merged.added));
            if (merged.unknown > 0)
                words += ' ' + tr("%n left out: their responses are not here.", nullptr,
                                  int(merged.unknown));
            m_banners.show("pack", merged.unknown > 0 ? Banner::Tone::Warn : Banner::Tone::Ok,
                           words);
        });
}

} // namespace tiebreak
