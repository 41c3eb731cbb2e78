// The banners of a page, the newest two shown and the rest counted ("3 more"); each has an id, so
// that the same trouble told twice is one banner. The window's thread.
#pragma once

#include "ui/widgets/banner.h"

#include <QPointer>
#include <QWidget>

class QVBoxLayout;

namespace tiebreak {

class BannerStack : public QWidget {
    Q_OBJECT

public:
    explicit BannerStack(Theme& theme, QWidget* parent = nullptr);

    /// Replaces the banner of that id. Add buttons to what comes back.
    Banner* show(const QString& id, Banner::Tone tone, const QString& text);
    /// Solved: the banner goes.
    void remove(const QString& id);
    bool has(const QString& id) const;
    /// Null when there is none.
    Banner* banner(const QString& id) const;

private:
    void arrange();

    Theme& m_theme;
    QVBoxLayout* m_layout;
    TextLabel* m_more;
    QList<std::pair<QString, QPointer<Banner>>> m_banners; ///< newest first
};

} // namespace tiebreak
