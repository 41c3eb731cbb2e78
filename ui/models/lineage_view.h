// Where a model comes from and what was trained from it: boxes from left to right, the chosen one
// filled. ←/→ and a click choose another. The window's thread.
#pragma once

#include "store/records.h"

#include <QWidget>

#include <vector>

namespace tiebreak {

class Theme;

class LineageView : public QWidget {
    Q_OBJECT

public:
    explicit LineageView(const Theme& theme, QWidget* parent = nullptr);

    /// Shows the family of `id`: its line of parents and all that descends from the first of them.
    void setFamily(const std::vector<ModelVersionRecord>& models, const QString& id);
    QSize sizeHint() const override;

Q_SIGNALS:
    void modelChosen(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Box {
        QString id, name, fact;
        int column = 0;
        int row = 0;
        int parent = -1;
    };
    int place(const std::vector<ModelVersionRecord>& models, const std::string& id, int column,
              int parent);
    QRectF rectOf(const Box& box) const;
    void paintBox(QPainter& painter, const Box& box) const;

    const Theme& m_theme;
    std::vector<Box> m_boxes;
    QString m_current;
    int m_rows = 0;
    int m_columns = 0;
};

} // namespace tiebreak
