// The order in which processors change the scores, as chips that flow over lines: ← → choose one,
// Alt+← and Alt+→ move it, Home and End go to the ends. Those that change nothing stand back, and
// are left out until the order is edited. The window's thread.
#pragma once

#include <QRect>
#include <QWidget>

#include <string>
#include <vector>

namespace tiebreak {

class Theme;

class ProcessorOrderView : public QWidget {
    Q_OBJECT

public:
    explicit ProcessorOrderView(Theme& theme, QWidget* parent = nullptr);

    struct Item {
        std::string name;
        QString text;
        bool active = false;
        bool operator==(const Item&) const = default;
    };
    /// The whole order.
    void setItems(const std::vector<Item>& items);
    /// Shows all processors and takes the keyboard; else only the active ones stand here.
    void setEditing(bool editing);
    bool isEditing() const { return m_editing; }
    std::vector<std::string> order() const;
    int current() const { return m_current; }
    void retranslate();

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

Q_SIGNALS:
    void orderChanged(const std::vector<std::string>& order);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    std::vector<int> shown() const;
    /// Rectangles of the shown items, in their order.
    std::vector<QRect> layOut(int width) const;
    void choose(int item);
    void move(int step);
    void say();

    Theme& m_theme;
    std::vector<Item> m_items;
    int m_current = 0;
    bool m_editing = false;
};

} // namespace tiebreak
