#include "ui/train/run_checks_view.h"

#include "base/atomic_file.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>
#include <QLocale>
#include <QTableWidget>
#include <QVBoxLayout>
#include <QtConcurrent/QtConcurrentRun>

namespace tiebreak {

namespace {

constexpr int kIconSide = 16;
constexpr int kShownRows = 6;
constexpr std::uintmax_t kMostBytes = 1u << 20;

enum Column { State, Check, Difference, Limit, ColumnCount };

QString shownNumber(const nlohmann::json& value) {
    if (value.is_string()) // "NaN", "Infinity"
        return QString::fromStdString(value.get<std::string>());
    return value.is_number() ? QString::number(value.get<double>(), 'g', 2) : QString();
}

} // namespace

QString checkWords(const QString& name) {
    if (name == QLatin1String("log_probabilities_are_finite"))
        return RunChecksView::tr("Every log-probability is a number");
    if (name == QLatin1String("batch_of_one_equals_batch"))
        return RunChecksView::tr("A row alone gives what it gives in a batch");
    if (name == QLatin1String("chunked_equals_dense"))
        return RunChecksView::tr("Computed in parts as in one piece");
    if (name == QLatin1String("packed_equals_padded"))
        return RunChecksView::tr("Packed rows as padded ones");
    if (name == QLatin1String("adapter_off_equals_base"))
        return RunChecksView::tr("Without its adapter the model is the base");
    if (name == QLatin1String("kl_to_itself_is_0"))
        return RunChecksView::tr("The model's KL to itself is 0");
    if (name == QLatin1String("first_loss"))
        return RunChecksView::tr("The first loss is what the method says");
    return name;
}

RunChecksView::RunChecksView(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new TextLabel({}, QStringLiteral("strong"), {}, this))
    , m_table(new QTableWidget(0, ColumnCount, this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_title);
    layout->addWidget(m_table);
    m_table->setHorizontalHeaderLabels({tr("State"), tr("Check"), tr("Difference"), tr("At most")});
    for (const int column : {State, Check})
        m_table->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (const int column : {Difference, Limit})
        m_table->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(theme.size(QStringLiteral("row")));
    m_table->horizontalHeader()->setSectionResizeMode(Check, QHeaderView::Stretch);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setFixedHeight((kShownRows + 1) * theme.size(QStringLiteral("row")) + 4);
    m_table->setAccessibleName(tr("Self-test of the run"));
    showReport(nullptr);
}

void RunChecksView::showRun(const QString& folder) {
    m_folder = folder;
    const std::filesystem::path file =
        std::filesystem::path(folder.toStdString()) / "selftest.json";
    QtConcurrent::run([file] {
        return readFile(file, kMostBytes);
    }).then(this, [this, folder](Result<std::string> text) {
        const std::string now = text ? *text : std::string();
        if (folder != m_folder || (now == m_shown && m_table->rowCount() > 0))
            return;
        m_shown = now;
        const auto report = nlohmann::json::parse(now, nullptr, false);
        showReport(report.is_object() ? report : nlohmann::json());
    });
}

void RunChecksView::showReport(const nlohmann::json& report) {
    m_table->setRowCount(0);
    if (!report.is_object() || !report.contains("checks")) {
        m_title->setText(tr("No self-test yet. A run makes one before its first step."));
        return;
    }
    int passed = 0, row = 0;
    m_table->setRowCount(int(report["checks"].size()));
    for (const auto& check : report["checks"]) {
        passed += check.value("ok", false) ? 1 : 0;
        addCheck(row++, check);
    }
    m_title->setText(tr("Self-test before step %1: %2 of %3 checks passed")
                         .arg(report.value("step", 0) + 1)
                         .arg(passed)
                         .arg(row));
    m_table->resizeColumnsToContents();
    m_table->horizontalHeader()->setSectionResizeMode(Check, QHeaderView::Stretch);
}

void RunChecksView::addCheck(int row, const nlohmann::json& check) {
    const bool ok = check.value("ok", false);
    auto* state = new QTableWidgetItem(ok ? tr("Passed") : tr("Failed"));
    state->setIcon(m_theme.pixmap(ok ? QStringLiteral("ok") : QStringLiteral("error"),
                                  ok ? QStringLiteral("ok") : QStringLiteral("bad"), kIconSide));
    auto* name = new QTableWidgetItem(checkWords(QString::fromStdString(check.value("name", ""))));
    name->setToolTip(QString::fromStdString(check.value("note", "")));
    m_table->setItem(row, State, state);
    m_table->setItem(row, Check, name);
    int column = Difference;
    for (const char* key : {"difference", "limit"}) {
        auto* number = new QTableWidgetItem(shownNumber(check.value(key, nlohmann::json())));
        number->setFont(m_theme.font(Theme::Type::MonoSmall));
        number->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_table->setItem(row, column++, number);
    }
}

} // namespace tiebreak
