// Who hears whom on the page.
#include "ui/playground/playground_page.h"

#include "ui/playground/column_strip.h"
#include "ui/playground/column_tools.h"
#include "ui/playground/compare_card.h"
#include "ui/playground/conversation_strip.h"
#include "ui/playground/edit_card.h"
#include "ui/playground/expected_reward_panel.h"
#include "ui/playground/first_run_view.h"
#include "ui/playground/history_panel.h"
#include "ui/playground/parameter_panel.h"
#include "ui/playground/playground_files.h"
#include "ui/playground/preset_bar.h"
#include "ui/playground/preset_shelf.h"
#include "ui/playground/prompt_queue.h"
#include "ui/playground/prompt_queue_card.h"
#include "ui/playground/query_card.h"
#include "ui/playground/rendered_prompt_view.h"
#include "ui/playground/replay.h"
#include "ui/playground/response_column.h"
#include "ui/playground/sampler_parameters.h"
#include "ui/playground/token_dock.h"
#include "ui/services/engine_client.h"
#include "ui/services/model_session.h"
#include "ui/services/settings_service.h"
#include "ui/services/workspace_service.h"
#include "ui/widgets/banner_stack.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/theme.h"

#include <QMenu>
#include <QShortcut>

namespace tiebreak {

namespace {
constexpr int kRenderSoonMilliseconds = 300;
}

void PlaygroundPage::connectActions() {
    connect(m_do.generate, &QAction::triggered, this, &PlaygroundPage::generate);
    connect(m_do.stop, &QAction::triggered, this, [this] {
        m_queue->setRunning(false);
        m_session->generation().stop();
        m_tokens->panel()->stop();
    });
    connect(m_do.example, &QAction::triggered, this, &PlaygroundPage::useExample);
    connect(m_do.restart, &QAction::triggered, this, &PlaygroundPage::restartEngine);
    connect(m_do.newConversation, &QAction::triggered, this, [this] {
        m_session->newConversation();
        m_query->setText({});
        m_query->focusField();
    });
    connect(m_do.editQuery, &QAction::triggered, this, [this] {
        m_session->editQuery();
        m_query->focusField();
    });
    connect(m_do.queries, &QAction::triggered, m_files, &PlaygroundFiles::openQueries);
    connect(m_do.fileBack, &QAction::triggered, this,
            [this] { m_queue->setIndex(m_queue->index() - 1); });
    connect(m_do.fileOn, &QAction::triggered, this,
            [this] { m_queue->setIndex(m_queue->index() + 1); });
    connect(m_do.rendered, &QAction::toggled, this, [this](bool shown) {
        m_rendered->setVisible(shown);
        askRendered();
    });
    connect(m_do.system, &QAction::toggled, m_query, &QueryCard::showSystem);
}

void PlaygroundPage::connectColumnActions() {
    const auto onColumn = [this](Action* action, auto act) {
        connect(action, &QAction::triggered, this, [this, act] { act(current()); });
    };
    onColumn(m_do.keep, [this](int column) { m_session->toggleKept(column); });
    onColumn(m_do.discard, [this](int column) { m_session->toggleDiscarded(column); });
    onColumn(m_do.judge, [this](int column) { m_tools->judge(column); });
    onColumn(m_do.differences, [this](int column) { m_tools->difference(column); });
    onColumn(m_do.pin, [this](int column) { m_session->togglePinned(column); });
    onColumn(m_do.fold, [this](int column) { m_columns->toggleFold(column); });
    onColumn(m_do.regenerate, [this](int column) { refuse(m_session->regenerate(column)); });
    onColumn(m_do.continueHere, [this](int column) { refuse(m_session->continueFrom(column)); });
    onColumn(m_do.replay, [this](int column) { m_session->replay(column); });
    connect(m_do.editResponse, &QAction::triggered, this, &PlaygroundPage::editResponse);
    connect(m_do.followUp, &QAction::triggered, this, &PlaygroundPage::followUp);
    connect(m_do.neutral, &QAction::triggered, this, [this] {
        m_session->parameters().edit(scope(), [](SamplingParameters& p) { makeNeutral(p); });
    });
}

void PlaygroundPage::connectPanels() {
    connect(m_do.parameters, &QAction::toggled, this,
            [this](bool shown) { showPanel(m_panel, shown); });
    connect(m_do.history, &QAction::toggled, this, [this](bool shown) {
        showPanel(m_history, shown);
        if (shown)
            m_history->beginSearch();
    });
    connect(m_do.reward, &QAction::toggled, this,
            [this](bool shown) { showPanel(m_rewardPanel, shown); });
    connect(m_do.search, &QAction::triggered, this, [this] {
        m_do.history->setChecked(true);
        m_history->beginSearch();
    });
    connect(m_do.order, &QAction::toggled, this, [this](bool edited) {
        if (edited)
            m_do.parameters->setChecked(true);
    });
    connect(m_do.compare, &QAction::toggled, this, [this](bool shown) {
        m_compare->setVisible(shown);
        if (shown)
            m_compare->begin();
        else
            setFocus();
    });
    m_do.parameters->setChecked(true);
}

void PlaygroundPage::connectInputs() {
    auto* settings = m_services.settings;
    m_renderSoon.setSingleShot(true);
    m_renderSoon.setInterval(kRenderSoonMilliseconds);
    connect(&m_renderSoon, &QTimer::timeout, this, &PlaygroundPage::askRendered);
    connect(m_query, &QueryCard::textChanged, this, [this] {
        showActions();
        m_renderSoon.start();
    });
    connect(m_firstRun, &FirstRunView::textChanged, this, &PlaygroundPage::showActions);
    connect(m_query, &QueryCard::countChosen, this, &PlaygroundPage::setCount);
    connect(m_query, &QueryCard::modelChosen, m_services.models, &ModelSession::choose);
    connect(m_firstRun, &FirstRunView::annotatorChanged, this, [settings](const QString& name) {
        settings->change([&name](Settings& values) { values.annotator = name; });
    });
    connect(m_firstRun, &FirstRunView::changeRequested, this, [this](const QString& what) {
        Q_EMIT pageRequested(what == "models" ? "models" : "settings", {});
    });
    connect(m_compare, &CompareCard::gridChosen, this, &PlaygroundPage::makeGrid);
    connect(m_compare, &CompareCard::closed, this, [this] { m_do.compare->setChecked(false); });
    connect(m_edit, &EditCard::closed, this, [this] {
        m_edit->hide();
        setFocus();
    });
    connect(m_edit, &EditCard::accepted, this, [this](int column, const QString& text, bool goOn) {
        m_edit->hide();
        setFocus();
        refuse(m_session->edit(column, text, goOn));
    });
}

void PlaygroundPage::connectParameters() {
    auto& parameters = m_session->parameters();
    connect(m_columns, &ColumnStrip::currentChanged, this, &PlaygroundPage::showParameters);
    connect(&parameters, &ColumnParameters::changed, this, &PlaygroundPage::showParameters);
    connect(m_panel, &ParameterPanel::changed, this, [this](const QString& key, double value) {
        for (const auto& one : samplerParameters())
            if (one.spec.key == key)
                m_session->parameters().edit(scope(),
                                             [&](SamplingParameters& p) { one.set(p, value); });
    });
    connect(m_panel, &ParameterPanel::textChanged, this,
            [this](const QString& key, const QString& text) {
                for (const auto& one : samplerTexts())
                    if (one.key == key)
                        m_session->parameters().edit(scope(), [&](SamplingParameters& p) {
                            (void)one.set(p, text).ok(); // read once already
                        });
            });
    connect(m_panel, &ParameterPanel::orderChanged, this,
            [this](const std::vector<std::string>& order) {
                m_session->parameters().edit(scope(),
                                             [&](SamplingParameters& p) { p.order = order; });
            });
    connect(m_panel, &ParameterPanel::presetChosen, this, [this](const SamplingParameters& chosen) {
        m_session->parameters().edit(scope(), [&](SamplingParameters& p) {
            const auto seed = p.seed;
            p = chosen;
            p.seed = seed;
        });
    });
    connect(m_panel, &ParameterPanel::seedTyped, this,
            [this](double seed) { m_session->parameters().fixSeed(scope(), std::uint64_t(seed)); });
    connect(m_panel, &ParameterPanel::seedDrawn, this,
            [this] { m_session->parameters().freeSeed(scope()); });
    connect(m_panel, &ParameterPanel::repeatableToggled, m_session,
            &PlaygroundSession::setRepeatable);
}

void PlaygroundPage::connectTools() {
    connect(m_columns, &ColumnStrip::keepClicked, m_session, &PlaygroundSession::toggleKept);
    connect(m_columns, &ColumnStrip::labelClicked, m_tools, &ColumnTools::judge);
    connect(m_columns, &ColumnStrip::menuShown, this, &PlaygroundPage::fillMenu);
    connect(m_tools, &ColumnTools::hintChanged, this, [this](const QString& hint) {
        m_hint = hint;
        showSubtitle();
    });
    connect(m_tools, &ColumnTools::refused, this,
            [this](const QString& why) { m_banners->show("refused", Banner::Tone::Ok, why); });
    connect(m_tools, &ColumnTools::pairChosen, this,
            [this](const QString& pair) { Q_EMIT pageRequested("label", pair); });
    connect(m_conversation, &ConversationStrip::turnChosen, this,
            [this](const Conversation::Turn& turn) {
                const auto* sample = m_session->conversation().sample(turn.id);
                m_session->open(turn.isQuery || !sample ? turn.id : sample->promptId);
            });
    connect(m_conversation, &ConversationStrip::siblingRequested, this,
            [this](const Conversation::Turn& turn, int step) {
                if (turn.isQuery)
                    m_session->showSiblingOfPrompt(turn.id, step);
            });
    connect(m_history, &HistoryPanel::chosen, this,
            [this](const QString& id) { m_session->open(id.toStdString()); });
    connect(m_history, &HistoryPanel::exportRequested, this, [this](bool wholeTree) {
        const auto& conversation = m_session->conversation();
        m_files->exportConversation(wholeTree ? conversation.tree() : conversation.branch());
    });
    connect(m_panel->presets(), &PresetBar::importRequested, m_files,
            &PlaygroundFiles::importPresets);
    connect(m_panel->presets(), &PresetBar::exportRequested, m_files,
            &PlaygroundFiles::exportPresets);
    const auto complain = [this](const QString& problem) {
        m_banners->show("file", Banner::Tone::Bad, problem);
    };
    connect(m_files, &PlaygroundFiles::failed, this, complain);
    connect(m_queue, &PromptQueue::failed, this, complain);
    connect(m_files, &PlaygroundFiles::written, this,
            [this](const QString& words) { m_banners->show("file", Banner::Tone::Ok, words); });
    connect(m_shelf, &PresetShelf::failed, this, [this](const Error& error) {
        m_banners->show("presets", Banner::Tone::Bad, QString::fromStdString(error.message));
    });
    connect(m_queue, &PromptQueue::changed, this, [this] {
        showActions();
        m_renderSoon.start();
    });
    connect(m_queueCard, &PromptQueueCard::runRequested, this, [this] {
        m_queue->setRunning(true);
        generate();
    });
}

void PlaygroundPage::connectReward() {
    connect(m_rewardPanel, &ExpectedRewardPanel::drawRequested, this, &PlaygroundPage::drawReward);
    connect(m_reward, &ExpectedReward::failed, this, [this](const QString& problem) {
        m_banners->show("reward", Banner::Tone::Bad, problem);
    });
}

void PlaygroundPage::connectTokens() {
    connect(m_tokens->panel(), &TokenPanel::busyChanged, this, &PlaygroundPage::showActions);
    connect(m_tokens, &TokenDock::failed, this, &PlaygroundPage::showNotSaved);
    connect(m_tokens, &TokenDock::saved, this, &PlaygroundPage::saved);
}

void PlaygroundPage::connectServices() {
    auto* models = m_services.models;
    auto* engine = m_services.engine;
    connect(models, &ModelSession::stateChanged, this, &PlaygroundPage::showModel);
    connect(models, &ModelSession::choicesChanged, this, [this] {
        m_compare->showChoices(m_services.models->choices());
        showModel();
    });
    connect(models, &ModelSession::progressed, this,
            [this](const QString&, qint64 done, qint64 total) {
                constexpr double kMegabyte = 1e6;
                m_progress = total > 0 ? tr("%1 of %2 MB")
                                             .arg(decimalText(done / kMegabyte, 0),
                                                  decimalText(total / kMegabyte, 0))
                                       : QString();
                showModel();
            });
    connect(models, &ModelSession::ready, this, &PlaygroundPage::askRendered);
    connect(engine, &EngineClient::engineStopped, this, &PlaygroundPage::showFailure);
    connect(engine, &EngineClient::helloReceived, this, [this, engine] {
        m_banners->remove("engine");
        engine->devices();
    });
    connect(engine, &EngineClient::devicesListed, this, [this](const DevicesReply& reply) {
        m_devices = deviceFacts(reply.devices);
        showModel();
    });
    connect(engine, &EngineClient::rendered, this, [this](qint64 id, const RenderedReply& prompt) {
        if (id != m_renderRequest || !m_services.models->loaded())
            return;
        m_rendered->showPrompt(prompt, m_services.models->loaded()->context,
                               m_session->parameters().at(current()).maxNewTokens);
    });
}

void PlaygroundPage::connectSession() {
    auto* generation = &m_session->generation();
    connect(generation, &Generation::rowsChanged, this, &PlaygroundPage::showRows);
    connect(generation, &Generation::promptRead, this, &PlaygroundPage::showRows);
    connect(generation, &Generation::started, this, &PlaygroundPage::showActions);
    connect(generation, &Generation::failed, this, [this](const QString& message) {
        m_queue->setRunning(false);
        if (m_services.engine->state() != EngineClient::State::Stopped)
            m_banners->show("generation", Banner::Tone::Bad, message);
    });
    // Queued: the session records a round first.
    connect(
        generation, &Generation::finished, this,
        [this] {
            showRows();
            showActions();
            generateNext();
        },
        Qt::QueuedConnection);
    connect(m_session, &PlaygroundSession::saved, this, [this] {
        m_banners->remove("store");
        if (m_history->isVisible())
            m_history->refresh();
        Q_EMIT saved();
    });
    connect(m_session, &PlaygroundSession::saveFailed, this, [this](const Error& error) {
        m_queue->setRunning(false);
        showNotSaved(error);
    });
    connect(m_session, &PlaygroundSession::conversationChanged, this,
            &PlaygroundPage::showConversation);
    connect(m_session, &PlaygroundSession::opened, this,
            [this](const QString& text, const QString& system) {
                m_query->setSystem(system);
                m_do.system->setChecked(!system.isEmpty());
                m_query->setText(text);
                setFocus();
            });
    connect(m_session, &PlaygroundSession::openFailed, this, [this](const Error& error) {
        m_banners->show("open", Banner::Tone::Bad, QString::fromStdString(error.message));
    });
    connect(m_session, &PlaygroundSession::replayed, this, &PlaygroundPage::showReplay);
    connect(m_session, &PlaygroundSession::sameAgain, this, [this](int column) {
        m_banners->show("same", Banner::Tone::Info,
                        tr("Response %1 came out the same again with another seed. Its parameters "
                           "leave little choice: raise the temperature or top-p.")
                            .arg(column + 1));
    });
}

} // namespace tiebreak
