// The panel of sampling parameters: scope (this column or all), a row for each, the seed, and
// Neutral. Shows the parameters it is given and tells each change with its key. The window's
// thread.
#pragma once

#include "protocol/sampling_parameters.h"
#include "ui/widgets/side_panel.h"

#include <QList>

class QToolButton;

namespace tiebreak {

class Action;
class NumberField;
class ParameterRow;
class TextLabel;
class ToggleBar;

class ParameterPanel : public SidePanel {
    Q_OBJECT

public:
    ParameterPanel(Theme& theme, Action& neutral, QWidget* parent = nullptr);

    void show(int column, const SamplingParameters& parameters, bool seedFixed);
    bool isForAll() const;
    /// A field holds a number that cannot be used.
    bool hasError() const;
    void retranslate();

Q_SIGNALS:
    /// `key` as in samplerParameters().
    void changed(const QString& key, double value);
    void seedTyped(double seed);
    void seedDrawn();

private:
    void buildSeed(Theme& theme);

    int m_column = 0;
    ToggleBar* m_scope;
    QList<ParameterRow*> m_rows;
    TextLabel* m_seedName;
    TextLabel* m_seedState;
    NumberField* m_seed;
    QToolButton* m_dice;
};

} // namespace tiebreak
