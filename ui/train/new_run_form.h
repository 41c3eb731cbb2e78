// The fields of a new run: method, model, data, preset and its numbers, hints beside each. Knows
// nothing of the store or the engine; says what it was set to. The window's thread.
#pragma once

#include "store/records.h"
#include "ui/services/run_service.h"
#include "ui/train/run_presets.h"

#include <QWidget>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QVBoxLayout;

namespace tiebreak {

class TextLabel;
class Theme;

class NewRunForm : public QWidget {
    Q_OBJECT

public:
    explicit NewRunForm(const Theme& theme, QWidget* parent = nullptr);

    void setModels(const std::vector<ModelVersionRecord>& models);
    void setPreferences(const PreferenceExport& preferences);
    void setMethod(const QString& method);
    QString method() const { return m_method; }
    PreferenceFilter filter() const;
    /// What the fields say, or the first field that is wrong, in words.
    Result<NewRun> newRun() const;
    void focusFirst();

Q_SIGNALS:
    /// Something that decides what is trained on, or how, was changed.
    void edited();
    void filterChanged();

private:
    struct Number;
    QWidget* buildMethods();
    QWidget* buildData();
    QWidget* buildNumbers();
    Number* addNumber(QFormLayout* form, const QString& field, const QString& name);
    void showMethod();
    void choosePreset(int index);
    void showConfig(const RunConfig& config);
    void showHints();
    void showDataWords();
    Status readNumbers(RunConfig& config) const;
    void readData(NewRun& run) const;

    const Theme& m_theme;
    QString m_method = QStringLiteral("dpo");
    QVector<RunPreset> m_presets;
    std::vector<ModelVersionRecord> m_models;
    PreferenceExport m_preferences;
    QButtonGroup* m_methods = nullptr;
    QComboBox* m_preset = nullptr;
    TextLabel* m_presetWords = nullptr;
    QComboBox* m_model = nullptr;
    QCheckBox* m_includeSample = nullptr;
    TextLabel* m_dataWords = nullptr;
    QWidget* m_dpoData = nullptr;
    QWidget* m_ppoData = nullptr;
    QPlainTextEdit* m_prompts = nullptr;
    QComboBox* m_reward = nullptr;
    QComboBox* m_training = nullptr;
    QComboBox* m_dtype = nullptr;
    TextLabel* m_warning = nullptr;
    std::vector<std::shared_ptr<Number>> m_numbers;
    bool m_filling = false;
};

} // namespace tiebreak
