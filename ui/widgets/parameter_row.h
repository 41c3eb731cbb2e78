// One number of a parameter panel: name, dot if it differs from neutral, a word for its state, a
// field, a reset, and a slider with a tick at neutral. Typing may go beyond the slider, up to the
// real limit. The window's thread.
#pragma once

#include "ui/widgets/number_field.h"

#include <QWidget>

#include <functional>

class QLabel;
class QToolButton;

namespace tiebreak {

class NeutralSlider;
class TextLabel;
class Theme;

struct ParameterSpec {
    QString key;                   ///< "top_p"
    std::function<QString()> name; ///< asked again when the language changes
    double neutral = 0;
    double sliderLowest = 0;
    double sliderHighest = 1;
    NumberLimits limits;
    std::function<QString(double)> state; ///< "off" for some values; may be empty
};

class ParameterRow : public QWidget {
    Q_OBJECT

public:
    ParameterRow(Theme& theme, ParameterSpec spec, QWidget* parent = nullptr);

    const QString& key() const { return m_spec.key; }
    double value() const;
    void setValue(double value);
    bool isNeutral() const;
    bool hasError() const;
    void retranslate();
    QWidget* field() const;

Q_SIGNALS:
    /// By the person, not by setValue.
    void valueChanged(double value);
    /// The field's text became unusable, or usable again.
    void errorChanged(bool hasError);

public Q_SLOTS:
    void reset();

private:
    void buildLayout(Theme& theme);
    void connectParts();
    void fitField();
    int sliderStep(double value) const;
    double sliderValue(int step) const;
    void showState();

    Theme& m_theme;
    ParameterSpec m_spec;
    TextLabel* m_name;
    QLabel* m_dot;
    TextLabel* m_state;
    TextLabel* m_error;
    NumberField* m_field;
    NeutralSlider* m_slider;
    QToolButton* m_reset;
};

} // namespace tiebreak
