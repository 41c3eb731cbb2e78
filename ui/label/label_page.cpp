#include "ui/label/label_page.h"

#include "ui/label/label_panel.h"
#include "ui/label/reading_pane.h"
#include "ui/services/sample_pairs.h"
#include "ui/services/settings_service.h"
#include "ui/services/store_service.h"
#include "ui/widgets/banner_stack.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QDateTime>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QRandomGenerator>
#include <QStackedWidget>

namespace tiebreak {

namespace {

constexpr int kPromptLines = 6;
/// Many rows may be written in a row; the counts follow once.
constexpr int kSettleMs = 60;

QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

/// The query, or the whole conversation where it is more than the query.
QString promptText(const PromptRecord& prompt) {
    if (!prompt.messages.is_array() || prompt.messages.size() < 2)
        return text(prompt.text);
    QStringList turns;
    for (const auto& message : prompt.messages)
        if (message.is_object())
            turns << text(message.value("role", std::string())) + ": " +
                         text(message.value("content", std::string()));
    return turns.join("\n\n");
}

} // namespace

LabelPage::LabelPage(Theme& theme, StoreService& store, SettingsService& settings, QWidget* parent)
    : Page("label", "label", theme, parent)
    , m_store(store)
    , m_settings(settings)
    , m_queue(store)
    , m_firstIsLeft([] { return QRandomGenerator::system()->bounded(2) == 0; }) {
    setFocusPolicy(Qt::StrongFocus);
    makeActions();
    makeWidgets();
    connectQueue();
    retranslate();
    showState();
    m_queue.load();
}

void LabelPage::makeActions() {
    for (std::size_t i = 0; i < m_actions.steps.size(); ++i)
        m_actions.steps[i] = addStep(int(i));
    m_actions.steps[3]->setShortcuts({QKeySequence("4"), QKeySequence("Space")});
    using Kind = Action::Kind;
    m_actions.bothBad = addPageAction({"label.bothBad", [] { return tr("Both bad"); }, "both-bad",
                                       QKeySequence("X"), Kind::Plain, false, true});
    m_actions.skip = addPageAction(
        {"label.skip", [] { return tr("Skip"); }, "skip", QKeySequence("S"), Kind::Quiet});
    m_actions.flag = addPageAction({"label.flag", [] { return tr("Flag"); }, "flag",
                                    QKeySequence("F"), Kind::Quiet, false, true});
    m_actions.comment = addPageAction(
        {"label.comment", [] { return tr("Comment"); }, "edit", QKeySequence("C"), Kind::Quiet});
    m_actions.save = addPageAction({"label.save", [] { return tr("Save and next"); }, "",
                                    QKeySequence("Return"), Kind::Primary});
    m_guidelines = addPageAction({"label.guidelines", [] { return tr("Guidelines"); }, "help",
                                  QKeySequence("G"), Kind::Quiet, true, true});
    m_samples = addPageAction({"label.samples", [] { return tr("Sample pairs"); }, "add",
                               QKeySequence("I"), Kind::Quiet, true});
    m_redo = addPageAction({"label.redo", [] { return tr("Redo"); }, "",
                            QKeySequence("Ctrl+Shift+Z"), Kind::Quiet, true});
    m_undo = addPageAction({"label.undo", [] { return tr("Undo"); }, "undo", QKeySequence("Ctrl+Z"),
                            Kind::Plain, true});
    m_undo->setShortcuts({QKeySequence("Ctrl+Z"), QKeySequence("Backspace")});
    m_guidelines->setChecked(true);

    connect(m_actions.bothBad, &QAction::triggered, this, [this] {
        choose({Verdict::BothBad, 0});
    });
    connect(m_actions.skip, &QAction::triggered, this, [this] { choose({Verdict::Skip, 0}); });
    connect(m_actions.flag, &QAction::triggered, this, &LabelPage::showSentence);
    connect(m_actions.comment, &QAction::triggered, this, [this] { m_bar->openComment(); });
    connect(m_actions.save, &QAction::triggered, this, &LabelPage::save);
    connect(m_samples, &QAction::triggered, this, &LabelPage::bringSamplePairs);
    connect(m_undo, &QAction::triggered, &m_queue, &LabelQueue::undo);
    connect(m_redo, &QAction::triggered, &m_queue, &LabelQueue::redo);
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

Action* LabelPage::addStep(int index) {
    const JudgementChoice choice{Verdict::Strength, kStrengthSteps[index]};
    auto* action = addPageAction(
        {QString("label.step%1").arg(index + 1), [choice] { return judgementWords(choice); }, "",
         QKeySequence(QString::number(index + 1)), Action::Kind::Plain, false, true});
    connect(action, &QAction::triggered, this, [this, choice] { choose(choice); });
    return action;
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

    m_panel = new LabelPanel(theme());
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(main, 1);
    layout->addWidget(m_panel);

    connect(m_guidelines, &QAction::toggled, m_panel, &QWidget::setVisible);
    connect(m_empty, &EmptyState::buttonClicked, this,
            [this] { Q_EMIT pageRequested("playground", {}); });
    m_panel->setSaveOnChoice(savesOnChoice());
    connect(m_panel, &LabelPanel::saveOnChoiceToggled, this, [this](bool on) {
        m_settings.change([on](Settings& values) { values.saveOnChoice = on; });
    });
    connect(&m_settings, &SettingsService::changed, this, [this] {
        m_panel->setSaveOnChoice(savesOnChoice());
        showSentence();
    });
    letFocusedButtonsHaveSpace();
}

QWidget* LabelPage::makeWork() {
    auto* promptCard = new Card;
    m_promptTitle = new TextLabel({}, "caption");
    m_prompt = new ReadingPane(theme());
    m_prompt->setMaximumLines(kPromptLines);
    auto* promptLayout = new QVBoxLayout(promptCard);
    promptLayout->setContentsMargins(16, 8, 16, 8);
    promptLayout->setSpacing(4);
    promptLayout->addWidget(m_promptTitle);
    promptLayout->addWidget(m_prompt);

    auto* panes = new QHBoxLayout;
    panes->setSpacing(12);
    panes->addWidget(makePane("A", m_left), 1);
    panes->addWidget(makePane("B", m_right), 1);
    m_bar = new JudgementBar(theme(), m_actions);

    auto* work = new QWidget;
    auto* layout = new QVBoxLayout(work);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(promptCard);
    layout->addLayout(panes, 1);
    layout->addWidget(m_bar);
    return work;
}

QWidget* LabelPage::makePane(const QString& letter, ReadingPane*& pane) {
    auto* card = new Card;
    pane = new ReadingPane(theme());
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(16, 12, 8, 12);
    layout->setSpacing(12);
    layout->addWidget(new TextLabel(letter, "title"));
    layout->addWidget(pane, 1);
    return card;
}

void LabelPage::letFocusedButtonsHaveSpace() {
    // Space is the tie, except on a button that has the focus: there it presses the button.
    for (auto* button : findChildren<QAbstractButton*>())
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

void LabelPage::connectQueue() {
    connect(&m_queue, &LabelQueue::viewLoaded, this, &LabelPage::showView);
    connect(&m_queue, &LabelQueue::countsLoaded, this, &LabelPage::showCounts);
    connect(&m_queue, &LabelQueue::judgementSaved, this, &LabelPage::judgementSaved);
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

void LabelPage::retranslate() {
    m_promptTitle->setText(tr("Prompt"));
    m_prompt->setAccessibleName(tr("Prompt"));
    m_left->setAccessibleName(tr("Response A"));
    m_right->setAccessibleName(tr("Response B"));
    m_empty->setTexts(
        tr("No pairs to judge"),
        tr("Sample at least 2 responses to a query. Or press I for 20 sample pairs."));
    m_empty->setButton(tr("Open Playground"), "playground", QKeySequence("Ctrl+1"));
    m_bar->retranslate();
    m_panel->retranslate();
    showSentence();
}

QList<QWidget*> LabelPage::regions() {
    return {m_left, m_bar, m_panel};
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
    return m_unsaved ? tr("A judgement is not saved.") : QString();
}

bool LabelPage::savesOnChoice() const {
    return m_settings.values().saveOnChoice;
}

void LabelPage::choose(const JudgementChoice& choice) {
    if (m_pair && !m_queue.isBusy()) {
        m_choice = choice;
        m_savedWords.clear();
        // A skip says nothing that could be thought over.
        if (savesOnChoice() || choice.verdict == Verdict::Skip)
            save();
    }
    m_bar->showChoice(m_choice);
    showSentence();
}

void LabelPage::save() {
    if (m_pair && m_choice && !m_queue.isBusy())
        m_queue.save(judgementOnScreen());
}

JudgementRecord LabelPage::judgementOnScreen() const {
    JudgementRecord judgement;
    judgement.sampleA = m_leftIsFirst ? m_pair->first.id : m_pair->second.id;
    judgement.sampleB = m_leftIsFirst ? m_pair->second.id : m_pair->first.id;
    judgement.verdict = m_choice->verdict;
    judgement.strength = m_choice->strength;
    judgement.comment = m_bar->comment().toStdString();
    judgement.flagged = m_actions.flag->isChecked();
    judgement.annotator = m_settings.values().annotator.toStdString();
    judgement.milliseconds = m_sincePairShown.elapsed();
    return judgement;
}

void LabelPage::judgementSaved(const JudgementRecord& judgement) {
    m_unsaved = false;
    m_banners->remove("save");
    const auto time = QDateTime::fromMSecsSinceEpoch(judgement.createdAt).toString("HH:mm:ss");
    m_savedWords =
        tr("%1 saved %2").arg(judgementWords({judgement.verdict, judgement.strength}), time);
    clearChoice();
    Q_EMIT saved();
}

void LabelPage::saveFailed(const Error& error) {
    m_unsaved = true;
    const auto words =
        error.code == ErrorCode::DiskFull
            ? tr("Disk full: the judgement is not saved. Free 1 MB, then Enter.")
            : tr("The judgement is not saved: %1. Enter tries again.").arg(text(error.text()));
    m_banners->show("save", Banner::Tone::Bad, words);
    m_bar->showChoice(m_choice);
    showSentence();
}

void LabelPage::showView(const LabelView& view) {
    m_loaded = true;
    m_banners->remove("store");
    const bool samePair = m_pair && view.pair && m_pair->id == view.pair->id && !view.undone;
    m_pair = view.pair;
    if (view.undone) {
        showPair(*m_pair, m_pair->first.id == view.undone->sampleA);
        restore(*view.undone);
    } else if (m_pair && !samePair) {
        clearChoice();
        showPair(*m_pair, m_firstIsLeft());
    }
    showCounts(view);
    showState();
}

void LabelPage::showPair(const PairRecord& pair, bool firstIsLeft) {
    m_leftIsFirst = firstIsLeft;
    m_prompt->showText(promptText(pair.prompt));
    m_left->showText(text(firstIsLeft ? pair.first.text : pair.second.text));
    m_right->showText(text(firstIsLeft ? pair.second.text : pair.first.text));
    m_sincePairShown.start();
}

void LabelPage::restore(const JudgementRecord& undone) {
    m_choice = JudgementChoice{undone.verdict, undone.strength};
    m_savedWords.clear();
    m_actions.flag->setChecked(undone.flagged);
    m_bar->setComment(text(undone.comment));
    m_bar->showChoice(m_choice);
}

void LabelPage::clearChoice() {
    m_choice.reset();
    m_actions.flag->setChecked(false);
    m_bar->closeComment();
    m_bar->showChoice(m_choice);
}

void LabelPage::showCounts(const LabelView& view) {
    const auto done = view.counts.judged + view.counts.skipped;
    m_panel->showCounts(view.counts);
    m_panel->showRecent(view.recent);
    setBadge(view.counts.waiting > 0 ? countText(view.counts.waiting) : QString());
    QString where;
    if (m_pair)
        where = tr("pair %1 of %2").arg(countText(done + 1), countText(done + view.counts.waiting));
    if (m_pair && m_pair->prompt.source == "imported")
        where += tr(", imported sample"); // tells nothing of either response
    setSubtitle(where);
}

void LabelPage::showState() {
    m_stack->setCurrentWidget(m_loaded && !m_pair ? static_cast<QWidget*>(m_empty) : m_work);
    const QString reason = m_pair ? QString() : tr("There is no pair to judge.");
    for (auto* action : m_actions.steps)
        action->setDisabledReason(reason);
    for (auto* action : {m_actions.bothBad, m_actions.skip, m_actions.flag, m_actions.comment})
        action->setDisabledReason(reason);
    showSentence();
}

void LabelPage::showSentence() {
    const QString none =
        savesOnChoice() ? tr("A choice is saved at once") : tr("Choose 1 to 7, X or S");
    m_actions.save->setDisabledReason(!m_pair    ? tr("There is no pair to judge.")
                                      : m_choice ? QString()
                                                 : none);
    if (!m_savedWords.isEmpty())
        return m_bar->showSentence(m_savedWords, "ok");
    if (!m_choice)
        return m_bar->showSentence(m_pair ? none : QString());
    QStringList parts{judgementWords(*m_choice)};
    if (m_actions.flag->isChecked())
        parts << tr("flagged");
    if (!m_bar->comment().isEmpty())
        parts << tr("with comment");
    m_bar->showSentence(m_unsaved ? tr("%1, not saved").arg(parts.join(", ")) : parts.join(", "),
                        m_unsaved ? "bad" : "");
}

} // namespace tiebreak
