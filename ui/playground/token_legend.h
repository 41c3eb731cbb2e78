// The levels of a colouring: a swatch with its line, and where it begins. The window's thread.
#pragma once

#include "ui/playground/token_shade.h"

#include <QWidget>

namespace tiebreak {

class TokenLegend : public QWidget {
    Q_OBJECT

public:
    explicit TokenLegend(Theme& theme, QWidget* parent = nullptr);
    void setColouring(TokenColouring colouring);
    void retranslate();
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString unit() const;

    Theme& m_theme;
    TokenColouring m_colouring = TokenColouring::Probability;
};

} // namespace tiebreak
