// Where a grid of columns is put together: two parameters with their values, how many seeds, which
// model versions; and how many columns that makes. The window's thread.
#pragma once

#include "ui/playground/compare_grid.h"
#include "ui/services/model_session.h"
#include "ui/widgets/card.h"

class QComboBox;
class QLineEdit;
class QSpinBox;
class QToolButton;

namespace tiebreak {

class ActionButton;
class TextLabel;
class Theme;

class CompareCard : public Card {
    Q_OBJECT

public:
    explicit CompareCard(Theme& theme, QWidget* parent = nullptr);
    void showChoices(const std::vector<ModelChoice>& choices);
    /// BadArgument says which field cannot be used.
    Result<CompareGrid> grid() const;
    /// Opens with the cursor in the first values.
    void begin();
    void retranslate();

    // For tests and for those who fill it in for a person.
    void setAxis(int which, const QString& key, const QString& values);
    void setSeeds(int seeds);
    void setModels(const QStringList& ids);
    QString sentence() const;

Q_SIGNALS:
    void gridChosen(const tiebreak::CompareGrid& grid);
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Axis {
        QComboBox* parameter;
        QLineEdit* values;
    };
    void buildAxis(Axis& axis);
    void fillParameters();
    void fillModelMenu();
    void takeGrid();
    void showSentence();
    Result<GridAxis> axisOf(const Axis& axis) const;

    Theme& m_theme;
    Axis m_axes[2];
    QSpinBox* m_seeds;
    QToolButton* m_models;
    TextLabel* m_names[4];
    TextLabel* m_sentence;
    ActionButton* m_make;
    std::vector<ModelChoice> m_choices;
    QStringList m_chosen;
};

} // namespace tiebreak
