// A label of the look: one type and tone, always plain text (responses and file names are data,
// never markup), shortened with an ellipsis if asked, the whole then being in the tooltip. The
// window's thread.
#pragma once

#include <QLabel>

namespace tiebreak {

class TextLabel : public QLabel {
    Q_OBJECT

public:
    /// `type`: "", display, title, figure, strong, read, small, caption, mono. `tone`: "", second,
    /// muted, accent, ok, …
    explicit TextLabel(const QString& text = {}, const QString& type = {}, const QString& tone = {},
                       QWidget* parent = nullptr);

    void setTone(const QString& tone);
    /// One line that gives way when there is no room.
    void setElided(bool elided);
    /// setText, but without work when nothing changed (live read-outs).
    void showText(const QString& text);

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool m_elided = false;
};

} // namespace tiebreak
