// The self-test a run made of itself before it began: one line a check, with what was measured and
// the limit it had to keep. Reads the run's selftest.json on a worker thread. The theme must
// outlive it. The window's thread.
#pragma once

#include <QWidget>

#include <nlohmann/json.hpp>

class QTableWidget;

namespace tiebreak {

class TextLabel;
class Theme;

class RunChecksView : public QWidget {
    Q_OBJECT

public:
    explicit RunChecksView(const Theme& theme, QWidget* parent = nullptr);

    /// A run folder; its report may not be there yet.
    void showRun(const QString& folder);
    /// The report itself; null for none.
    void showReport(const nlohmann::json& report);

private:
    void addCheck(int row, const nlohmann::json& check);

    const Theme& m_theme;
    TextLabel* m_title;
    QTableWidget* m_table;
    QString m_folder;
    std::string m_shown; ///< text of the report on screen
};

/// "batch_of_one_equals_batch" in words.
QString checkWords(const QString& name);

} // namespace tiebreak
