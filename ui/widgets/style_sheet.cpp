#include "ui/widgets/style_sheet.h"

#include <QtGlobal>

namespace tiebreak {

namespace {

constexpr const char* kGroups[] = {"type", "size", "space", "radius", "line"};

int scaledPx(const QJsonObject& values, const QString& name, double scale) {
    const auto value = values.value(name);
    if (!value.isDouble())
        return -1;
    const int px = qRound(value.toDouble() * scale);
    // The slider's thumb is centred on its groove only when it is even.
    return name == "thumb" ? px + px % 2 : px;
}

/// Names the style sheet needs and the tokens do not have.
int derivedSize(const QJsonObject& sizes, const QString& name, double scale) {
    const int check = scaledPx(sizes, "check", scale);
    const int thumb = scaledPx(sizes, "thumb", scale);
    if (name == "check-half")
        return check / 2 + 1;
    if (name == "check-inner")
        return check - 8;
    if (name == "thumb-margin")
        return (thumb - 2) / 2;
    if (name == "thumb-radius")
        return (thumb + 2) / 2;
    if (name == "thumb-box")
        return thumb + 4;
    if (name.endsWith("-focus")) {
        const int size = scaledPx(sizes, name.chopped(6), scale);
        return size < 0 ? -1 : size - 2;
    }
    return -1;
}

QString withoutComments(const QString& text) {
    QString out;
    out.reserve(text.size());
    qsizetype at = 0;
    while (at < text.size()) {
        const auto open = text.indexOf("/*", at);
        if (open < 0)
            break;
        out += QStringView(text).mid(at, open - at);
        const auto close = text.indexOf("*/", open + 2);
        at = close < 0 ? text.size() : close + 2;
    }
    return out + text.mid(at);
}

QString valueOf(const QString& name, const StyleSheetInputs& inputs) {
    if (name == "font-ui")
        return inputs.uiFamily;
    if (name == "font-mono")
        return inputs.monoFamily;
    if (name == "icons")
        return inputs.iconFolder;
    const auto color = inputs.tokens.value("color").toObject().value(name).toString();
    if (!color.isEmpty())
        return color;
    for (const QString group : kGroups)
        if (name.startsWith(group + '-')) {
            const int px = tokenPx(inputs.tokens, group, name.mid(group.size() + 1), inputs.scale);
            return px < 0 ? QString() : QString::number(px);
        }
    return {};
}

} // namespace

int tokenPx(const QJsonObject& tokens, const QString& group, const QString& name, double scale) {
    const auto values = tokens.value(group).toObject();
    const bool grows = group == "type" || group == "size";
    const int px = scaledPx(values, name, grows ? scale : 1.0);
    return px < 0 && group == "size" ? derivedSize(values, name, scale) : px;
}

QString fillStyleSheet(const QString& text, const StyleSheetInputs& inputs) {
    const auto parts = withoutComments(text).split('@');
    QString out;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (i % 2 == 0) {
            out += parts[i];
            continue;
        }
        const auto value = valueOf(parts[i], inputs);
        if (value.isEmpty())
            qWarning("style sheet: no token '%s'", qPrintable(parts[i]));
        out += value.isEmpty() ? '@' + parts[i] + '@' : value;
    }
    return out;
}

} // namespace tiebreak
