// Asks the engine what it thinks at each token of a response, and, where wanted, what another model
// version gives each token. Answers come some tokens at a time. The reference is loaded beside the
// model that samples and given back when it is no longer wanted. The window's thread; engine and
// session outlive it.
#pragma once

#include "ui/playground/token_text.h"
#include "ui/services/model_session.h"

#include <QObject>

namespace tiebreak {

class EngineClient;

class TokenStudy : public QObject {
    Q_OBJECT

public:
    TokenStudy(EngineClient& engine, ModelSession& models, QObject* parent = nullptr);
    ~TokenStudy() override;

    /// Looks at it with the session's model; what was looked at before is dropped.
    void look(const TokenSubject& subject);
    /// Compares with this version; nothing: with none.
    void compare(const std::optional<ModelChoice>& reference);
    void clear();

    const TokenFindings& findings() const { return m_findings; }
    bool isLooking() const { return m_request != 0 || m_waits; }
    bool isComparing() const { return m_referenceRequest != 0 || m_loading != 0; }

Q_SIGNALS:
    /// More tokens are known, or the reference's.
    void grew();
    void finished();
    /// In words; what has arrived stays.
    void failed(const QString& message);
    void comparisonFailed(const QString& message);

private:
    void connectEngine();
    void ask();
    void askReference();
    void loadReference();
    void dropReference();
    void take(qint64 id, const InspectedReply& reply);
    void end(qint64 id);
    void fail(qint64 id, const QString& message);
    InspectRequest request(const std::string& model) const;

    EngineClient& m_engine;
    ModelSession& m_models;
    TokenSubject m_subject;
    TokenFindings m_findings;
    std::optional<ModelChoice> m_reference;
    std::string m_referenceKey; ///< empty: not loaded
    bool m_waits = false;       ///< for the model
    qint64 m_request = 0;
    qint64 m_loading = 0;
    qint64 m_referenceRequest = 0;
};

} // namespace tiebreak
