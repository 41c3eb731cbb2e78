// Ties the token view to the Playground: which response it shows, its actions and keys, and that
// what is made in it is stored beside the query's other responses. The window's thread; theme,
// services, generation and columns outlive it.
#pragma once

#include "ui/playground/token_panel.h"
#include "ui/services/services.h"
#include "ui/widgets/action.h"

#include <QObject>

#include <functional>

class QMenu;

namespace tiebreak {

class ColumnStrip;
class Generation;
struct SampleRecord;

class TokenDock : public QObject {
    Q_OBJECT

public:
    using AddAction = std::function<Action*(const ActionSpec&)>;

    TokenDock(Theme& theme, const Services& services, const Generation& generation,
              ColumnStrip& columns, const AddAction& addAction, QObject* parent = nullptr);

    /// Hidden until it is asked for; goes under the columns.
    TokenPanel* panel() const { return m_panel; }
    /// Opens the view for a stored response.
    void openStored(const SampleRecord& sample);
    void retranslate() { m_panel->retranslate(); }

Q_SIGNALS:
    void saved();
    void failed(const tiebreak::Error& error);

private:
    TokenActions makePanelActions(const AddAction& addAction);
    void follow();
    /// A response that was made before this session: its tokens lie in the workspace.
    void followStored(const std::string& sampleId, const QString& name);
    void showStored();
    void fillStored(const std::vector<SampleRecord>& samples);
    void store(const TokenSubject& made, const FinishedReply& result,
               const std::string& parentSample);

    Services m_services;
    const Generation& m_generation;
    ColumnStrip& m_columns;
    Action* m_toggle;
    Action* m_stored;
    QMenu* m_storedMenu;
    TokenPanel* m_panel;
    TokenSubject m_fetched; ///< the stored response fetched last
    std::string m_fetching; ///< its id, until it is there
    bool m_showsStored = false;
};

/// What the token view looks at in a stored response.
TokenSubject subjectOf(const SampleRecord& sample);
/// The record of what was made from `parent`.
SampleRecord recordOf(const SampleRecord& parent, const TokenSubject& made,
                      const FinishedReply& result);

} // namespace tiebreak
