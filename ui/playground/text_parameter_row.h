// One parameter that is no number: a switch, one of a few words, a text or a list of them; with its
// name, a dot if it differs from neutral, and what to write. The window's thread.
#pragma once

#include "ui/playground/sampler_parameters.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QPlainTextEdit;

namespace tiebreak {

class TextLabel;
class Theme;

class TextParameterRow : public QWidget {
    Q_OBJECT

public:
    TextParameterRow(Theme& theme, const SamplerText& spec, QWidget* parent = nullptr);

    const SamplerText& spec() const { return m_spec; }
    void setValue(const QString& text);
    QString value() const;
    /// What stands in the field cannot be used; in words, empty: it can.
    void showError(const QString& error);
    bool hasError() const { return m_hasError; }
    void retranslate();
    QWidget* field() const;

Q_SIGNALS:
    /// By the person, not by setValue.
    void valueChanged(const QString& text);

private:
    void buildField(Theme& theme);
    void showDot();

    const SamplerText& m_spec;
    Theme& m_theme;
    TextLabel* m_name;
    QLabel* m_dot;
    TextLabel* m_help;
    TextLabel* m_error;
    QCheckBox* m_switch = nullptr;
    QComboBox* m_choice = nullptr;
    QPlainTextEdit* m_text = nullptr;
    bool m_hasError = false;
};

} // namespace tiebreak
