// One parameter in the form: its name, what edits it, a hint, and under it what is wrong with the
// value, in words. The theme must outlive it. The window's thread.
#pragma once

#include "ui/train/run_field_text.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLineEdit;

namespace tiebreak {

class TextLabel;
class Theme;

class RunFieldRow : public QWidget {
    Q_OBJECT

public:
    RunFieldRow(const Theme& theme, RunField field, QWidget* parent = nullptr);

    const RunField& field() const { return m_field; }
    /// Without edited(); an error that was shown goes.
    void setValue(const nlohmann::json& value);
    Result<nlohmann::json> value() const;
    /// Empty: nothing is wrong.
    void showError(const QString& words);
    bool hasError() const { return m_hasError; }
    void setHint(const QString& hint);
    /// Name, key or explanation holds every word of the search.
    bool matches(const QString& search) const;
    QWidget* editor() const;

Q_SIGNALS:
    /// By the person.
    void edited();

private:
    QWidget* buildEditor(const Theme& theme);
    QLineEdit* buildLine(const Theme& theme);
    QComboBox* buildChoice();
    void takeEdit();
    QString text() const;
    bool isWide() const;

    RunField m_field;
    QLineEdit* m_line = nullptr;
    QComboBox* m_choice = nullptr;
    QCheckBox* m_flag = nullptr;
    TextLabel* m_hint;
    TextLabel* m_error;
    bool m_hasError = false;
};

} // namespace tiebreak
