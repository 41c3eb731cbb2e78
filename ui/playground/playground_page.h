// Playground: a query, its responses streaming side by side, each column with its own parameters,
// in a conversation that is a tree. Lays out the parts and connects them; what is asked and
// answered lives in PlaygroundSession. The window's thread; theme and services must outlive it.
#pragma once

#include "ui/playground/compare_grid.h"
#include "ui/playground/machine_facts.h"
#include "ui/playground/playground_actions.h"
#include "ui/playground/playground_session.h"
#include "ui/services/services.h"
#include "ui/widgets/page.h"

#include <QTimer>

class QMenu;
class QStackedWidget;
class QVBoxLayout;

namespace tiebreak {

class BannerStack;
class ColumnStrip;
class ColumnTools;
class CompareCard;
class ConversationStrip;
class EditCard;
class ExpectedReward;
class ExpectedRewardPanel;
class FirstRunView;
class HistoryPanel;
class ParameterPanel;
class PlaygroundFiles;
class PresetShelf;
class PromptQueue;
class PromptQueueCard;
class QueryCard;
class RenderedPromptView;
class TokenDock;

class PlaygroundPage : public Page {
    Q_OBJECT

public:
    PlaygroundPage(Theme& theme, const Services& services, QWidget* parent = nullptr);

    QString title() const override { return tr("Playground"); }
    QList<KeyHelp> extraKeys() const override;
    QList<QWidget*> regions() override;
    /// `argument`: a model version's id to sample, or nothing.
    void activated(const QVariant& argument) override;

    const Generation& generation() const { return m_session->generation(); }
    PlaygroundSession& session() { return *m_session; }
    PlaygroundFiles& files() { return *m_files; }
    PromptQueue& queue() { return *m_queue; }
    /// One column each with these parameters, seeds as given.
    void setParameters(const std::vector<SamplingParameters>& columns);

protected:
    void retranslate() override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildParts();
    void buildLayout();
    QVBoxLayout* buildMain();
    void buildColumnKeys();
    void connectActions();
    void connectColumnActions();
    void connectPanels();
    void connectServices();
    void connectSession();
    void connectInputs();
    void connectParameters();
    void connectTools();
    void connectReward();
    void connectTokens();

    void generate();
    void generateNext();
    void restartEngine();
    void useExample();
    void setCount(int count);
    void makeGrid(const CompareGrid& grid);
    /// The column that the panel changes, −1 for all.
    int scope() const;
    int current() const;
    void editResponse();
    void followUp();
    void leaveFirstRun();
    void drawReward();
    void fillMenu(int column, QMenu* menu);
    void refuse(const Status& status);

    void showParameters();
    void showRows();
    void showSubtitle();
    void showModel();
    void showActions();
    void showColumnActions();
    void showFact();
    void showConversation();
    void showFailure(const QString& message);
    void showNotSaved(const Error& error);
    void showReplay(int column, const ReplayOutcome& outcome);
    void showPanel(QWidget* panel, bool shown);
    void askRendered();
    QString queryText() const;
    bool isFirstRun() const;

    Services m_services;
    PlaygroundSession* m_session;
    PlaygroundActions m_do;
    PresetShelf* m_shelf;
    PromptQueue* m_queue;
    PlaygroundFiles* m_files;
    ExpectedReward* m_reward;
    QStackedWidget* m_stack = nullptr;
    FirstRunView* m_firstRun = nullptr;
    BannerStack* m_banners = nullptr;
    CompareCard* m_compare = nullptr;
    PromptQueueCard* m_queueCard = nullptr;
    ConversationStrip* m_conversation = nullptr;
    QueryCard* m_query = nullptr;
    RenderedPromptView* m_rendered = nullptr;
    EditCard* m_edit = nullptr;
    ColumnStrip* m_columns = nullptr;
    ColumnTools* m_tools = nullptr;
    TokenDock* m_tokens = nullptr;
    ParameterPanel* m_panel = nullptr;
    HistoryPanel* m_history = nullptr;
    ExpectedRewardPanel* m_rewardPanel = nullptr;
    DeviceFacts m_devices;
    QTimer m_renderSoon;
    qint64 m_renderRequest = 0;
    std::vector<quint64> m_shownVersions; ///< of the facts under each column
    QString m_progress;
    QString m_hint;
    int m_nextExample = 0;
    QString m_exampleText;
};

} // namespace tiebreak
