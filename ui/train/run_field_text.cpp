#include "ui/train/run_field_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <cmath>

namespace tiebreak {

namespace {

using Kind = RunField::Kind;
using nlohmann::json;

QString tr(const char* text) {
    return QCoreApplication::translate("tiebreak", text);
}

QString numberText(double value) {
    if (value == std::floor(value) && std::abs(value) < 1e15 && std::abs(value) >= 1e-3)
        return QString::number(qint64(value));
    QString text = QString::number(value, 'g', QLocale::FloatingPointShortest);
    return text.replace(QLatin1String("e-0"), QLatin1String("e-"));
}

QString itemText(const json& item) {
    if (item.is_string())
        return QString::fromStdString(item.get<std::string>());
    return item.is_number() ? numberText(item.get<double>()) : QString();
}

QString shownLimit(double value) {
    return QLocale::c().toString(value, 'g', 16);
}

/// "a number from 0 to 1", "a whole number of at least 1", in the current language.
QString rangeWords(const RunField& field) {
    const bool whole = field.kind == Kind::Whole;
    const NumberRange& range = field.range;
    const bool low = std::isfinite(range.low), high = std::isfinite(range.high);
    QString words;
    if (low && high && range.lowOpen)
        words = whole ? tr("a whole number above %1, up to %2") : tr("a number above %1, up to %2");
    else if (low && high && range.highOpen)
        words = tr("a number from %1 to below %2");
    else if (low && high)
        words = whole ? tr("a whole number from %1 to %2") : tr("a number from %1 to %2");
    else if (low && range.lowOpen)
        words = tr("a number above %1");
    else if (low)
        words = tr("a number of at least %1");
    else
        return tr("a number");
    words = words.arg(shownLimit(range.low));
    return high ? words.arg(shownLimit(range.high)) : words;
}

Error refused(const RunField& field, const QString& text) {
    return {ErrorCode::BadArgument,
            tr("%1 is %2. Use %3.")
                .arg(field.name, text.isEmpty() ? tr("empty") : text, rangeWords(field))
                .toStdString(),
            {},
            nullptr};
}

std::optional<double> numberFrom(const QString& text) {
    bool ok = false;
    double value = QLocale::c().toDouble(text, &ok);
    if (!ok)
        value = QLocale().toDouble(text, &ok);
    return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

Result<json> numberValue(const RunField& field, const QString& text) {
    const auto value = numberFrom(text);
    const bool fits = value && field.range.contains(*value) &&
                      (field.kind != Kind::Whole || *value == std::floor(*value));
    if (!fits)
        return refused(field, text);
    if (field.kind == Kind::Whole)
        return json(static_cast<std::int64_t>(*value));
    return json(*value);
}

Result<json> listValue(const RunField& field, const QString& text) {
    json list = json::array();
    for (const QString& item : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        if (field.kind == Kind::Texts) {
            list.push_back(item.trimmed().toStdString());
            continue;
        }
        TB_ASSIGN(const json number, numberValue(field, item.trimmed()));
        list.push_back(number);
    }
    return list;
}

std::vector<std::string> pathOf(const RunField& field) {
    std::vector<std::string> path;
    for (const QString& part : field.key.split(QLatin1Char('.')))
        path.push_back(part.toStdString());
    return path;
}

} // namespace

QString textOfValue(const RunField& field, const json& value) {
    if (value.is_null())
        return {};
    if (value.is_boolean())
        return value.get<bool>() ? QStringLiteral("true") : QStringLiteral("false");
    if (value.is_number_unsigned())
        return QString::number(value.get<std::uint64_t>());
    if (value.is_number_integer())
        return QString::number(value.get<std::int64_t>());
    if (!value.is_array())
        return field.key == QLatin1String("lora.targets") && value == "all-linear"
                   ? QString()
                   : itemText(value);
    QStringList items;
    for (const auto& item : value)
        items << itemText(item);
    return items.join(QStringLiteral(", "));
}

Result<json> valueFromText(const RunField& field, const QString& typed) {
    const QString text = typed.trimmed();
    if (text.isEmpty() && (field.optional || field.kind == Kind::MaybeFlag))
        return json(nullptr);
    switch (field.kind) {
    case Kind::Whole:
    case Kind::Real:
        return numberValue(field, text);
    case Kind::Flag:
    case Kind::MaybeFlag:
        return json(text == QLatin1String("true"));
    case Kind::Texts:
    case Kind::Numbers:
        return listValue(field, text);
    case Kind::Choice:
    case Kind::Text:
        break;
    }
    if (text.isEmpty())
        return Error{ErrorCode::BadArgument,
                     tr("%1 is empty. Write a value.").arg(field.name).toStdString(),
                     {},
                     nullptr};
    return json(text.toStdString());
}

json valueIn(const json& document, const RunField& field) {
    const json* at = &document;
    for (const auto& part : pathOf(field)) {
        if (!at->is_object() || !at->contains(part))
            return nullptr;
        at = &(*at)[part];
    }
    return *at;
}

void setValueIn(json& document, const RunField& field, const json& value) {
    const auto path = pathOf(field);
    json* at = &document;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        if (!at->contains(path[i]))
            (*at)[path[i]] = json::object();
        at = &(*at)[path[i]];
        if (at->is_null())
            return;
    }
    if (value.is_null())
        at->erase(path.back());
    else
        (*at)[path.back()] = value;
}

QString keyNamedBy(const Error& error) {
    static const QRegularExpression kKey(QStringLiteral("^'([a-z0-9_.]+)'"));
    return kKey.match(QString::fromStdString(error.message)).captured(1);
}

} // namespace tiebreak
