#include "ui/playground/sampler_parameters.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace tiebreak {

namespace {

using P = SamplingParameters;
using Group = ParameterGroup;
using Kind = SamplerText::Kind;
using Texts = std::vector<SamplerText>;

QString words(const char* text) {
    return QCoreApplication::translate("SamplerParameters", text);
}

std::function<QString()> named(const char* name) {
    return [name] { return words(name); };
}

Error unreadable(const QString& message) {
    return {ErrorCode::BadArgument, message.toStdString()};
}

// — lists of texts: one a line, a line break inside as ↵ —

constexpr QChar kLineBreak(0x21B5);

QString escaped(const std::string& text) {
    return QString::fromStdString(text).replace('\n', kLineBreak);
}

std::string unescaped(QString text) {
    return text.replace(kLineBreak, '\n').toStdString();
}

QString linesOf(const std::vector<std::string>& texts) {
    QStringList out;
    for (const auto& text : texts)
        out << escaped(text);
    return out.join('\n');
}

std::vector<std::string> textsOf(const QString& lines) {
    std::vector<std::string> out;
    for (const auto& line : lines.split('\n'))
        if (!line.isEmpty())
            out.push_back(unescaped(line));
    return out;
}

// — token ids —

QString idLine(const std::vector<std::int32_t>& ids) {
    QStringList out;
    for (const auto id : ids)
        out << QString::number(id);
    return out.join(' ');
}

Result<std::vector<std::int32_t>> idsOf(const QString& line) {
    std::vector<std::int32_t> out;
    for (const auto& part : line.split(QRegularExpression("[\\s,]+"), Qt::SkipEmptyParts)) {
        bool ok = false;
        const int id = part.toInt(&ok);
        if (!ok || id < 0)
            return unreadable(
                words(QT_TRANSLATE_NOOP("SamplerParameters",
                                        "“%1” is no token id. Use whole numbers from 0."))
                    .arg(part.left(20)));
        out.push_back(id);
    }
    return out;
}

QString bannedTokens(const P& p) {
    QStringList out;
    for (const auto& ids : p.bannedTokens)
        out << idLine(ids);
    return out.join('\n');
}

Status setBannedTokens(P& p, const QString& text) {
    std::vector<std::vector<std::int32_t>> all;
    for (const auto& line : text.split('\n', Qt::SkipEmptyParts)) {
        TB_ASSIGN(auto ids, idsOf(line));
        if (!ids.empty())
            all.push_back(std::move(ids));
    }
    p.bannedTokens = std::move(all);
    return {};
}

QString logitBias(const P& p) {
    QStringList out;
    for (const auto& [id, bias] : p.logitBias)
        out << QString("%1 = %2").arg(id).arg(bias, 0, 'g', 10);
    return out.join('\n');
}

Status setLogitBias(P& p, const QString& text) {
    std::map<std::int32_t, double> all;
    for (const auto& line : text.split('\n', Qt::SkipEmptyParts)) {
        if (line.trimmed().isEmpty())
            continue;
        bool idOk = false, biasOk = false;
        const int id = line.section('=', 0, 0).trimmed().toInt(&idOk);
        const double bias = line.section('=', 1).trimmed().toDouble(&biasOk);
        if (!idOk || !biasOk || id < 0)
            return unreadable(
                words(QT_TRANSLATE_NOOP(
                          "SamplerParameters",
                          "“%1” is no bias. Write a token id, = and a number: 504 = -2.5"))
                    .arg(line.left(20)));
        all[id] = bias;
    }
    p.logitBias = std::move(all);
    return {};
}

QString truth(bool value) {
    return value ? QStringLiteral("true") : QStringLiteral("false");
}

constexpr auto kOneALine =
    QT_TRANSLATE_NOOP("SamplerParameters", "One a line, with ↵ for a line break inside");

Texts switchTexts() {
    return {
        {"greedy",
         named(QT_TRANSLATE_NOOP("SamplerParameters", "Greedy")),
         named(QT_TRANSLATE_NOOP("SamplerParameters", "Always the most probable token")),
         Kind::Switch,
         Group::Shape,
         {},
         [](const P& p) { return truth(p.greedy); },
         [](P& p, const QString& t) {
             p.greedy = t == "true";
             return Status();
         }},
        {"ignore_eos",
         named(QT_TRANSLATE_NOOP("SamplerParameters", "Go on after the end of text")),
         named(QT_TRANSLATE_NOOP("SamplerParameters", "The end token does not end the response")),
         Kind::Switch,
         Group::Words,
         {},
         [](const P& p) { return truth(p.ignoreEos); },
         [](P& p, const QString& t) {
             p.ignoreEos = t == "true";
             return Status();
         }},
        {"early_stopping",
         named(QT_TRANSLATE_NOOP("SamplerParameters", "Early stopping")),
         named(QT_TRANSLATE_NOOP("SamplerParameters", "When the beams end")),
         Kind::Choice,
         Group::Beams,
         {"false", "true", "never"},
         [](const P& p) { return QString::fromStdString(p.beam.earlyStopping); },
         [](P& p, const QString& t) {
             p.beam.earlyStopping = t.toStdString();
             return Status();
         }},
    };
}

Texts listTexts() {
    return {
        {"stop",
         named(QT_TRANSLATE_NOOP("SamplerParameters", "Stop strings")),
         named(kOneALine),
         Kind::Lines,
         Group::Words,
         {},
         [](const P& p) { return linesOf(p.stop); },
         [](P& p, const QString& t) {
             p.stop = textsOf(t);
             return Status();
         }},
        {"banned_words",
         named(QT_TRANSLATE_NOOP("SamplerParameters", "Banned words")),
         named(kOneALine),
         Kind::Lines,
         Group::Words,
         {},
         [](const P& p) { return linesOf(p.bannedWords); },
         [](P& p, const QString& t) {
             p.bannedWords = textsOf(t);
             return Status();
         }},
        {"banned_tokens",
         named(QT_TRANSLATE_NOOP("SamplerParameters", "Banned token sequences")),
         named(QT_TRANSLATE_NOOP("SamplerParameters", "Token ids, one sequence a line")),
         Kind::Lines,
         Group::Words,
         {},
         bannedTokens,
         setBannedTokens},
        {"dry_breakers",
         named(QT_TRANSLATE_NOOP("SamplerParameters", "DRY, breakers")),
         named(kOneALine),
         Kind::Lines,
         Group::Penalties,
         {},
         [](const P& p) { return linesOf(p.dry.breakers); },
         [](P& p, const QString& t) {
             p.dry.breakers = textsOf(t);
             return Status();
         }},
        {"logit_bias",
         named(QT_TRANSLATE_NOOP("SamplerParameters", "Logit bias")),
         named(QT_TRANSLATE_NOOP("SamplerParameters", "Token id = bias, one a line")),
         Kind::Lines,
         Group::Bias,
         {},
         logitBias,
         setLogitBias},
    };
}

Texts guidanceTexts() {
    return {
        {"negative_prompt",
         named(QT_TRANSLATE_NOOP("SamplerParameters", "Negative prompt")),
         named(QT_TRANSLATE_NOOP("SamplerParameters", "What guidance leads away from")),
         Kind::Lines,
         Group::Guidance,
         {},
         [](const P& p) { return QString::fromStdString(p.guidance.negativePrompt); },
         [](P& p, const QString& t) {
             p.guidance.negativePrompt = t.toStdString();
             return Status();
         }},
        {"negative_prompt_ids",
         named(QT_TRANSLATE_NOOP("SamplerParameters", "Negative prompt as token ids")),
         named(QT_TRANSLATE_NOOP("SamplerParameters", "Instead of the text")),
         Kind::Line,
         Group::Guidance,
         {},
         [](const P& p) { return idLine(p.guidance.negativeIds); },
         [](P& p, const QString& t) -> Status {
             TB_ASSIGN(p.guidance.negativeIds, idsOf(t));
             return {};
         }},
    };
}

} // namespace

const Texts& samplerTexts() {
    static const auto texts = [] {
        Texts all;
        for (Texts (*part)() : {switchTexts, listTexts, guidanceTexts})
            for (auto& one : part())
                all.push_back(std::move(one));
        return all;
    }();
    return texts;
}

} // namespace tiebreak
