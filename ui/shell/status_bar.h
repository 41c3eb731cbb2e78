// The bar at the bottom: engine and device, model, the running run; at the right when something was
// last saved and how to find any action. It repeats what pages know and never holds the only copy
// of an error. The window's thread.
#pragma once

#include "ui/services/engine_client.h"
#include "ui/widgets/card.h"

namespace tiebreak {

class StatusPart;
class Theme;

class StatusBar : public Card {
    Q_OBJECT

public:
    explicit StatusBar(Theme& theme, QWidget* parent = nullptr);

    void showEngine(EngineClient::State state);
    void showModel(const LoadedReply& model);
    void hideModel();
    /// Empty words hide the part: "dpo-0007", "step 244 of 312, 3 min left".
    void showRun(const QString& name, const QString& figure);
    /// Now.
    void showSaved();

Q_SIGNALS:
    void pageRequested(const QString& id);
    void paletteRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    QWidget* rule();

    Theme& m_theme;
    StatusPart* m_engine;
    StatusPart* m_model;
    StatusPart* m_run;
    StatusPart* m_saved;
    StatusPart* m_find;
    QWidget* m_modelRule;
    QWidget* m_runRule;
    QWidget* m_savedRule;
    EngineClient::State m_state = EngineClient::State::Stopped;
    QString m_device;
    QString m_time;
};

} // namespace tiebreak
