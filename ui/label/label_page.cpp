#include "ui/label/label_page.h"

#include "ui/label/consistency.h"
#include "ui/label/guidelines_view.h"
#include "ui/label/judgement_list.h"
#include "ui/label/model_names.h"
#include "ui/label/progress_view.h"
#include "ui/label/prompt_card.h"
#include "ui/label/queue_settings.h"
#include "ui/label/reading_pane.h"
#include "ui/label/rubric_card.h"
#include "ui/label/side_draw.h"
#include "ui/services/settings_service.h"
#include "ui/services/store_service.h"
#include "ui/widgets/banner_stack.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/number_text.h"

#include <QDateTime>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QStackedWidget>

namespace tiebreak {

namespace {

QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

} // namespace

LabelPage::LabelPage(Theme& theme, StoreService& store, SettingsService& settings, QWidget* parent)
    : Page("label", "label", theme, parent)
    , m_store(store)
    , m_settings(settings)
    , m_queue(store)
    , m_firstIsLeft(&drawSide)
    , m_openLink([](const QUrl& address) { QDesktopServices::openUrl(address); })
    , m_actions(makeLabelActions([this](const ActionSpec& spec) { return addPageAction(spec); })) {
    setFocusPolicy(Qt::StrongFocus);
    m_queue.setAnnotator(settings.values().annotator.toStdString());
    makeWidgets();
    connectJudging();
    connectCards();
    connectReading();
    connectPanel();
    connectSources();
    connectQueue();
    connectSettings();
    retranslate();
    askForReason(false);
    showState();
    m_queue.load();
}

void LabelPage::makeWidgets() {
    m_banners = new BannerStack(theme());
    m_empty = new EmptyState(theme(), "label");
    m_work = makeWork();
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_work);
    m_stack->addWidget(m_empty);
    auto* main = new QVBoxLayout;
    main->setContentsMargins(24, 0, 16, 16);
    main->setSpacing(12);
    main->addWidget(m_banners);
    main->addWidget(m_stack, 1);

    m_panel = new LabelPanel(theme(), m_actions.panel);
    m_packs = new PackSection(theme(), m_actions.packs, m_store, *m_banners);
    m_panel->addSection(m_packs);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(main, 1);
    layout->addWidget(m_panel);
    m_actions.guidelines->setChecked(true);
    letFocusedButtonsHaveSpace(this);
}

QWidget* LabelPage::makeWork() {
    m_prompt = new PromptCard(theme());
    m_cards = {new ResponseCard(theme(), "A", m_actions.responses[0]),
               new ResponseCard(theme(), "B", m_actions.responses[1])};
    m_rubric = new RubricCard(theme());
    m_rubric->setDimensions(RubricCard::standardDimensions());
    m_rubric->hide();
    m_bar = new JudgementBar(theme(), m_actions.bar);
    auto* panes = new QHBoxLayout;
    panes->setSpacing(12);
    for (auto* card : m_cards)
        panes->addWidget(card, 1);
    auto* work = new QWidget;
    auto* layout = new QVBoxLayout(work);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_prompt);
    layout->addLayout(panes, 1);
    layout->addWidget(m_rubric);
    layout->addWidget(m_bar);
    return work;
}

void LabelPage::retranslate() {
    m_empty->setButton(tr("Open Playground"), "playground", QKeySequence("Ctrl+1"));
    m_prompt->retranslate();
    for (auto* card : m_cards)
        card->retranslate();
    m_rubric->retranslate();
    m_bar->retranslate();
    m_panel->retranslate();
    m_packs->retranslate();
    showState();
}

QList<QWidget*> LabelPage::regions() {
    return {&m_cards[0]->pane(), m_bar, m_panel};
}

QList<Page::KeyHelp> LabelPage::extraKeys() const {
    return {{"← →", tr("Dimension: a step towards A or B")},
            {"Tab", tr("Next dimension, next button")},
            {"Esc", tr("Leave a field or the reasons")}};
}

void LabelPage::activated(const QVariant& argument) {
    setFocus();
    if (const auto wanted = argument.toString(); !wanted.isEmpty())
        m_queue.open(wanted.toStdString());
    else if (m_pair)
        m_queue.refreshCounts();
    else
        m_queue.load();
}

QString LabelPage::reasonToStay() const {
    if (m_editing)
        return tr("An edit is not saved.");
    return m_unsaved ? tr("A judgement is not saved.") : QString();
}

bool LabelPage::savesOnChoice() const {
    return m_settings.values().saveOnChoice;
}

const SampleRecord& LabelPage::sampleOn(std::size_t side) const {
    return (side == 0) == m_leftIsFirst ? m_pair->first : m_pair->second;
}

void LabelPage::choose(const JudgementChoice& choice) {
    if (m_pair && !m_editing && !m_queue.isBusy()) { // an edit under way is not thrown away
        m_draft.choice = choice;
        m_savedWords.clear();
        // A skip says nothing that could be thought over.
        if (savesOnChoice() || choice.verdict == Verdict::Skip)
            save();
    }
    showDraft();
}

void LabelPage::askForReason(bool asked) {
    m_asksForReason = asked;
    m_bar->showReasons(asked);
    m_actions.bar.skip->setChecked(asked);
    showState();
}

void LabelPage::rate(std::size_t side, Rating rating) {
    auto& current = m_draft.ratings[side];
    current = current == rating ? Rating::None : rating;
    m_savedWords.clear();
    showDraft();
}

void LabelPage::save() {
    if (m_pair && m_draft.choice && !m_editing && !m_queue.isBusy())
        m_queue.save(judgementOnScreen());
}

JudgementRecord LabelPage::judgementOnScreen() const {
    JudgementRecord judgement;
    judgement.sampleA = sampleOn(0).id;
    judgement.sampleB = sampleOn(1).id;
    judgement.annotator = m_queue.annotator();
    judgement.milliseconds = m_clock.milliseconds();
    judgement.repeatOf = m_repeatOf;
    writeDraft(m_draft, judgement);
    if (m_namesModel && !m_draft.tags.contains(kNamesModelTag))
        judgement.tags.push_back(kNamesModelTag);
    return judgement;
}

void LabelPage::judgementSaved(const JudgementRecord& judgement) {
    m_unsaved = false;
    m_position = -1;
    m_banners->remove("save");
    const auto time = QDateTime::fromMSecsSinceEpoch(judgement.createdAt).toString("HH:mm:ss");
    m_savedWords =
        tr("%1 saved %2").arg(judgementWords({judgement.verdict, judgement.strength}), time);
    clearDraft();
    askForReason(false);
    Q_EMIT saved();
}

void LabelPage::saveFailed(const Error& error) {
    if (m_editing) {
        m_cards[*m_editing]->showEditProblem(
            tr("The edit is not saved: %1.").arg(text(error.text())));
        return;
    }
    m_unsaved = true;
    const auto words =
        error.code == ErrorCode::DiskFull
            ? tr("Disk full: the judgement is not saved. Free 1 MB, then Enter.")
            : tr("The judgement is not saved: %1. Enter tries again.").arg(text(error.text()));
    m_banners->show("save", Banner::Tone::Bad, words);
    askForReason(false);
    showDraft();
}

void LabelPage::startEdit(std::size_t side) {
    if (!m_pair || m_editing)
        return;
    m_editing = side;
    m_cards[side]->startEdit(text(sampleOn(side).text));
}

void LabelPage::endEdit() {
    if (!m_editing)
        return;
    m_cards[*std::exchange(m_editing, {})]->endEdit();
    setFocus();
}

void LabelPage::saveEdit(const QString& edited) {
    if (!m_editing || m_queue.isBusy())
        return;
    JudgementRecord better;
    better.strength = -2; // what was made better on purpose is better
    better.annotator = m_queue.annotator();
    better.milliseconds = m_clock.milliseconds();
    m_queue.saveEdit(sampleOn(*m_editing).id, edited.toStdString(), better);
}

void LabelPage::editSaved() {
    const QString letter = m_editing == std::size_t(0) ? "A" : "B";
    endEdit();
    m_savedWords = tr("Saved: a new response, better than %1").arg(letter);
    showSentence();
    Q_EMIT saved();
}

void LabelPage::reopen(int position) {
    if (m_queue.isBusy() || m_editing)
        return;
    if (position < 0 && m_position >= 0) {
        m_position = -1;
        m_queue.load();
    } else if (position >= 0 && std::size_t(position) < m_recent.size()) {
        m_position = position;
        m_queue.reopen(m_recent[std::size_t(position)]);
    }
}

void LabelPage::showView(const LabelView& view) {
    m_loaded = true;
    m_banners->remove("store");
    const bool samePair = m_pair && view.pair && m_pair->id == view.pair->id && !view.earlier &&
                          !view.repeated && m_repeatOf.empty() && m_position < 0;
    endEdit();
    m_pair = view.pair;
    if (!view.isReopened)
        m_position = -1;
    if (view.earlier) {
        m_repeatOf = view.earlier->repeatOf;
        showPair(m_pair->first.id == view.earlier->sampleA);
        m_draft = draftOf(*view.earlier);
        m_draft.tags.removeAll(kNamesModelTag);
        m_savedWords.clear();
    } else if (m_pair && !samePair) {
        clearDraft();
        m_repeatOf = view.repeated ? view.repeated->id : std::string();
        showPair(view.repeated ? m_pair->first.id == view.repeated->sampleB : m_firstIsLeft());
    }
    showPanel(view);
    askForReason(false);
    showDraft();
}

void LabelPage::showPair(bool firstIsLeft) {
    m_leftIsFirst = firstIsLeft;
    m_prompt->showPrompt(m_pair->prompt);
    const QStringList names{text(m_pair->first.modelName), text(m_pair->second.modelName)};
    m_namesModel = false;
    for (std::size_t side = 0; side < 2; ++side) {
        const QString response = text(sampleOn(side).text);
        const bool named = namesModel(response, names);
        m_namesModel = m_namesModel || named;
        m_cards[side]->showText(response);
        m_cards[side]->warnOfName(named);
    }
    m_link = -1;
    m_banners->remove("link");
    markDifferences();
    m_clock.start();
    if (!isVisible())
        m_clock.pause();
}

void LabelPage::clearDraft() {
    m_draft = {};
    showDraft();
}

void LabelPage::showDraft() {
    for (std::size_t side = 0; side < 2; ++side)
        for (std::size_t i = 0; i < 3; ++i)
            m_actions.responses[side].ratings[i]->setChecked(m_draft.ratings[side] ==
                                                             Rating(int(Rating::Good) + int(i)));
    m_actions.bar.flag->setChecked(m_draft.flagged);
    m_bar->showChoice(m_draft.choice);
    m_actions.bar.skip->setChecked(m_asksForReason);
    if (m_bar->comment() != m_draft.comment || tagsFrom(m_bar->tags()) != m_draft.tags)
        m_bar->setNotes(m_draft.comment, m_draft.tags.join(", "));
    else if (m_draft.comment.isEmpty() && m_draft.tags.isEmpty() && !m_draft.choice)
        m_bar->setNotes({}, {});
    m_rubric->setValues(m_draft.dimensions);
    showSentence();
}

void LabelPage::showPanel(const LabelView& view) {
    m_setup = view.setup;
    m_recent = view.recent;
    const auto& counts = view.counts;
    m_panel->progress().showCounts(counts);
    m_panel->progress().showConsistency(consistencyOf(view.repeats));
    m_panel->progress().setAnnotator(text(m_queue.annotator()));
    m_panel->queue().show(view.setup);
    m_panel->guidelines().setGuidelines(text(view.setup.guidelines));
    m_panel->judgements().showRecent(view.recent);
    m_panel->judgements().refresh();
    QStringList dimensions = RubricCard::standardDimensions();
    if (!view.setup.dimensions.empty()) {
        dimensions.clear();
        for (const auto& name : view.setup.dimensions)
            dimensions << text(name);
    }
    m_rubric->setDimensions(dimensions);
    keepPairsAhead(counts.waiting);
    setBadge(counts.waiting > 0 ? countText(counts.waiting) : QString());
    // Repeats count like any other pair, so that the numbers do not give them away.
    const auto done = counts.judged + counts.skipped + counts.repeats;
    QString where;
    if (m_pair && m_position >= 0)
        where = tr("judged before");
    else if (m_pair)
        where = tr("pair %1 of %2").arg(countText(done + 1), countText(done + counts.waiting));
    if (m_pair && m_pair->prompt.source == "imported")
        where += tr(", imported sample"); // tells nothing of either response
    setSubtitle(where);
}

QString LabelPage::emptyWords() const {
    if (!m_setup.tag.empty())
        return tr("No query with the tag \"%1\" has an open pair. Choose another in the panel.")
            .arg(text(m_setup.tag));
    return tr("Sample at least 2 responses to a query. Or press I for 20 sample pairs.");
}

void LabelPage::showState() {
    m_empty->setTexts(tr("No pairs to judge"), emptyWords());
    m_stack->setCurrentWidget(m_loaded && !m_pair ? static_cast<QWidget*>(m_empty) : m_work);
    const QString reason = m_pair ? QString() : tr("There is no pair to judge.");
    const QString asked = tr("Choose a reason, or press S again.");
    for (auto* action : m_actions.bar.steps)
        action->setDisabledReason(m_asksForReason ? asked : reason);
    for (auto* action : m_actions.bar.reasons)
        action->setDisabledReason(m_asksForReason ? reason : tr("Press S first."));
    const auto& bar = m_actions.bar;
    for (auto* action : {bar.bothBad, bar.skip, bar.flag, bar.comment, bar.tags,
                         m_actions.queryTags, m_actions.dimensions})
        action->setDisabledReason(reason);
    for (const auto& response : m_actions.responses) {
        response.edit->setDisabledReason(reason);
        for (auto* action : response.ratings)
            action->setDisabledReason(reason);
    }
    showSentence();
}

void LabelPage::showSentence() {
    const QString none = m_asksForReason   ? tr("Choose a reason, or press S again.")
                         : savesOnChoice() ? tr("A choice is saved at once")
                                           : tr("Choose 1 to 7, X or S");
    m_actions.bar.save->setDisabledReason(!m_pair          ? tr("There is no pair to judge.")
                                          : m_draft.choice ? QString()
                                                           : none);
    const QString words = draftWords(m_draft);
    if (!m_savedWords.isEmpty() && words.isEmpty() && !m_asksForReason)
        return m_bar->showSentence(m_savedWords, "ok");
    if (words.isEmpty() || m_asksForReason)
        return m_bar->showSentence(m_pair ? none : QString());
    m_bar->showSentence(m_unsaved ? tr("%1, not saved").arg(words) : words, m_unsaved ? "bad" : "");
}

} // namespace tiebreak
