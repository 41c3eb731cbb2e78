// Playground: a query, its responses streaming side by side, each column with its own parameters.
// Finished responses are saved as samples for Label. The window's thread; theme and services must
// outlive it.
#pragma once

#include "ui/playground/column_parameters.h"
#include "ui/playground/generation.h"
#include "ui/playground/machine_facts.h"
#include "ui/playground/playground_actions.h"
#include "ui/services/services.h"
#include "ui/widgets/page.h"

class QPlainTextEdit;
class QStackedWidget;

namespace tiebreak {

class BannerStack;
class ColumnStrip;
class FirstRunView;
class ParameterPanel;
class QueryCard;
class SampleRecorder;

class PlaygroundPage : public Page {
    Q_OBJECT

public:
    PlaygroundPage(Theme& theme, const Services& services, QWidget* parent = nullptr);

    QString title() const override { return tr("Playground"); }
    QList<KeyHelp> extraKeys() const override;
    QList<QWidget*> regions() override;
    /// `argument`: a model version's id to sample, or nothing.
    void activated(const QVariant& argument) override;

    const Generation& generation() const { return *m_generation; }
    /// One column each with these parameters, seeds as given.
    void setParameters(const std::vector<SamplingParameters>& columns);

protected:
    void retranslate() override;

private:
    void buildLayout();
    void connectActions();
    void buildColumnKeys();
    void connectServices();
    void connectGeneration();
    void connectInputs();

    void generate();
    void restartEngine();
    void useExample();
    void setCount(int count);
    /// The column that the panel changes, −1 for all.
    int scope() const;
    void changeParameter(const QString& key, double value);
    void makeNeutral();
    void keep(int index);
    void judge();
    void leaveFirstRun();
    void record();

    void showParameters();
    void showRows();
    void showModel();
    void showActions();
    void showFact();
    void showFailure(const QString& message);
    void showRendered(bool shown);
    QString queryText() const;
    bool isFirstRun() const;

    Services m_services;
    Generation* m_generation;
    SampleRecorder* m_recorder;
    ColumnParameters* m_parameters;
    PlaygroundActions m_do;
    QStackedWidget* m_stack = nullptr;
    FirstRunView* m_firstRun = nullptr;
    BannerStack* m_banners = nullptr;
    QueryCard* m_query = nullptr;
    QPlainTextEdit* m_renderedText = nullptr;
    ColumnStrip* m_columns = nullptr;
    ParameterPanel* m_panel = nullptr;
    std::vector<std::string> m_sampleIds; ///< of the last round, one a row
    std::vector<bool> m_kept;
    DeviceFacts m_devices;
    QString m_progress;
    int m_nextExample = 0;
    QString m_exampleText;
};

} // namespace tiebreak
