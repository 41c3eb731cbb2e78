#include "ui/train/preflight_view.h"

#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QVBoxLayout>

namespace tiebreak {

namespace {

constexpr int kIconSide = 16;
constexpr int kListHeight = 96;

qint64 count(const nlohmann::json& json, const char* key) {
    return json.contains(key) && json[key].is_number() ? qint64(json[key].get<double>()) : 0;
}

qsizetype length(const nlohmann::json& json, const char* key) {
    return json.contains(key) && json[key].is_array() ? qsizetype(json[key].size()) : 0;
}

} // namespace

PreflightView::PreflightView(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(
        new TextLabel(tr("What will be trained on"), QStringLiteral("strong"), {}, this));
    m_lines = new QVBoxLayout;
    m_lines->setSpacing(4);
    layout->addLayout(m_lines);
    m_rows = new QListWidget(this);
    m_rows->setMaximumHeight(kListHeight);
    m_rows->setAccessibleName(tr("Rows dropped or cut"));
    m_rows->hide();
    layout->addWidget(m_rows);
}

void PreflightView::clear() {
    while (QLayoutItem* item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_rows->clear();
    m_rows->hide();
    m_ready = false;
}

void PreflightView::addLine(const QString& icon, const QString& tone, const QString& words) {
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto* picture = new QLabel(row);
    picture->setPixmap(m_theme.pixmap(icon, tone, kIconSide));
    picture->setAlignment(Qt::AlignTop);
    auto* text = new TextLabel(words, QStringLiteral("small"), {}, row);
    text->setWordWrap(true);
    layout->addWidget(picture);
    layout->addWidget(text, 1);
    m_lines->addWidget(row);
}

void PreflightView::showWaiting() {
    clear();
    addLine(QStringLiteral("more"), QStringLiteral("text-3"), tr("Counting rows and tokens"));
}

void PreflightView::showError(const QString& words) {
    clear();
    addLine(QStringLiteral("error"), QStringLiteral("bad"), words);
}

/// What the engine warns of, in the person's language; rows dropped and cut have lines of their
/// own.
QStringList PreflightView::adviceOf(const nlohmann::json& report) {
    const auto part = [&](const char* outer, const char* inner) {
        const auto found = report.find(outer);
        return found != report.end() && found->is_object() && found->contains(inner)
                   ? (*found)[inner]
                   : nlohmann::json();
    };
    QStringList words;
    for (const auto& warning : report.value("warnings", nlohmann::json::array())) {
        const std::string code = warning.value("code", "");
        if (code == "duplicates")
            words << tr("%n row(s) stand twice", nullptr, int(length(report, "duplicates")));
        else if (code == "contradictions")
            words << tr("%n row(s) say the opposite of another", nullptr,
                        int(length(report, "contradictions")));
        else if (code == "eval_in_training")
            words << tr("%n held-out row(s) are trained on too", nullptr,
                        int(part("eval", "exact").size()));
        else if (code == "eval_near_training")
            words << tr("%n held-out row(s) are nearly one trained on", nullptr,
                        int(part("eval", "near").size()));
        else if (code == "no_eos")
            words << tr("Answers without an end-of-text token: the model will not learn to stop");
        else if (code == "template")
            words << tr(
                "The chat template renders some prompts differently once an answer follows");
        else if (code == "length_bias")
            words << tr("The better answer is the longer one in %1 % of the pairs")
                         .arg(qRound(100 * part("bias", "length").value("chosen_longer", 0.5)));
        else if (code == "learning_rate")
            words << tr("This learning rate is one for supervised fine-tuning");
    }
    return words;
}

void PreflightView::showReport(const nlohmann::json& report) {
    clear();
    const QLocale locale;
    const qint64 used = count(report, "used"), rows = count(report, "rows");
    m_ready = used > 0;
    addLine(m_ready ? QStringLiteral("ok") : QStringLiteral("error"),
            m_ready ? QStringLiteral("ok") : QStringLiteral("bad"),
            tr("%1 of %2 rows used").arg(locale.toString(used), locale.toString(rows)));
    if (report.contains("tokens") && report["tokens"].is_object()) {
        const auto& tokens = report["tokens"];
        addLine(QStringLiteral("ok"), QStringLiteral("ok"),
                tr("%1 tokens, %2 a row, longest row %3")
                    .arg(locale.toString(count(tokens, "total")),
                         locale.toString(count(tokens, "mean")),
                         locale.toString(count(tokens, "longest"))));
    }
    if (const auto cut = length(report, "truncated"))
        addLine(
            QStringLiteral("warning"), QStringLiteral("warn"),
            tr("%n row(s) longer than the maximum length are cut at the end", nullptr, int(cut)));
    if (const auto dropped = length(report, "dropped"))
        addLine(QStringLiteral("warning"), QStringLiteral("warn"),
                tr("%n row(s) dropped", nullptr, int(dropped)));
    for (const QString& words : adviceOf(report))
        addLine(QStringLiteral("warning"), QStringLiteral("warn"), words);
    if (report.contains("steps"))
        addLine(QStringLiteral("ok"), QStringLiteral("ok"),
                tr("%1 steps, %2 numbers trained")
                    .arg(locale.toString(count(report, "steps")),
                         locale.toString(count(report, "trainable"))));
    addRows(report.value("dropped", nlohmann::json::array()), tr("dropped"));
    addRows(report.value("truncated", nlohmann::json::array()), tr("cut"));
}

void PreflightView::addRows(const nlohmann::json& rows, const QString& title) {
    for (const auto& row : rows) {
        if (!row.is_object())
            continue;
        const QString reason = row.contains("reason") && row["reason"].is_string()
                                   ? QString::fromStdString(row["reason"].get<std::string>())
                                   : tr("%1 tokens").arg(QLocale().toString(count(row, "tokens")));
        m_rows->addItem(
            tr("Row %1, %2: %3").arg(QLocale().toString(count(row, "row") + 1), title, reason));
    }
    m_rows->setVisible(m_rows->count() > 0);
}

} // namespace tiebreak
