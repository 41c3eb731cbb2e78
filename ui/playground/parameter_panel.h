// The panel of sampling parameters: preset, scope (this column or all), a search, a row for each
// parameter in its group, the seed, the order of processors, and whether responses are made
// repeatable. Shows the parameters it is given and tells each change. The window's thread.
#pragma once

#include "protocol/sampling_parameters.h"
#include "ui/playground/sampler_parameters.h"
#include "ui/widgets/side_panel.h"

#include <QList>
#include <QMap>

class QCheckBox;
class QLineEdit;
class QToolButton;

namespace tiebreak {

class Action;
class ActionButton;
class FoldSection;
class NumberField;
class PresetBar;
class PresetShelf;
class ProcessorOrderView;
class TextLabel;
class TextParameterRow;
class ToggleBar;

class ParameterPanel : public SidePanel {
    Q_OBJECT

public:
    /// `order` toggles the editing of the processor order.
    ParameterPanel(Theme& theme, PresetShelf& shelf, Action& neutral, Action& order,
                   QWidget* parent = nullptr);

    void show(int column, const SamplingParameters& parameters, bool seedFixed);
    void showRepeatable(bool repeatable);
    bool isForAll() const;
    /// A field holds something that cannot be used.
    bool hasError() const;
    /// Only rows with these words stay; the groups they are in open.
    void find(const QString& words);
    void retranslate();
    PresetBar* presets() const { return m_presets; }
    ProcessorOrderView* order() const { return m_order; }
    QLineEdit* searchField() const { return m_search; }

Q_SIGNALS:
    /// `key` as in samplerParameters().
    void changed(const QString& key, double value);
    /// `key` as in samplerTexts(); the text can be read.
    void textChanged(const QString& key, const QString& text);
    void orderChanged(const std::vector<std::string>& order);
    void seedTyped(double seed);
    void seedDrawn();
    void repeatableToggled(bool repeatable);
    void presetChosen(const tiebreak::SamplingParameters& parameters);

private:
    void buildHead(Action& neutral);
    void buildRows();
    void buildSeed();
    void buildOrder(Action& order);
    void buildFolds();
    QVBoxLayout* bodyOf(ParameterGroup group);
    void takeText(TextParameterRow* row, const QString& text);
    void showSummaries();

    Theme& m_theme;
    int m_column = 0;
    SamplingParameters m_parameters;
    PresetBar* m_presets;
    ToggleBar* m_scope;
    QLineEdit* m_search;
    QList<ParameterRow*> m_rows;
    QList<TextParameterRow*> m_texts;
    QMap<ParameterGroup, FoldSection*> m_folds;
    QMap<ParameterGroup, bool> m_openBySearch;
    TextLabel* m_seedName;
    TextLabel* m_seedState;
    NumberField* m_seed;
    QToolButton* m_dice;
    QCheckBox* m_repeatable;
    TextLabel* m_orderName;
    ActionButton* m_editOrder;
    ProcessorOrderView* m_order;
};

} // namespace tiebreak
