#include "ui/train/preflight_lines.h"

#include "ui/train/run_words.h"

#include <QCoreApplication>
#include <QLocale>

namespace tiebreak {

namespace {

using nlohmann::json;
using Tone = PreflightLine::Tone;

/// The value under a path; null where there is none.
json at(const json& report, std::initializer_list<const char*> path) {
    const json* value = &report;
    for (const char* key : path) {
        if (!value->is_object() || !value->contains(key))
            return nullptr;
        value = &(*value)[key];
    }
    return *value;
}

double number(const json& report, std::initializer_list<const char*> path, double otherwise = 0) {
    const json value = at(report, path);
    return value.is_number() ? value.get<double>() : otherwise;
}

qsizetype length(const json& report, std::initializer_list<const char*> path) {
    const json value = at(report, path);
    return value.is_array() ? qsizetype(value.size()) : 0;
}

bool isWarned(const json& report, const char* code) {
    for (const auto& warning : at(report, {"warnings"}))
        if (warning.value("code", "") == code)
            return true;
    return false;
}

QString whole(double value) {
    return QLocale().toString(qint64(value));
}

/// Collects lines; what is well or not is told by the count.
class Lines {
    Q_DECLARE_TR_FUNCTIONS(PreflightLines)

public:
    explicit Lines(const json& report)
        : m_report(report) {}
    QVector<PreflightLine> take() { return std::move(m_lines); }
    void rows();
    void repeats();
    void evaluation();
    void tokens();
    void biases();
    void cost();
    void errors();

private:
    void add(Tone tone, const QString& words) { m_lines.push_back({tone, words}); }
    void warnIf(bool warn, const QString& words) { add(warn ? Tone::Warn : Tone::Ok, words); }
    void bias(const char* key, const char* share, const char* code, const QString& words);

    const json& m_report;
    QVector<PreflightLine> m_lines;
};

void Lines::rows() {
    const double used = number(m_report, {"used"});
    add(used > 0 ? Tone::Ok : Tone::Bad,
        tr("%1 of %2 rows used").arg(whole(used), whole(number(m_report, {"rows"}))));
    if (at(m_report, {"tokens"}).is_object())
        add(Tone::Ok, tr("%1 tokens, %2 a row, longest row %3")
                          .arg(whole(number(m_report, {"tokens", "total"})),
                               whole(number(m_report, {"tokens", "mean"})),
                               whole(number(m_report, {"tokens", "longest"}))));
    if (const auto cut = length(m_report, {"truncated"}))
        add(Tone::Warn,
            tr("%n row(s) longer than the maximum length are cut at the end", nullptr, int(cut)));
    if (const auto dropped = length(m_report, {"dropped"}))
        add(Tone::Warn, tr("%n row(s) dropped", nullptr, int(dropped)));
}

void Lines::repeats() {
    if (!m_report.contains("duplicates"))
        return;
    const auto same = length(m_report, {"duplicates"});
    const auto opposed = length(m_report, {"contradictions"});
    if (same == 0 && opposed == 0)
        add(Tone::Ok, tr("No row stands twice, none contradicts another"));
    if (same > 0)
        add(Tone::Warn, tr("%n row(s) stand twice", nullptr, int(same)));
    if (opposed > 0)
        add(Tone::Warn, tr("%n row(s) say the opposite of another", nullptr, int(opposed)));
}

void Lines::evaluation() {
    const auto held = number(m_report, {"eval", "rows"});
    if (held <= 0)
        return;
    const auto exact = length(m_report, {"eval", "exact"});
    const auto near = length(m_report, {"eval", "near"});
    add(Tone::Ok, tr("%n row(s) held out for measuring", nullptr, int(held)));
    if (exact > 0)
        add(Tone::Warn, tr("%n held-out row(s) are trained on too", nullptr, int(exact)));
    if (near > 0)
        add(Tone::Warn, tr("%n held-out row(s) are nearly one trained on", nullptr, int(near)));
}

void Lines::tokens() {
    const double all = number(m_report, {"eos", "completions"});
    const double ended = number(m_report, {"eos", "with_eos"});
    if (all > 0)
        warnIf(ended < all, ended < all
                                ? tr("%1 of %2 answers end without an end-of-text token: the model "
                                     "will not learn to stop")
                                      .arg(whole(all - ended), whole(all))
                                : tr("Every answer ends with an end-of-text token"));
    const double checked = number(m_report, {"template", "checked"});
    const auto broken = length(m_report, {"template", "broken"});
    if (checked > 0)
        warnIf(broken > 0,
               broken > 0 ? tr("The chat template renders %1 of %2 prompts differently once an "
                               "answer follows")
                                .arg(whole(double(broken)), whole(checked))
                          : tr("The prompt's tokens stay the same once an answer follows"));
}

void Lines::bias(const char* key, const char* share, const char* code, const QString& words) {
    const json found = at(m_report, {"bias", key});
    if (!found.is_object() || !found.contains(share))
        return;
    warnIf(isWarned(m_report, code), words.arg(qRound(100 * found[share].get<double>())));
}

void Lines::biases() {
    bias("length", "chosen_longer", "length_bias",
         tr("The better answer is the longer one in %1 % of the pairs"));
    bias("position", "chosen_first", "position_bias",
         tr("The better answer stood first in %1 % of the judgements"));
}

void Lines::cost() {
    if (m_report.contains("steps"))
        add(Tone::Ok,
            tr("%1 steps, %2 numbers trained")
                .arg(whole(number(m_report, {"steps"})), whole(number(m_report, {"trainable"}))));
    if (isWarned(m_report, "learning_rate"))
        add(Tone::Warn, tr("This learning rate is one for supervised fine-tuning"));
    if (!isProven(m_report)) {
        add(Tone::Open, tr("Memory and time are not known until one step is tried"));
        return;
    }
    const QString taken = QLocale().formattedDataSize(qint64(number(m_report, {"memory", "peak"})));
    const QString there =
        QLocale().formattedDataSize(qint64(number(m_report, {"memory", "available"})));
    warnIf(isWarned(m_report, "memory"),
           tr("A step on the longest rows takes %1 of %2 memory").arg(taken, there));
    add(Tone::Ok, tr("About %1 in all, %2 s a step")
                      .arg(timeLeftWords(number(m_report, {"time", "estimate_seconds"})),
                           QLocale().toString(number(m_report, {"time", "step_seconds"}), 'g', 2)));
}

void Lines::errors() {
    for (const auto& error : at(m_report, {"errors"}))
        if (error.value("code", "") != "no_rows") // said with the rows
            add(Tone::Bad, QString::fromStdString(error.value("text", "")));
}

void addRows(QStringList& lines, const json& rows, const QString& title) {
    for (const auto& row : rows) {
        if (!row.is_object())
            continue;
        QString why;
        if (row.contains("reason") && row["reason"].is_string())
            why = QString::fromStdString(row["reason"].get<std::string>());
        else if (row.contains("tokens"))
            why = QCoreApplication::translate("PreflightLines", "%1 tokens")
                      .arg(whole(row["tokens"].get<double>()));
        for (const char* other : {"same_as", "opposes"})
            if (row.contains(other))
                why = QCoreApplication::translate("PreflightLines", "row %1")
                          .arg(whole(row[other].get<double>() + 1));
        if (row.contains("eval_row"))
            why = QCoreApplication::translate("PreflightLines", "held-out row %1")
                      .arg(whole(row["eval_row"].get<double>() + 1));
        lines << QCoreApplication::translate("PreflightLines", "Row %1, %2: %3")
                     .arg(whole(number(row, {"row"}) + 1), title, why);
    }
}

QString pieces(const json& tokens) {
    QString text;
    for (const auto& token : tokens)
        text += token.contains("piece") ? QString::fromStdString(token["piece"].get<std::string>())
                                        : QStringLiteral("[%1]").arg(token.value("id", 0));
    return text;
}

} // namespace

QVector<PreflightLine> preflightLines(const json& report) {
    Lines lines(report);
    lines.rows();
    lines.errors();
    lines.evaluation();
    lines.tokens();
    lines.repeats();
    lines.biases();
    lines.cost();
    return lines.take();
}

QStringList preflightRows(const json& report) {
    QStringList lines;
    addRows(lines, at(report, {"dropped"}),
            QCoreApplication::translate("PreflightLines", "dropped"));
    addRows(lines, at(report, {"truncated"}), QCoreApplication::translate("PreflightLines", "cut"));
    addRows(lines, at(report, {"duplicates"}),
            QCoreApplication::translate("PreflightLines", "the same as"));
    addRows(lines, at(report, {"contradictions"}),
            QCoreApplication::translate("PreflightLines", "against"));
    addRows(lines, at(report, {"eval", "exact"}),
            QCoreApplication::translate("PreflightLines", "the same as"));
    addRows(lines, at(report, {"eval", "near"}),
            QCoreApplication::translate("PreflightLines", "nearly the same as"));
    return lines;
}

TrainedTokens trainedTokens(const json& report) {
    const json row = at(report, {"template", "first_row"});
    if (!row.is_object())
        return {};
    return {pieces(at(row, {"prompt_end"})), pieces(at(row, {"chosen"}))};
}

bool isReadyToStart(const json& report) {
    return number(report, {"used"}) > 0 && length(report, {"errors"}) == 0;
}

bool isProven(const json& report) {
    return report.contains("memory") && report.contains("time");
}

} // namespace tiebreak
