// The rubric, on request: for each dimension which of the two answers is better in it, on the same
// seven steps. Own dimensions can be added. Only what was set is said. The theme must outlive it.
// The window's thread.
#pragma once

#include "ui/widgets/card.h"

#include <QMap>
#include <QStringList>

class QGridLayout;
class QLineEdit;

namespace tiebreak {

class NeutralSlider;
class TextLabel;
class Theme;

class RubricCard : public Card {
    Q_OBJECT

public:
    explicit RubricCard(Theme& theme, QWidget* parent = nullptr);

    /// The stored names; those that come with the program are shown translated.
    static QStringList standardDimensions();
    void setDimensions(const QStringList& names);
    const QStringList& dimensions() const { return m_names; }
    void setValues(const QMap<QString, int>& values);
    QMap<QString, int> values() const;
    void focusFirst();
    void retranslate();

Q_SIGNALS:
    void valuesChanged();
    void dimensionAdded(const QString& name);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Row {
        TextLabel* name;
        NeutralSlider* slider;
        TextLabel* words;
        bool isSet = false;
    };
    void addRow(int index, const QString& name);
    void set(int index, int value);
    void showRow(int index);
    void takeNewName();

    Theme& m_theme;
    QGridLayout* m_grid;
    QLineEdit* m_new;
    QStringList m_names;
    QList<Row> m_rows;
};

} // namespace tiebreak
