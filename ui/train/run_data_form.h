// Where the rows of a new run come from, by method: judgements, a file, the rows of an earlier run,
// queries; what is held out; for PPO the rewards. Knows nothing of the store: rows are given to it.
// The theme must outlive it. The window's thread.
#pragma once

#include "store/records.h"
#include "ui/services/run_service.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;

namespace tiebreak {

class ActionButton;
class RewardChoice;
class TextLabel;
class Theme;

class RunDataForm : public QWidget {
    Q_OBJECT

public:
    explicit RunDataForm(Theme& theme, QWidget* parent = nullptr);

    void setMethod(const QString& method);
    void setPreferences(const PreferenceExport& preferences);
    void setModels(const std::vector<ModelVersionRecord>& models);
    /// The rows of that run are offered and chosen.
    void setRun(const RunSnapshot& run);
    PreferenceFilter filter() const;
    /// Rows, prompts and rewards, or what is missing in words.
    Status writeTo(NewRun& run) const;

Q_SIGNALS:
    void edited();
    void filterChanged();

private:
    void buildLines(Theme& theme, QFormLayout* form);
    void connectParts();
    void offerSources();
    void showWhatBelongs();
    void showWords();
    void chooseFile();
    bool isPpo() const { return m_method == QLatin1String("ppo"); }
    QString source() const;
    Status writePairs(NewRun& run) const;
    Status writePrompts(NewRun& run) const;
    Status takeFile(std::string& file) const;

    QString m_method;
    PreferenceExport m_preferences;
    RunSnapshot m_run; ///< id empty: none
    QComboBox* m_source;
    QWidget* m_fileRow = nullptr;
    QLineEdit* m_file;
    ActionButton* m_browse;
    TextLabel* m_words;
    QCheckBox* m_includeSample;
    QPlainTextEdit* m_prompts;
    QComboBox* m_heldOut;
    QWidget* m_heldOutRow = nullptr;
    RewardChoice* m_rewards;
};

} // namespace tiebreak
