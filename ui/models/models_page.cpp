#include "ui/models/models_page.h"

#include "ui/models/model_facts.h"
#include "ui/models/model_table_model.h"
#include "ui/services/model_catalogue.h"
#include "ui/widgets/banner_stack.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/theme.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

namespace tiebreak {

namespace {

constexpr int kIconSide = 16;
constexpr int kIndent = 18;

/// Icon by kind, checkpoints indented under their model, numbers in mono.
class ModelDelegate : public QStyledItemDelegate {
public:
    ModelDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        QStyleOptionViewItem moved = option;
        if (index.column() == ModelTableModel::Name)
            moved.rect.adjust(kIndent * index.data(ModelTableModel::DepthRole).toInt(), 0, 0, 0);
        QStyledItemDelegate::paint(painter, moved, index);
    }

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        option->state &= ~QStyle::State_HasFocus; // the whole row shows where the keyboard is
        if (index.column() >= ModelTableModel::Parameters)
            option->font = m_theme.font(Theme::Type::MonoSmall);
        if (index.column() == ModelTableModel::Name) {
            const bool checkpoint = index.data(ModelTableModel::DepthRole).toInt() > 0;
            option->features |= QStyleOptionViewItem::HasDecoration;
            option->decorationSize = {kIconSide, kIconSide};
            option->icon = QIcon(
                m_theme.pixmap(checkpoint ? QStringLiteral("branch") : QStringLiteral("models"),
                               QStringLiteral("text-2"), kIconSide));
        }
    }

private:
    const Theme& m_theme;
};

} // namespace

ModelsPage::ModelsPage(Theme& theme, ModelCatalogue& models, QWidget* parent)
    : Page(QStringLiteral("models"), QStringLiteral("models"), theme, parent)
    , m_models(models) {
    buildActions();
    buildLayout();
    connect(&models, &ModelCatalogue::modelsChanged, this, &ModelsPage::showModels);
    connect(&models, &ModelCatalogue::scanStarted, this,
            [this] { setSubtitle(tr("Looking for models")); });
    connect(&models, &ModelCatalogue::modelRefused, this,
            [this](const QString& path, const QString& reason) {
                m_banners->show(path, Banner::Tone::Warn,
                                tr("%1 cannot be used: %2").arg(path, reason));
            });
    connect(&models, &ModelCatalogue::failed, this, [this](const Error& error) {
        m_banners->show(QStringLiteral("models"), Banner::Tone::Bad,
                        QString::fromStdString(error.text()));
    });
    retranslate();
}

QString ModelsPage::title() const {
    return tr("Models");
}

void ModelsPage::buildActions() {
    auto* search =
        addPageAction({QStringLiteral("models.search"), [] { return tr("Search"); },
                       QStringLiteral("search"), Qt::Key_Slash, Action::Kind::Quiet, true});
    auto* add =
        addPageAction({QStringLiteral("models.add"), [] { return tr("Add folder"); },
                       QStringLiteral("folder"), Qt::CTRL | Qt::Key_O, Action::Kind::Plain, true});
    m_sample = addPageAction({QStringLiteral("models.sample"), [] { return tr("Sample"); },
                              QStringLiteral("generate"), Qt::Key_Return, Action::Kind::Plain});
    connect(search, &QAction::triggered, this, [this] {
        m_search->show();
        m_search->setFocus();
    });
    connect(add, &QAction::triggered, this, &ModelsPage::addFolder);
    connect(m_sample, &QAction::triggered, this, &ModelsPage::sampleCurrent);
}

void ModelsPage::buildLayout() {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_stack = new QStackedWidget(this);
    m_empty = new EmptyState(theme(), QStringLiteral("models"), this);
    m_stack->addWidget(m_empty);
    auto* full = new QWidget(this);
    auto* layout = new QHBoxLayout(full);
    layout->setContentsMargins(theme().space(QStringLiteral("l")), 0,
                               theme().space(QStringLiteral("m")),
                               theme().space(QStringLiteral("s")));
    layout->setSpacing(12);
    layout->addWidget(buildList(), 1);
    m_facts = new ModelFacts(theme(), full);
    layout->addWidget(m_facts, 1);
    m_stack->addWidget(full);
    outer->addWidget(m_stack);
    connect(m_empty, &EmptyState::buttonClicked, this, &ModelsPage::addFolder);
    connect(m_facts, &ModelFacts::sampleClicked, this, &ModelsPage::sampleCurrent);
    connect(m_facts, &ModelFacts::modelChosen, this, &ModelsPage::choose);
}

QWidget* ModelsPage::buildList() {
    auto* list = new QWidget(this);
    auto* layout = new QVBoxLayout(list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_banners = new BannerStack(theme(), list);
    layout->addWidget(m_banners);
    m_search = new QLineEdit(list);
    m_search->hide();
    layout->addWidget(m_search);
    auto* card = new Card(QStringLiteral("card"), list);
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(1, 1, 1, 1);
    m_rows = new ModelTableModel(this);
    m_table = new QTableView(card);
    m_table->setModel(m_rows);
    m_table->setItemDelegate(new ModelDelegate(theme(), m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(theme().size(QStringLiteral("row")));
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(ModelTableModel::Name, QHeaderView::Stretch);
    inside->addWidget(m_table);
    layout->addWidget(card, 1);
    connect(m_search, &QLineEdit::textChanged, this, &ModelsPage::showModels);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ModelsPage::showCurrent);
    connect(m_table, &QTableView::doubleClicked, this, &ModelsPage::sampleCurrent);
    return list;
}

QString ModelsPage::currentId() const {
    const auto* model = m_rows->model(m_table->currentIndex().row());
    return model ? QString::fromStdString(model->id) : QString();
}

void ModelsPage::showModels() {
    const QString chosen = currentId();
    m_rows->setModels(m_models.models(), m_search->text());
    const bool any = !m_models.models().empty();
    m_stack->setCurrentIndex(any ? 1 : 0);
    setSubtitle(tr("%n on this machine, nothing copied", nullptr, int(m_models.models().size())));
    choose(m_rows->rowOf(chosen) >= 0 || m_rows->rowCount() == 0
               ? chosen
               : QString::fromStdString(m_rows->model(0)->id));
    showCurrent();
}

void ModelsPage::showCurrent() {
    const auto* model = m_rows->model(m_table->currentIndex().row());
    m_facts->showModel(m_models.models(), model);
    m_sample->setDisabledReason(model ? QString() : tr("No model is chosen."));
}

void ModelsPage::choose(const QString& id) {
    const int row = m_rows->rowOf(id);
    if (row >= 0)
        m_table->setCurrentIndex(m_rows->index(row, ModelTableModel::Name));
}

void ModelsPage::sampleCurrent() {
    if (const QString id = currentId(); !id.isEmpty())
        Q_EMIT pageRequested(QStringLiteral("playground"), id);
}

void ModelsPage::addFolder() {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Add a folder with models"));
    if (!folder.isEmpty())
        Q_EMIT folderAdded(folder);
}

QList<QWidget*> ModelsPage::regions() {
    return {m_table, m_facts};
}

void ModelsPage::activated(const QVariant& argument) {
    if (!argument.toString().isEmpty())
        choose(argument.toString());
    m_table->setFocus();
}

void ModelsPage::retranslate() {
    m_search->setPlaceholderText(tr("Search by name"));
    m_search->setAccessibleName(tr("Search models"));
    m_table->setAccessibleName(tr("Models"));
    m_empty->setTexts(tr("No models here"),
                      tr("Add a folder with a GGUF file or a Hugging Face model."));
    m_empty->setButton(tr("Add folder"), QStringLiteral("folder"), Qt::CTRL | Qt::Key_O);
    m_facts->retranslate();
    showModels();
}

} // namespace tiebreak
