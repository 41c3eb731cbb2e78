// The responses side by side: equal widths that can be dragged, folding, sideways scrolling when
// there is no room. The window's thread.
#pragma once

#include <QMenu>
#include <QScrollArea>

class QSplitter;

namespace tiebreak {

class ResponseColumn;
class Theme;

class ColumnStrip : public QScrollArea {
    Q_OBJECT

public:
    explicit ColumnStrip(Theme& theme, QWidget* parent = nullptr);
    /// At least 1.
    void setCount(int count);
    int count() const { return int(m_columns.size()); }
    ResponseColumn* column(int index) const { return m_columns[index]; }
    int current() const { return m_current; }
    void setCurrent(int index);
    void toggleFold(int index);
    void retranslate();

Q_SIGNALS:
    void currentChanged(int index);
    void keepClicked(int index);
    void labelClicked(int index);
    void menuShown(int index, QMenu* menu);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void addColumn();
    void shareWidth();

    Theme& m_theme;
    QSplitter* m_splitter;
    QList<ResponseColumn*> m_columns;
    int m_current = 0;
};

} // namespace tiebreak
