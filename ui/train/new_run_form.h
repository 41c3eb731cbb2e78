// A new run as a person sets it up: three questions, or method, model, preset and every parameter;
// both say the same and lead to one run.json. Knows nothing of the store or the engine. The theme
// must outlive it. The window's thread.
#pragma once

#include "store/records.h"
#include "ui/services/run_service.h"
#include "ui/train/run_presets.h"

#include <QWidget>

class QComboBox;
class QFormLayout;

namespace tiebreak {

class GuidedQuestions;
class RunDataForm;
class RunFieldList;
class TextLabel;
class Theme;

class NewRunForm : public QWidget {
    Q_OBJECT

public:
    explicit NewRunForm(Theme& theme, QWidget* parent = nullptr);

    void setModels(const std::vector<ModelVersionRecord>& models);
    void setPreferences(const PreferenceExport& preferences);
    void setMethod(const QString& method);
    QString method() const { return m_method; }
    /// Everything as in that run: its parameters, its model, its rows.
    void setRun(const RunSnapshot& run);
    /// Back to presets, after setRun().
    void forgetRun();
    /// The questions, or the fields.
    void setGuided(bool guided);
    bool isGuided() const { return m_isGuided; }
    PreferenceFilter filter() const;
    /// What the fields say, as the engine reads it, or the first thing that is wrong in words; the
    /// field it belongs to is marked.
    Result<NewRun> newRun() const;
    RunFieldList& fields() { return *m_fields; }
    void focusFirst();

Q_SIGNALS:
    /// Something that decides what is trained on, or how, was changed.
    void edited();
    void filterChanged();

private:
    void buildHead(const Theme& theme, QFormLayout* form);
    void connectParts();
    void showMethod();
    void choosePreset(int index);
    void showDocument(const nlohmann::json& document);
    void showWarnings();
    void showModels();
    bool isModelOfRun(const ModelVersionRecord& model) const;
    void addModelOfRun();
    const ModelVersionRecord* model() const;
    void takeModel();
    Status checkFields(const NewRun& run, nlohmann::json& document) const;
    bool isLora() const;

    QString m_method = QStringLiteral("dpo");
    QVector<RunPreset> m_presets;
    RunSnapshot m_run;         ///< the run it is made after; id empty: none
    nlohmann::json m_document; ///< what the preset says, with keys that no field shows
    std::vector<ModelVersionRecord> m_models;
    GuidedQuestions* m_questions;
    QWidget* m_head;
    QComboBox* m_methods;
    QComboBox* m_preset;
    QComboBox* m_model;
    QComboBox* m_training;
    TextLabel* m_words;
    TextLabel* m_presetWords;
    RunDataForm* m_data;
    RunFieldList* m_fields;
    TextLabel* m_warning;
    bool m_isGuided = false;
};

} // namespace tiebreak
