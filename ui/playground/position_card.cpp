#include "ui/playground/position_card.h"

#include "ui/playground/alternatives_model.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QStyledItemDelegate>
#include <QTableView>

namespace tiebreak {

namespace {

constexpr int kRowHeight = 24;
constexpr double kUsualBias = 2;

class AlternativeDelegate : public QStyledItemDelegate {
public:
    AlternativeDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme) {}

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        option->state &= ~QStyle::State_HasFocus; // the whole row shows where the keyboard is
        option->font = m_theme.font(Theme::Type::MonoSmall);
        const char* ink = index.data(AlternativesModel::RemovedRole).toBool()  ? "text-3"
                          : index.data(AlternativesModel::ChosenRole).toBool() ? "accent"
                                                                               : "text";
        for (const auto role : {QPalette::Text, QPalette::HighlightedText})
            option->palette.setColor(role, m_theme.color(ink));
    }

private:
    const Theme& m_theme;
};

} // namespace

PositionCard::PositionCard(Theme& theme, Action& branch, Action& every, QWidget* parent)
    : Card("well", parent)
    , m_theme(theme)
    , m_model(new AlternativesModel(this))
    , m_title(new TextLabel({}, "strong"))
    , m_entropy(new TextLabel({}, "mono", "muted"))
    , m_table(new QTableView)
    , m_word(new QLineEdit)
    , m_bias(new NumberField(theme, {-100, 100, 0.5, 1}))
    , m_buttons{} {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(6);
    buildHead(branch, every);
    buildTable();
    layout->addWidget(m_table, 1);
    buildChanges();
    connect(&every, &QAction::toggled, this, [this](bool on) {
        m_model->setEveryStage(on);
        fitColumns();
        choose(0);
    });
    retranslate();
    clear();
}

void PositionCard::buildHead(Action& branch, Action& every) {
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_title);
    head->addWidget(m_entropy, 1);
    m_entropy->setElided(true);
    for (auto* action : {&every, &branch}) {
        auto* button = new ActionButton(m_theme, *action);
        button->setDensity("small");
        button->setCapShown(action == &branch);
        head->addWidget(button);
    }
    static_cast<QVBoxLayout*>(layout())->addLayout(head);
}

void PositionCard::buildTable() {
    m_table->setModel(m_model);
    m_table->setProperty("role", "well");
    m_table->setItemDelegate(new AlternativeDelegate(m_theme, m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setMinimumSectionSize(16);
    m_table->verticalHeader()->setDefaultSectionSize(m_theme.scaled(kRowHeight));
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setMinimumSectionSize(24);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        showWhatIsMeant();
        Q_EMIT choiceChanged();
    });
    connect(m_table, &QTableView::activated, this, &PositionCard::branchAsked);
    connect(&m_theme, &Theme::changed, this, [this] {
        m_table->verticalHeader()->setDefaultSectionSize(m_theme.scaled(kRowHeight));
        fitColumns();
    });
}

void PositionCard::buildChanges() {
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    m_word->setProperty("density", "small");
    m_theme.keepPlaceholderReadable(m_word);
    row->addWidget(m_word, 1);
    const char* icons[3] = {"pin", "close", "add"};
    for (const auto kind :
         {InterventionKind::Force, InterventionKind::Ban, InterventionKind::Boost}) {
        auto* button = new ActionButton(m_theme, {}, icons[int(kind)], {}, Action::Kind::Quiet);
        button->setDensity("small");
        m_buttons[int(kind)] = button;
        row->addWidget(button);
        connect(button, &QPushButton::clicked, this,
                [this, kind] { Q_EMIT changeAsked(kind, m_word->text(), bias()); });
    }
    m_bias->setProperty("density", "small");
    m_bias->setValue(kUsualBias);
    m_bias->setFixedWidth(m_theme.scaled(52));
    row->addWidget(m_bias);
    connect(m_word, &QLineEdit::returnPressed, this, [this] {
        if (m_buttons[0]->isEnabled())
            Q_EMIT changeAsked(InterventionKind::Force, m_word->text(), bias());
    });
    connect(m_word, &QLineEdit::textChanged, this, &PositionCard::showWhatIsMeant);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
}

double PositionCard::bias() const {
    return m_bias->value();
}

void PositionCard::show(int position, const InspectedToken& token,
                        const std::vector<std::string>& stages,
                        const SamplingParameters& parameters) {
    m_title->showText(tr("Position %1").arg(position + 1));
    m_entropy->showText(tr("entropy %1 bits").arg(decimalText(entropyBits(token), 1)));
    m_model->show(token, stages, parameters);
    fitColumns();
    const int own = m_model->chosenRow();
    choose(own == 0 && m_model->rowCount() > 1 ? 1 : 0); // the likeliest that did not come
}

void PositionCard::clear() {
    m_title->showText(tr("Position"));
    m_entropy->showText({});
    m_model->clear();
    showWhatIsMeant();
}

void PositionCard::choose(int row) {
    m_table->setCurrentIndex(m_model->index(row, AlternativesModel::Token));
    showWhatIsMeant();
}

const TokenAlternative* PositionCard::chosen() const {
    return m_model->alternative(m_table->currentIndex().row());
}

bool PositionCard::choosesItself() const {
    return chosen() && m_table->currentIndex().row() == m_model->chosenRow();
}

void PositionCard::setBusy(const QString& reason) {
    m_busy = reason;
    showWhatIsMeant();
}

void PositionCard::showWhatIsMeant() {
    const auto* meant = chosen();
    m_word->setPlaceholderText(meant ? visibleToken(meant->text) : QString());
    QString reason = m_busy;
    if (reason.isEmpty() && !meant && m_word->text().isEmpty())
        reason = tr("Type a word, or choose one in the table");
    for (auto* button : m_buttons)
        if (button)
            button->setDisabledReason(reason);
}

void PositionCard::fitColumns() {
    auto* head = m_table->horizontalHeader();
    for (int column = 0; column < m_model->columnCount(); ++column)
        head->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    head->setStretchLastSection(true);
}

void PositionCard::retranslate() {
    m_table->setAccessibleName(tr("What else could have come"));
    m_word->setAccessibleName(tr("Word to force, ban or boost here"));
    m_bias->setName(tr("Boost"));
    m_bias->setToolTip(tr("What the word's score gains; below 0 it becomes less likely"));
    m_buttons[int(InterventionKind::Force)]->setText(tr("Force"));
    m_buttons[int(InterventionKind::Ban)]->setText(tr("Ban"));
    m_buttons[int(InterventionKind::Boost)]->setText(tr("Boost"));
    m_model->retranslate();
}

} // namespace tiebreak
