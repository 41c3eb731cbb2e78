// The line of the parameter panel where a preset is chosen, drawn at random, saved under a name,
// deleted, read from a file or written to one. The window's thread; the shelf outlives it.
#pragma once

#include "protocol/sampling_parameters.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QToolButton;

namespace tiebreak {

class PresetShelf;
class Theme;

class PresetBar : public QWidget {
    Q_OBJECT

public:
    PresetBar(Theme& theme, PresetShelf& shelf, QWidget* parent = nullptr);
    /// The parameters that are in force where the panel looks.
    void show(const SamplingParameters& parameters);
    void retranslate();
    QComboBox* choices() const { return m_choices; }
    /// Opens the field for the name; Enter in it saves.
    void askName();
    QLineEdit* nameField() const { return m_name; }

Q_SIGNALS:
    void chosen(const tiebreak::SamplingParameters& parameters);
    /// A file is to be read into the shelf, or its presets written to one.
    void importRequested();
    void exportRequested();

private:
    void fillMenu();
    void fillChoices();
    void choose(int index);
    void saveNamed();

    Theme& m_theme;
    PresetShelf& m_shelf;
    SamplingParameters m_parameters;
    QComboBox* m_choices;
    QToolButton* m_dice;
    QToolButton* m_more;
    QLineEdit* m_name;
};

} // namespace tiebreak
