#include "ui/playground/first_run_view.h"

#include "ui/playground/loop_strip.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>

namespace tiebreak {

namespace {
constexpr int kColumnWidth = 1000;
}

FirstRunView::FirstRunView(Theme& theme, Action& generate, Action& example, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new TextLabel({}, "display"))
    , m_claim(new TextLabel({}, "read", "second"))
    , m_card(new Card("field"))
    , m_field(new QPlainTextEdit)
    , m_model(new Chip)
    , m_countWords(new TextLabel({}, "small", "second"))
    , m_loopTitle(new TextLabel({}, "caption"))
    , m_loop(new LoopStrip(theme))
    , m_machineTitle(new TextLabel({}, "strong"))
    , m_workspaceTitle(new TextLabel({}, "strong"))
    , m_changeFolder(new ActionButton(theme, {}))
    , m_showModels(new ActionButton(theme, {}, {}, QKeySequence("Ctrl+4")))
    , m_chooseModel(new ActionButton(theme, {}))
    , m_annotator(new QLineEdit) {
    auto* content = new QWidget;
    content->setProperty("role", "scroll");
    content->setMaximumWidth(theme.scaled(kColumnWidth));
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 24, 0, 24);
    column->setSpacing(8);
    column->addStretch(2);
    column->addWidget(m_title);
    m_claim->setWordWrap(true);
    column->addWidget(m_claim);
    column->addSpacing(8);
    buildQuery(column, generate, example);
    column->addSpacing(12);
    column->addWidget(m_loopTitle);
    column->addWidget(m_loop);
    column->addSpacing(8);
    buildCards(column);
    column->addStretch(3);

    auto* middle = new QWidget;
    middle->setProperty("role", "scroll");
    auto* centred = new QHBoxLayout(middle);
    centred->setContentsMargins(24, 0, 24, 0);
    centred->addStretch();
    centred->addWidget(content, 100);
    centred->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(middle);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    connect(&theme, &Theme::changed, this, [this, content] {
        content->setMaximumWidth(m_theme.scaled(kColumnWidth));
        repaintIcons();
    });
    retranslate();
}

void FirstRunView::buildQuery(QVBoxLayout* column, Action& generate, Action& example) {
    m_field->setProperty("role", "bare");
    m_field->setProperty("density", "large");
    m_field->setFrameShape(QFrame::NoFrame);
    m_field->setTabChangesFocus(true);
    m_field->setFixedHeight(m_theme.scaled(44));
    m_field->installEventFilter(this);
    m_theme.keepPlaceholderReadable(m_field);
    auto* controls = new QHBoxLayout;
    controls->setSpacing(8);
    controls->addWidget(m_model);
    controls->addWidget(m_countWords);
    controls->addStretch();
    controls->addWidget(new ActionButton(m_theme, example));
    auto* go = new ActionButton(m_theme, generate);
    go->setDensity("large");
    controls->addWidget(go);
    auto* layout = new QVBoxLayout(m_card);
    layout->setContentsMargins(20, 16, 14, 14);
    layout->setSpacing(12);
    layout->addWidget(m_field);
    layout->addLayout(controls);
    column->addWidget(m_card);
    connect(m_field, &QPlainTextEdit::textChanged, this, &FirstRunView::textChanged);
}

QVBoxLayout* FirstRunView::addCard(QHBoxLayout* row, TextLabel* title) {
    auto* card = new Card;
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(16, 12, 16, 14);
    layout->setSpacing(12);
    layout->addWidget(title);
    layout->addWidget(new Card("line"));
    row->addWidget(card, 1);
    return layout;
}

FirstRunView::Fact FirstRunView::addFact(QVBoxLayout* card, const QString& icon, QWidget* control) {
    Fact out;
    out.icon = new QLabel;
    out.line = new TextLabel;
    out.fact = new TextLabel({}, "small", "second");
    out.line->setElided(true);
    out.fact->setElided(true);
    out.iconName = icon;
    out.color = "text-2";
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(out.line);
    words->addWidget(out.fact);
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(out.icon);
    row->addLayout(words, 1);
    if (control)
        row->addWidget(control);
    card->addLayout(row);
    return out;
}

void FirstRunView::buildCards(QVBoxLayout* column) {
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    auto* machine = addCard(row, m_machineTitle);
    m_modelFact = addFact(machine, "info", m_chooseModel);
    m_deviceFact = addFact(machine, "info");
    m_gpuFact = addFact(machine, "info");
    auto* workspace = addCard(row, m_workspaceTitle);
    m_folderFact = addFact(workspace, "folder", m_changeFolder);
    m_annotator->setFixedWidth(m_theme.scaled(150));
    m_annotator->setMaxLength(80);
    m_nameFact = addFact(workspace, "label", m_annotator);
    m_modelsFact = addFact(workspace, "models", m_showModels);
    column->addLayout(row);
    m_chooseModel->hide();
    connect(m_annotator, &QLineEdit::textEdited, this, &FirstRunView::annotatorChanged);
    connect(m_changeFolder, &QPushButton::clicked, this,
            [this] { Q_EMIT changeRequested("workspace"); });
    connect(m_showModels, &QPushButton::clicked, this,
            [this] { Q_EMIT changeRequested("models"); });
    connect(m_chooseModel, &QPushButton::clicked, this,
            [this] { Q_EMIT changeRequested("model"); });
}

void FirstRunView::setFact(Fact& fact, const QString& icon, const QString& color,
                           const QString& line, const QString& words) {
    fact.iconName = icon;
    fact.color = color;
    fact.line->showText(line);
    fact.fact->showText(words);
    fact.icon->setPixmap(m_theme.pixmap(icon, color, m_theme.size("icon")));
}

void FirstRunView::repaintIcons() {
    for (auto* fact :
         {&m_modelFact, &m_deviceFact, &m_gpuFact, &m_folderFact, &m_nameFact, &m_modelsFact})
        fact->icon->setPixmap(m_theme.pixmap(fact->iconName, fact->color, m_theme.size("icon")));
}

QString FirstRunView::text() const {
    return m_field->toPlainText();
}

void FirstRunView::setText(const QString& text) {
    m_field->setPlainText(text);
    m_field->moveCursor(QTextCursor::End);
}

void FirstRunView::setCount(int responses) {
    m_count = responses;
    m_countWords->setText(tr("%n responses at different temperatures", nullptr, responses));
}

void FirstRunView::showModel(const QString& name, const QString& line, const QString& fact,
                             bool good, bool busy) {
    m_model->setText(name);
    m_model->setVisible(!name.isEmpty());
    setFact(m_modelFact,
            good   ? "ok"
            : busy ? "info"
                   : "error",
            good   ? "ok"
            : busy ? "text-2"
                   : "bad",
            line, fact);
    m_modelFact.line->setTone(good || busy ? "" : "bad");
    m_chooseModel->setVisible(!good && !busy);
}

void FirstRunView::showDevices(const DeviceFacts& facts, int threads) {
    m_devices = facts;
    m_threads = threads;
    const auto memory = memoryFacts();
    const auto words = tr("%1 GB of memory, %2 GB free")
                           .arg(decimalText(memory.totalGb, 1), decimalText(memory.freeGb, 1));
    const int shown = threads > 0 ? threads : facts.cores;
    setFact(m_deviceFact, shown > 0 ? "ok" : "info", shown > 0 ? "ok" : "text-2",
            shown > 0 ? tr("Runs on the CPU, %n threads", nullptr, shown)
                      : tr("Runs on this machine"),
            facts.bf16.isEmpty() || facts.bf16 == "emulated" ? words
                                                             : facts.bf16.toUpper() + ", " + words);
    if (facts.gpuName.isEmpty())
        setFact(m_gpuFact, "info", "text-2", tr("No NVIDIA driver found"),
                tr("Training a 135M model on the CPU takes minutes, not hours"));
    else
        setFact(m_gpuFact, "ok", "ok", facts.gpuName, tr("Used for sampling and training"));
}

void FirstRunView::showWorkspace(const QString& folder, const QString& annotator, int otherModels) {
    m_otherModels = otherModels;
    setFact(m_folderFact, "folder", "text-2", folder,
            tr("Everything you make stays in this folder"));
    setFact(m_nameFact, "label", "text-2", tr("Name on your judgements"),
            tr("Used to compare annotators"));
    setFact(m_modelsFact, "models", "text-2",
            otherModels > 0 ? tr("%n more models on this machine", nullptr, otherModels)
                            : tr("No other models found"),
            tr("Nothing is copied"));
    if (m_annotator->text() != annotator)
        m_annotator->setText(annotator);
}

bool FirstRunView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        const bool focused = event->type() == QEvent::FocusIn;
        m_card->setState(focused ? "focus" : "");
        m_card->layout()->setContentsMargins(focused ? QMargins(19, 15, 13, 13)
                                                     : QMargins(20, 16, 14, 14));
    }
    return QWidget::eventFilter(watched, event);
}

void FirstRunView::retranslate() {
    m_title->setText(tr("Which answer is better?"));
    m_claim->setText(tr("Ask a model, judge its answers, train on your judgements, and measure "
                        "whether it got better. "
                        "Offline, on this machine."));
    m_field->setPlaceholderText(
        tr("Ask anything, for example: Write a two-line apology to a neighbour about the noise."));
    m_field->setAccessibleName(tr("Query"));
    m_loopTitle->setText(tr("The loop"));
    m_loop->retranslate();
    m_machineTitle->setText(tr("This machine"));
    m_workspaceTitle->setText(tr("Your workspace"));
    m_changeFolder->setText(tr("Change"));
    m_showModels->setText(tr("Show"));
    m_chooseModel->setText(tr("Add a folder"));
    m_annotator->setAccessibleName(tr("Name on your judgements"));
    setCount(m_count);
    showDevices(m_devices, m_threads);
    showWorkspace(m_folderFact.line->text(), m_annotator->text(), m_otherModels);
}

} // namespace tiebreak
