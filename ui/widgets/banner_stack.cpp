#include "ui/widgets/banner_stack.h"

#include "ui/widgets/text_label.h"

#include <QVBoxLayout>

namespace tiebreak {

namespace {
constexpr qsizetype kShown = 2;
}

BannerStack::BannerStack(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(new QVBoxLayout(this))
    , m_more(new TextLabel({}, "small", "muted", this)) {
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(8);
    m_layout->addWidget(m_more);
    setVisible(false);
}

Banner* BannerStack::show(const QString& id, Banner::Tone tone, const QString& text) {
    remove(id);
    auto* banner = new Banner(m_theme, tone, text, this);
    m_layout->insertWidget(0, banner);
    m_banners.prepend({id, banner});
    connect(banner, &Banner::dismissed, this, [this, id] { remove(id); });
    arrange();
    return banner;
}

void BannerStack::remove(const QString& id) {
    for (qsizetype i = 0; i < m_banners.size(); ++i) {
        if (m_banners[i].first != id)
            continue;
        if (auto* banner = m_banners[i].second.data()) {
            banner->hide();
            banner->deleteLater();
        }
        m_banners.removeAt(i);
        arrange();
        return;
    }
}

bool BannerStack::has(const QString& id) const {
    return banner(id) != nullptr;
}

Banner* BannerStack::banner(const QString& id) const {
    for (const auto& [name, banner] : m_banners)
        if (name == id)
            return banner;
    return nullptr;
}

void BannerStack::arrange() {
    for (qsizetype i = 0; i < m_banners.size(); ++i)
        if (m_banners[i].second)
            m_banners[i].second->setVisible(i < kShown);
    const auto hidden = qMax<qsizetype>(0, m_banners.size() - kShown);
    m_more->setText(tr("%n more", nullptr, int(hidden)));
    m_more->setVisible(hidden > 0);
    setVisible(!m_banners.isEmpty());
}

} // namespace tiebreak
