#include "ui/playground/token_panel.h"

#include "base/ids.h"
#include "ui/playground/position_card.h"
#include "ui/playground/token_branch.h"
#include "ui/playground/token_flow.h"
#include "ui/playground/token_legend.h"
#include "ui/playground/token_strip.h"
#include "ui/playground/token_study.h"
#include "ui/playground/token_table_model.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toggle_bar.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

namespace tiebreak {

namespace {

constexpr int kPositionWidth = 416;
constexpr int kTableRow = 24;

} // namespace

TokenPanel::TokenPanel(Theme& theme, EngineClient& engine, ModelSession& models,
                       const TokenActions& actions, QWidget* parent)
    : Card("card", parent)
    , m_theme(theme)
    , m_models(models)
    , m_do(actions)
    , m_study(new TokenStudy(engine, models, this))
    , m_branch(new TokenBranch(engine, models, this))
    , m_title(new TextLabel({}, "strong"))
    , m_colourings(new ToggleBar(theme))
    , m_reference(new QComboBox)
    , m_legend(new TokenLegend(theme))
    , m_close(new QToolButton)
    , m_versionBar(new ToggleBar(theme))
    , m_status(new TextLabel({}, "small", "muted"))
    , m_stack(new QStackedWidget)
    , m_flow(new TokenFlow(theme))
    , m_table(new QTableView)
    , m_model(new TokenTableModel(this))
    , m_strip(new TokenStrip(theme))
    , m_position(new PositionCard(theme, *actions.branch, *actions.everyProcessor)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(6);
    buildHead();
    buildBody();
    connectParts();
    connectActions();
    retranslate();
    showNothing({});
}

void TokenPanel::buildHead() {
    m_headRow = new QHBoxLayout;
    m_headRow->setSpacing(8);
    m_headRow->addWidget(m_title);
    m_headRow->addWidget(m_colourings);
    m_headRow->addWidget(m_reference);
    m_reference->setProperty("density", "small");
    m_reference->hide();
    m_headRow->addStretch();
    for (auto* action : {m_do.table, m_do.copy}) {
        auto* button = new ActionButton(m_theme, *action);
        button->setDensity("small");
        m_headRow->addWidget(button);
    }
    m_close->setIcon(m_theme.icon("close"));
    m_close->setFocusPolicy(Qt::TabFocus);
    m_headRow->addWidget(m_close);
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->addLayout(m_headRow);
    column->addWidget(m_versionBar);
}

void TokenPanel::buildBody() {
    m_table->setObjectName(QStringLiteral("tokenTable"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_theme.scaled(kTableRow));
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    m_stack->addWidget(m_flow);
    m_stack->addWidget(m_table);
    auto* left = new QVBoxLayout;
    left->setSpacing(4);
    left->addWidget(m_stack, 1);
    auto* under = new QHBoxLayout;
    under->addWidget(m_status, 1);
    under->addWidget(m_legend);
    m_status->setElided(true);
    left->addLayout(under);
    left->addWidget(m_strip);
    auto* body = new QHBoxLayout;
    body->setSpacing(12);
    body->addLayout(left, 1);
    body->addWidget(m_position);
    m_position->setFixedWidth(m_theme.scaled(kPositionWidth));
    static_cast<QVBoxLayout*>(layout())->addLayout(body, 1);
    connect(&m_theme, &Theme::changed, this, [this] {
        m_position->setFixedWidth(m_theme.scaled(kPositionWidth));
        m_table->verticalHeader()->setDefaultSectionSize(m_theme.scaled(kTableRow));
        m_close->setIcon(m_theme.icon("close"));
        showTokens();
    });
}

void TokenPanel::connectParts() {
    connect(m_close, &QToolButton::clicked, this, &TokenPanel::closeAsked);
    connect(m_colourings, &ToggleBar::currentChanged, this,
            [this](int index) { setColouring(TokenColouring(index)); });
    connect(m_reference, &QComboBox::activated, this, &TokenPanel::chooseReference);
    connect(m_versionBar, &ToggleBar::currentChanged, this, &TokenPanel::setCurrentVersion);
    connect(m_flow, &TokenFlow::currentChanged, this, &TokenPanel::showPosition);
    connect(m_flow, &TokenFlow::branchAsked, this, &TokenPanel::branchHere);
    connect(m_strip, &TokenStrip::picked, m_flow, &TokenFlow::setCurrent);
    connect(m_position, &PositionCard::choiceChanged, this, &TokenPanel::showActions);
    connect(m_position, &PositionCard::branchAsked, this, &TokenPanel::branchHere);
    connect(m_position, &PositionCard::changeAsked, this, &TokenPanel::changeHere);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& row) {
                if (row.isValid())
                    m_flow->setCurrent(row.row());
            });
    connect(m_study, &TokenStudy::grew, this, &TokenPanel::takeFindings);
    connect(m_study, &TokenStudy::finished, this, [this] {
        if (m_status->property("tone") != "bad")
            say(m_note);
    });
    connect(m_study, &TokenStudy::failed, this, [this](const QString& why) { say(why, "bad"); });
    connect(m_study, &TokenStudy::comparisonFailed, this, [this](const QString& why) {
        say(tr("The log-ratio is not there: %1").arg(why), "bad");
    });
    connect(m_branch, &TokenBranch::grew, this, [this] {
        m_flow->setTail(m_branch->newText());
        showActions();
    });
    connect(m_branch, &TokenBranch::finished, this, &TokenPanel::takeMade);
    connect(m_branch, &TokenBranch::failed, this, [this](const QString& why) {
        // It made nothing, so it is no version either.
        m_versions.pop_back();
        m_current = qMin(m_current, int(m_versions.size()) - 1);
        showVersions();
        lookAtCurrent();
        say(why, "bad");
        Q_EMIT busyChanged();
    });
    connect(&m_models, &ModelSession::choicesChanged, this, &TokenPanel::showReferences);
    connect(&m_models, &ModelSession::ready, this, [this] {
        showReferences();
        if (m_current >= 0 && !m_branch->isRunning())
            lookAtCurrent(); // by another model now
    });
    connect(&m_models, &ModelSession::stateChanged, this, &TokenPanel::showActions);
}

void TokenPanel::connectActions() {
    connect(m_do.branch, &QAction::triggered, this, &TokenPanel::branchHere);
    connect(m_do.copy, &QAction::triggered, this, &TokenPanel::copyCsv);
    connect(m_do.table, &QAction::toggled, this, [this](bool on) {
        m_stack->setCurrentIndex(on ? 1 : 0);
        m_table->resizeColumnsToContents();
        m_stack->currentWidget()->setFocus(Qt::ShortcutFocusReason);
        showPosition();
    });
}

void TokenPanel::copyCsv() {
    QGuiApplication::clipboard()->setText(tokensAsCsv(findings()));
    say(tr("%n tokens copied", nullptr, int(findings().tokens.size())), "ok");
}

// — what is shown —

const TokenFindings& TokenPanel::findings() const {
    static const TokenFindings none;
    return m_current >= 0 ? m_versions[size_t(m_current)].findings : none;
}

void TokenPanel::open(const TokenSubject& subject) {
    if (!m_versions.empty()) {
        auto same = subject;
        auto& shown = m_versions.front().subject;
        same.sampleId = shown.sampleId; // it may have been stored meanwhile
        if (shown == same) {
            shown.sampleId = subject.sampleId;
            return;
        }
    }
    m_branch->abandon();
    m_note.clear();
    m_versions = {{subject, {}, -1}};
    m_current = 0;
    m_flow->setTail({});
    showVersions();
    showReferences();
    lookAtCurrent();
}

void TokenPanel::showNothing(const QString& why) {
    m_branch->abandon();
    m_versions.clear();
    m_current = -1;
    m_study->clear();
    m_flow->setTail({});
    showVersions();
    showTokens();
    showPosition();
    say(why);
}

void TokenPanel::setCurrentVersion(int index) {
    if (index == m_current || index < 0 || index >= int(m_versions.size()))
        return;
    m_current = index;
    m_versionBar->setCurrent(index);
    const bool streams = m_branch->isRunning() && index == int(m_versions.size()) - 1;
    m_flow->setTail(streams ? m_branch->newText() : QString());
    showVersions();
    if (streams)
        showTokens();
    else
        lookAtCurrent();
}

void TokenPanel::lookAtCurrent() {
    if (m_current < 0)
        return;
    const auto& version = m_versions[size_t(m_current)];
    if (version.subject.ids.empty()) {
        say(tr("The response has no tokens"));
        return;
    }
    m_study->look(version.subject);
    say(tr("Looking at %n tokens", nullptr, int(version.subject.ids.size())));
    showTokens();
}

void TokenPanel::takeFindings() {
    if (m_current < 0 || m_study->findings().tokens.empty())
        return;
    auto& version = m_versions[size_t(m_current)];
    version.findings = m_study->findings();
    m_flow->setTail({});
    if (version.findings.tokens.size() == version.subject.ids.size()) {
        if (m_status->property("tone") != "bad")
            say(m_study->isComparing() ? tr("Asking the reference") : m_note);
    }
    showTokens();
}

void TokenPanel::setColouring(TokenColouring colouring) {
    m_colouring = colouring;
    m_colourings->setCurrent(int(colouring));
    m_legend->setColouring(colouring);
    const bool ratio = colouring == TokenColouring::LogRatio;
    m_reference->setVisible(ratio);
    if (ratio)
        chooseReference(m_reference->currentIndex());
    showTokens();
}

void TokenPanel::showReferences() {
    const auto kept = m_reference->currentIndex() >= 0 && !m_referenceIds.empty()
                          ? m_referenceIds[size_t(m_reference->currentIndex())]
                          : QString();
    m_reference->clear();
    m_referenceIds.clear();
    const auto& current = m_models.current();
    int usual = -1;
    for (const auto& choice : m_models.choices()) {
        if (current && choice == *current)
            continue;
        // A checkpoint is compared with what it was trained from.
        if (choice.id == kept ||
            (usual < 0 && current && choice.path == current->path && choice.adapter.isEmpty()))
            usual = int(m_referenceIds.size());
        m_referenceIds.push_back(choice.id);
        m_reference->addItem(tr("against %1").arg(choice.name));
    }
    m_reference->setCurrentIndex(qMax(0, usual));
    m_reference->setEnabled(!m_referenceIds.empty());
}

void TokenPanel::chooseReference(int index) {
    if (index < 0 || index >= int(m_referenceIds.size())) {
        say(tr("There is no other model version to compare with. Train one, or add a model folder"),
            "warn");
        return;
    }
    const auto* choice = m_models.choice(m_referenceIds[size_t(index)]);
    if (!choice)
        return;
    m_study->compare(*choice);
    if (m_study->isComparing())
        say(tr("Asking the reference"));
}

FlowToken TokenPanel::flowToken(const TokenScale& scale, int position) const {
    const auto& version = m_versions[size_t(m_current)];
    const auto& token = version.findings.tokens[size_t(position)];
    FlowToken out;
    out.text = visibleToken(token.text);
    out.special = token.special;
    out.changed = isForcedAt(version.subject.parameters, position);
    std::optional<double> value = probabilityOf(token);
    if (m_colouring == TokenColouring::Entropy)
        value = entropyBits(token);
    else if (m_colouring == TokenColouring::LogRatio)
        value = logRatio(version.findings, position);
    if (value)
        out.shade = scale.shade(scale.levelOf(*value));
    return out;
}

void TokenPanel::showTokens() {
    const TokenScale scale(m_theme, m_colouring);
    const auto& found = findings();
    std::vector<FlowToken> tokens;
    std::vector<double> surprise, entropy;
    for (int i = 0; i < int(found.tokens.size()); ++i) {
        tokens.push_back(flowToken(scale, i));
        surprise.push_back(surpriseBits(found.tokens[size_t(i)]));
        entropy.push_back(entropyBits(found.tokens[size_t(i)]));
    }
    m_flow->setTokens(std::move(tokens));
    m_strip->setSeries(std::move(surprise), std::move(entropy));
    m_model->show(found);
    if (m_flow->current() < 0 && m_flow->count() > 0)
        m_flow->setCurrent(0);
    showPosition();
}

void TokenPanel::showPosition() {
    const int at = m_flow->current();
    const auto& found = findings();
    m_strip->setCurrent(at);
    if (at < 0 || at >= int(found.tokens.size())) {
        m_position->clear();
    } else {
        m_position->show(at, found.tokens[size_t(at)], found.stages,
                         m_versions[size_t(m_current)].subject.parameters);
        m_flow->describeCurrent(describe(at));
        if (m_table->currentIndex().row() != at)
            m_table->setCurrentIndex(m_model->index(at, TokenTableModel::Token));
    }
    showActions();
}

QString TokenPanel::describe(int position) const {
    const auto& token = findings().tokens[size_t(position)];
    const auto ratio = logRatio(findings(), position);
    auto words = tr("Position %1, %2: probability %3, entropy %4 bits")
                     .arg(position + 1)
                     .arg(visibleToken(token.text).trimmed(), shareText(probabilityOf(token)),
                          decimalText(entropyBits(token), 1));
    if (ratio)
        words += tr(", log-ratio %1 nats").arg(decimalText(*ratio, 2));
    return words;
}

void TokenPanel::showVersions() {
    QStringList names;
    for (const auto& version : m_versions)
        names << version.subject.name;
    m_versionBar->setChoices(names);
    m_versionBar->setCurrent(qMax(0, m_current));
    m_versionBar->setVisible(names.size() > 1);
    m_title->showText(m_versions.empty() ? tr("Tokens")
                                         : tr("Tokens: %1").arg(m_versions.front().subject.name));
}

void TokenPanel::showActions() {
    QString reason;
    if (m_current < 0 || findings().tokens.empty())
        reason = tr("There are no tokens yet");
    else if (m_branch->isRunning())
        reason = tr("A branch is being made. Esc stops it");
    else if (m_models.state() != ModelSession::State::Ready)
        reason = tr("The model is not there yet");
    m_position->setBusy(reason);
    m_do.copy->setDisabledReason(findings().tokens.empty() ? tr("There are no tokens yet")
                                                           : QString());
    if (reason.isEmpty() && m_position->choosesItself())
        reason = tr("This token came already. Choose another in the table");
    m_do.branch->setDisabledReason(reason);
}

// — what is made —

void TokenPanel::branchHere() {
    const auto* next = m_position->chosen();
    if (!m_do.branch->isEnabled() || !next)
        return;
    const TokenAlternative chosen = *next;
    const int at = m_flow->current();
    begin(branchOf(m_versions[size_t(m_current)].subject, at, chosen), &chosen, at);
}

void TokenPanel::changeHere(InterventionKind kind, const QString& word, double bias) {
    const auto* alternative = m_position->chosen();
    if (m_branch->isRunning() || m_current < 0 || (word.isEmpty() && !alternative))
        return;
    const int at = m_flow->current();
    const auto& found = findings().tokens;
    const auto change = interventionOf(kind, at, word, alternative, bias,
                                       at > 0 ? found[size_t(at) - 1].text : std::string());
    const auto shown = word.isEmpty() ? visibleToken(alternative->text) : word;
    begin(changedAt(m_versions[size_t(m_current)].subject, change, shown), nullptr, at);
}

void TokenPanel::begin(const TokenSubject& wanted, const TokenAlternative* next, int known) {
    TokenVersion version{wanted, knownBefore(findings(), known, next), m_current};
    m_study->clear();
    m_versions.push_back(std::move(version));
    m_current = int(m_versions.size()) - 1;
    m_note.clear();
    m_branch->start(wanted);
    Q_EMIT busyChanged();
    say(tr("Esc stops it"));
    showVersions();
    showTokens();
}

void TokenPanel::takeMade(const TokenSubject& made, const FinishedReply& result) {
    auto& version = m_versions.back();
    const auto& parent = m_versions[size_t(qMax(0, version.parent))].subject.sampleId;
    const bool shown = m_current == int(m_versions.size()) - 1;
    version.subject = made;
    version.subject.sampleId = newId();
    Q_EMIT responseMade(version.subject, result, parent);
    if (shown)
        lookAtCurrent();
    if (m_branch->millisecondsToFirst() >= 0)
        m_note = tr("First new token after %1 ms").arg(m_branch->millisecondsToFirst());
    showActions();
    Q_EMIT busyChanged();
}

qint64 TokenPanel::lastFirstToken() const {
    return m_branch->millisecondsToFirst();
}

bool TokenPanel::isBusy() const {
    return m_branch->isRunning();
}

bool TokenPanel::stop() {
    const bool was = m_branch->isRunning();
    m_branch->stop();
    return was;
}

QString TokenPanel::status() const {
    return m_status->text();
}

void TokenPanel::say(const QString& words, const QString& tone) {
    m_status->setTone(tone);
    m_status->showText(words);
}

void TokenPanel::retranslate() {
    m_colourings->setChoices({tr("Probability"), tr("Entropy"), tr("Log-ratio")});
    m_colourings->setAccessibleName(tr("Colour of the tokens"));
    m_reference->setAccessibleName(tr("Model version to compare with"));
    m_versionBar->setAccessibleName(tr("Branches"));
    m_close->setAccessibleName(tr("Close the token view"));
    m_close->setToolTip(tr("Close the token view"));
    m_flow->setAccessibleName(tr("Tokens"));
    m_table->setAccessibleName(tr("Tokens as a table"));
    m_legend->retranslate();
    m_strip->retranslate();
    m_position->retranslate();
    m_model->retranslate();
    showVersions();
    showReferences();
    showPosition();
}

} // namespace tiebreak
