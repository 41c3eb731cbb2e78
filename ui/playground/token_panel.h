// The token view under the responses: every token of one response coloured by probability, entropy
// or log-ratio, what else could have come at each, branches and changes from there, a strip of
// surprise and entropy, the same as a table and as CSV. Shows what it is given; what it makes goes
// out by responseMade. The window's thread; engine and session outlive it.
#pragma once

#include "ui/playground/token_shade.h"
#include "ui/playground/token_versions.h"
#include "ui/services/model_session.h"
#include "ui/widgets/card.h"

class QComboBox;
class QHBoxLayout;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace tiebreak {

class Action;
class EngineClient;
class PositionCard;
class TextLabel;
class Theme;
class ToggleBar;
class TokenBranch;
class TokenFlow;
class TokenLegend;
class TokenStrip;
class TokenStudy;
class TokenTableModel;
struct FlowToken;

/// The page's actions that stand in the panel.
struct TokenActions {
    Action* branch;
    Action* everyProcessor;
    Action* table;
    Action* copy;
};

class TokenPanel : public Card {
    Q_OBJECT

public:
    TokenPanel(Theme& theme, EngineClient& engine, ModelSession& models,
               const TokenActions& actions, QWidget* parent = nullptr);

    /// Opens it for a response; what was made from another is put away.
    void open(const TokenSubject& subject);
    /// Nothing to show, and why: "still streaming".
    void showNothing(const QString& why);
    void retranslate();
    /// Esc of the page: true where a branch was running.
    bool stop();
    bool isBusy() const;

    const std::vector<TokenVersion>& versions() const { return m_versions; }
    int currentVersion() const { return m_current; }
    void setCurrentVersion(int index);
    const TokenFindings& findings() const;
    TokenFlow* flow() const { return m_flow; }
    PositionCard* position() const { return m_position; }
    TokenBranch* branching() const { return m_branch; }
    QString status() const;
    void setColouring(TokenColouring colouring);
    /// Milliseconds from Branch to its first new token, of the last one; −1: none yet.
    qint64 lastFirstToken() const;

Q_SIGNALS:
    /// A branch or a changed response is over and belongs to the query's others.
    void responseMade(const tiebreak::TokenSubject& made, const tiebreak::FinishedReply& result,
                      const std::string& parentSample);
    void closeAsked();
    /// A branch began or ended.
    void busyChanged();

private:
    void buildHead();
    void buildBody();
    void connectParts();
    void connectActions();
    void copyCsv();
    void branchHere();
    void changeHere(InterventionKind kind, const QString& word, double bias);
    void begin(const TokenSubject& wanted, const TokenAlternative* next, int known);
    void takeMade(const TokenSubject& made, const FinishedReply& result);
    void chooseReference(int index);
    void lookAtCurrent();
    void takeFindings();
    void showVersions();
    void showTokens();
    void showPosition();
    void showActions();
    void showReferences();
    void say(const QString& words, const QString& tone = "muted");
    QString describe(int position) const;
    FlowToken flowToken(const TokenScale& scale, int position) const;

    Theme& m_theme;
    ModelSession& m_models;
    TokenActions m_do;
    TokenStudy* m_study;
    TokenBranch* m_branch;
    std::vector<TokenVersion> m_versions;
    int m_current = -1;
    QString m_note; ///< what there is to say once all is looked at
    TokenColouring m_colouring = TokenColouring::Probability;
    std::vector<QString> m_referenceIds;
    TextLabel* m_title;
    ToggleBar* m_colourings;
    QComboBox* m_reference;
    TokenLegend* m_legend;
    QToolButton* m_close;
    QHBoxLayout* m_headRow = nullptr;
    ToggleBar* m_versionBar;
    TextLabel* m_status;
    QStackedWidget* m_stack;
    TokenFlow* m_flow;
    QTableView* m_table;
    TokenTableModel* m_model;
    TokenStrip* m_strip;
    PositionCard* m_position;
};

} // namespace tiebreak
