// How the Label page's actions, cards and panel are wired to what it does.
#include "ui/label/label_page.h"

#include "ui/label/guidelines_view.h"
#include "ui/label/judgement_list.h"
#include "ui/label/progress_view.h"
#include "ui/label/prompt_card.h"
#include "ui/label/queue_settings.h"
#include "ui/label/reading_pane.h"
#include "ui/label/rubric_card.h"
#include "ui/services/pair_generator.h"
#include "ui/services/pair_import.h"
#include "ui/services/sample_pairs.h"
#include "ui/services/settings_service.h"
#include "ui/services/store_service.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner_stack.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QFileDialog>
#include <QKeyEvent>

namespace tiebreak {

namespace {

/// Many rows may be written in a row; the counts follow once.
constexpr int kSettleMs = 60;

QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

} // namespace

void LabelPage::connectJudging() {
    const auto& bar = m_actions.bar;
    for (std::size_t i = 0; i < bar.steps.size(); ++i)
        connect(bar.steps[i], &QAction::triggered, this, [this, i] {
            choose({Verdict::Strength, kStrengthSteps[i]});
        });
    for (std::size_t i = 0; i < bar.reasons.size(); ++i)
        connect(bar.reasons[i], &QAction::triggered, this, [this, i] {
            m_draft.reason = kSkipReasons[i];
            choose({Verdict::Skip, 0});
        });
    connect(bar.bothBad, &QAction::triggered, this, [this] { choose({Verdict::BothBad, 0}); });
    connect(bar.skip, &QAction::triggered, this, [this] {
        if (!m_asksForReason)
            return askForReason(true);
        m_draft.reason.clear();
        choose({Verdict::Skip, 0});
    });
    connect(bar.flag, &QAction::triggered, this, [this](bool on) {
        m_draft.flagged = on;
        showSentence();
    });
    connect(bar.comment, &QAction::triggered, m_bar, &JudgementBar::openComment);
    connect(bar.tags, &QAction::triggered, m_bar, &JudgementBar::openTags);
    connect(m_bar, &JudgementBar::notesChanged, this, [this] {
        m_draft.comment = m_bar->comment();
        m_draft.tags = tagsFrom(m_bar->tags());
        showSentence();
    });
    connect(bar.save, &QAction::triggered, this, &LabelPage::save);
}

void LabelPage::connectCards() {
    for (std::size_t side = 0; side < 2; ++side) {
        for (std::size_t i = 0; i < 3; ++i)
            connect(m_actions.responses[side].ratings[i], &QAction::triggered, this,
                    [this, side, i] { rate(side, Rating(int(Rating::Good) + int(i))); });
        connect(m_actions.responses[side].edit, &QAction::triggered, this,
                [this, side] { startEdit(side); });
        connect(m_cards[side], &ResponseCard::editSaved, this, &LabelPage::saveEdit);
        connect(m_cards[side], &ResponseCard::editCancelled, this, &LabelPage::endEdit);
    }
    connect(m_rubric, &RubricCard::valuesChanged, this, [this] {
        m_draft.dimensions = m_rubric->values();
        showSentence();
    });
    connect(m_rubric, &RubricCard::dimensionAdded, this, [this](const QString& name) {
        changeSetup(
            [&](LabelSetup& setup) {
                if (setup.dimensions.empty())
                    for (const auto& standard : RubricCard::standardDimensions())
                        setup.dimensions.push_back(standard.toStdString());
                setup.dimensions.push_back(name.toStdString());
            },
            false);
    });
}

void LabelPage::connectReading() {
    connect(m_actions.dimensions, &QAction::toggled, this, [this](bool shown) {
        m_rubric->setVisible(shown);
        if (shown)
            m_rubric->focusFirst();
        else
            setFocus();
    });
    connect(m_actions.plain, &QAction::toggled, this, [this](bool plain) {
        m_prompt->pane().setPlain(plain);
        for (auto* card : m_cards)
            card->pane().setPlain(plain);
        markDifferences();
    });
    connect(m_actions.differences, &QAction::toggled, this, &LabelPage::markDifferences);
    connect(&theme(), &Theme::changed, this, &LabelPage::markDifferences);
    connect(m_actions.links, &QAction::triggered, this, &LabelPage::askForNextLink);
    connect(m_actions.queryTags, &QAction::triggered, m_prompt, &PromptCard::editTags);
    connect(m_prompt, &PromptCard::tagsChanged, this, [this](const QStringList& tags) {
        if (!m_pair)
            return;
        std::vector<std::string> names;
        for (const auto& tag : tags)
            names.push_back(tag.toStdString());
        m_pair->prompt.tags = names;
        m_queue.setQueryTags(m_pair->prompt.id, names);
    });
    for (auto* pane : {&m_prompt->pane(), &m_cards[0]->pane(), &m_cards[1]->pane()})
        connect(pane, &ReadingPane::linkClicked, this, &LabelPage::askToOpen);
    connect(&m_panel->guidelines(), &GuidelinesView::linkClicked, this, &LabelPage::askToOpen);
}

void LabelPage::connectPanel() {
    connect(m_actions.guidelines, &QAction::toggled, m_panel, &QWidget::setVisible);
    connect(m_actions.panel.editGuidelines, &QAction::triggered, this, [this] {
        m_actions.guidelines->setChecked(true);
        m_panel->guidelines().startEdit();
    });
    connect(&m_panel->guidelines(), &GuidelinesView::guidelinesChanged, this,
            [this](const QString& markdown) {
                changeSetup([&](LabelSetup& setup) { setup.guidelines = markdown.toStdString(); },
                            false);
            });
    connect(&m_panel->progress(), &ProgressView::annotatorChanged, this,
            [this](const QString& name) {
                m_settings.change([&](Settings& values) { values.annotator = name; });
            });
    connect(&m_panel->judgements(), &JudgementList::searchChanged, this, &LabelPage::search);
    connect(&m_panel->judgements(), &JudgementList::judgementChosen, &m_queue, &LabelQueue::reopen);
    connect(m_actions.find, &QAction::triggered, this, [this] {
        m_actions.guidelines->setChecked(true);
        m_panel->judgements().focusSearch();
    });
    connect(m_actions.panel.reopen, &QAction::triggered, this, [this] { reopen(m_position + 1); });
    connect(m_actions.newer, &QAction::triggered, this, [this] { reopen(m_position - 1); });
    m_panel->setSaveOnChoice(savesOnChoice());
    connect(m_panel, &LabelPanel::saveOnChoiceToggled, this, [this](bool on) {
        m_settings.change([on](Settings& values) { values.saveOnChoice = on; });
    });
}

void LabelPage::connectSources() {
    connect(&m_panel->queue(), &QueueSettings::orderChanged, this, [this](QueueOrder order) {
        changeSetup([&](LabelSetup& setup) { setup.order = order; }, true);
    });
    connect(&m_panel->queue(), &QueueSettings::tagChanged, this, [this](const std::string& tag) {
        changeSetup([&](LabelSetup& setup) { setup.tag = tag; }, true);
    });
    connect(&m_panel->queue(), &QueueSettings::repeatsChanged, this, [this](bool on) {
        changeSetup([&](LabelSetup& setup) { setup.repeats = on; }, false);
    });
    connect(&m_panel->queue(), &QueueSettings::overlapChanged, this, [this](int annotators) {
        changeSetup([&](LabelSetup& setup) { setup.overlap = annotators; }, true);
    });
    connect(m_actions.samples, &QAction::triggered, this, &LabelPage::bringSamplePairs);
    connect(m_actions.importFile, &QAction::triggered, this, &LabelPage::importFile);
    connect(m_empty, &EmptyState::buttonClicked, this,
            [this] { Q_EMIT pageRequested("playground", {}); });
}

void LabelPage::connectQueue() {
    connect(m_actions.undo, &QAction::triggered, &m_queue, &LabelQueue::undo);
    connect(m_actions.redo, &QAction::triggered, &m_queue, &LabelQueue::redo);
    connect(&m_queue, &LabelQueue::viewLoaded, this, &LabelPage::showView);
    connect(&m_queue, &LabelQueue::countsLoaded, this, &LabelPage::showPanel);
    connect(&m_queue, &LabelQueue::judgementSaved, this, &LabelPage::judgementSaved);
    connect(&m_queue, &LabelQueue::editSaved, this, &LabelPage::editSaved);
    connect(&m_queue, &LabelQueue::saveFailed, this, &LabelPage::saveFailed);
    connect(&m_queue, &LabelQueue::nothingToUndo, this,
            [this] { m_bar->showSentence(tr("Nothing to undo")); });
    connect(&m_queue, &LabelQueue::nothingToRedo, this,
            [this] { m_bar->showSentence(tr("Nothing to redo")); });
    connect(&m_queue, &LabelQueue::failed, this, [this](const Error& error) {
        m_banners->show("store", Banner::Tone::Bad, text(error.text()));
    });
    m_contentSettled.setSingleShot(true);
    m_contentSettled.setInterval(kSettleMs);
    connect(&m_store, &StoreService::contentChanged, &m_contentSettled,
            qOverload<>(&QTimer::start));
    connect(&m_contentSettled, &QTimer::timeout, this, [this] {
        if (m_pair)
            m_queue.refreshCounts();
        else
            m_queue.load();
    });
}

void LabelPage::connectSettings() {
    connect(&m_settings, &SettingsService::changed, this,
            [this](const Settings& before, const Settings& now) {
                m_panel->setSaveOnChoice(savesOnChoice());
                showSentence();
                if (before.annotator == now.annotator)
                    return;
                // Another person: their own queue, and nothing of the one before is seen.
                m_queue.setAnnotator(now.annotator.toStdString());
                m_savedWords.clear();
                clearDraft();
                leavePair();
            });
}

void LabelPage::changeSetup(const std::function<void(LabelSetup&)>& change, bool newPair) {
    LabelSetup setup = m_setup;
    change(setup);
    if (setup == m_setup)
        return;
    m_setup = setup;
    m_queue.changeSetup(setup);
    // What was said of the pair on screen is not thrown away.
    if (newPair && m_draft == JudgementDraft() && m_position < 0)
        leavePair();
}

void LabelPage::setGenerator(PairGenerator* generator) {
    m_generator = generator;
    m_panel->queue().offerGeneration(generator != nullptr);
    connect(&m_panel->queue(), &QueueSettings::generatesChanged, this, [this](bool on) {
        changeSetup([&](LabelSetup& setup) { setup.generates = on; }, false);
    });
    connect(generator, &PairGenerator::failed, this, [this](const QString& message) {
        m_banners->show("generator", Banner::Tone::Warn,
                        tr("No more pairs are made meanwhile: %1").arg(message));
    });
}

void LabelPage::keepPairsAhead(std::int64_t waiting) {
    if (!m_generator)
        return;
    // Told only when it changes: after a failure it stays off until it is asked for again.
    if (std::exchange(m_generates, m_setup.generates) != m_setup.generates)
        m_generator->setEnabled(m_setup.generates);
    m_generator->keepAhead(waiting);
}

/// Another one comes; until then nothing can be said.
void LabelPage::leavePair() {
    m_pair.reset();
    m_loaded = false;
    showState();
    m_queue.load();
}

void LabelPage::search(const QString& words, bool withHistory) {
    JudgementSearch wanted;
    wanted.annotator = m_queue.annotator();
    wanted.words = words.toStdString();
    wanted.withHistory = withHistory;
    m_store.submit([wanted](Store& store) { return store.findJudgements(wanted); })
        .then(this, [this](Result<std::vector<FoundJudgement>> found) {
            if (found)
                m_panel->judgements().showFound(*found);
            else
                m_banners->show("store", Banner::Tone::Bad, text(found.error().text()));
        });
}

void LabelPage::bringSamplePairs() {
    m_store.submit(importSamplePairs).then(this, [this](Result<bool> imported) {
        if (!imported)
            m_banners->show("store", Banner::Tone::Bad, text(imported.error().text()));
        else if (*imported)
            m_banners->show(
                "samples", Banner::Tone::Ok,
                tr("20 sample pairs are here. They are marked, and New run can leave them out."));
        else
            m_banners->show("samples", Banner::Tone::Info,
                            tr("The sample pairs are here already."));
    });
}

void LabelPage::importFile() {
    const QString file = QFileDialog::getOpenFileName(this, tr("Import pairs"), {},
                                                      tr("Preference rows (*.jsonl *.json)"));
    if (file.isEmpty())
        return;
    importPairFile(m_store, file, this, [this](Result<PairImport> imported) {
        if (!imported)
            return void(
                m_banners->show("import", Banner::Tone::Bad, text(imported.error().text())));
        QString words = tr("%n pair(s) imported.", nullptr, imported->pairs);
        if (!imported->problems.isEmpty())
            words += ' ' + tr("%n line(s) left out, the first: %1.", nullptr,
                              int(imported->problems.size()))
                               .arg(imported->problems.first());
        m_banners->show(
            "import", imported->problems.isEmpty() ? Banner::Tone::Ok : Banner::Tone::Warn, words);
    });
}

void LabelPage::askToOpen(const QString& address) {
    auto* banner = m_banners->show(
        "link", Banner::Tone::Info,
        tr("Open %1 in the browser? A model wrote this address. Tiebreak itself fetches nothing.")
            .arg(address));
    auto* open = banner->addButton(tr("Open"), QKeySequence("Space"));
    auto* close = banner->addButton(tr("Leave it"));
    connect(open, &QAbstractButton::clicked, this, [this, address] {
        m_banners->remove("link");
        m_openLink(QUrl(address, QUrl::StrictMode));
        setFocus();
    });
    connect(close, &QAbstractButton::clicked, this, [this] {
        m_banners->remove("link");
        setFocus();
    });
    letFocusedButtonsHaveSpace(banner);
    open->show(); // the layout would show it later, and what is not seen gets no focus
    open->setFocus(Qt::OtherFocusReason);
}

void LabelPage::askForNextLink() {
    QStringList links;
    for (auto* pane : {&m_cards[0]->pane(), &m_cards[1]->pane(), &m_prompt->pane()})
        for (const auto& link : pane->links())
            if (!links.contains(link))
                links << link;
    if (links.isEmpty())
        return m_bar->showSentence(tr("No link in these texts"));
    m_link = (m_link + 1) % int(links.size());
    askToOpen(links[m_link]);
}

void LabelPage::markDifferences() {
    auto &a = m_cards[0]->pane(), &b = m_cards[1]->pane();
    WordDifferences differences;
    if (m_actions.differences->isChecked())
        differences = wordDifferences(a.shownText(), b.shownText());
    a.showDifferences(differences.onlyInFirst);
    b.showDifferences(differences.onlyInSecond);
}

void LabelPage::letFocusedButtonsHaveSpace(QWidget* within) {
    // Space is the tie, except on a button that has the focus: there it presses the button.
    for (auto* button : within->findChildren<QAbstractButton*>())
        button->installEventFilter(this);
}

bool LabelPage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space) {
        event->accept();
        return true;
    }
    return Page::eventFilter(watched, event);
}

void LabelPage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && m_asksForReason)
        askForReason(false);
    else
        Page::keyPressEvent(event);
}

void LabelPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::ActivationChange)
        isActiveWindow() ? m_clock.resume() : m_clock.pause();
    Page::changeEvent(event);
}

void LabelPage::showEvent(QShowEvent* event) {
    m_clock.resume();
    Page::showEvent(event);
}

void LabelPage::hideEvent(QHideEvent* event) {
    m_clock.pause();
    Page::hideEvent(event);
}

} // namespace tiebreak
