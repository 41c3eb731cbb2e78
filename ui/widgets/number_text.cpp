#include "ui/widgets/number_text.h"

#include <QLocale>

#include <cmath>

namespace tiebreak {

namespace {

constexpr QChar kNoBreakSpace(0x00A0);
constexpr QChar kMinus(0x2212);

QString grouped(QString digits) {
    for (qsizetype at = digits.size() - 3; at > 0; at -= 3)
        digits.insert(at, kNoBreakSpace);
    return digits;
}

} // namespace

QString countText(qint64 value) {
    const auto digits = grouped(QString::number(value < 0 ? 0 - quint64(value) : quint64(value)));
    return value < 0 ? kMinus + digits : digits;
}

QString decimalText(double value, int decimals) {
    const auto plain = QString::number(std::abs(value), 'f', decimals);
    const auto dot = plain.indexOf('.');
    auto out = grouped(dot < 0 ? plain : plain.left(dot));
    if (dot >= 0)
        out += QLocale().decimalPoint() + plain.mid(dot + 1);
    const bool isZero = plain.count('0') + plain.count('.') == plain.size();
    return value < 0 && !isZero ? kMinus + out : out;
}

std::optional<double> numberFromText(const QString& text) {
    QString plain = text.trimmed();
    plain.replace(kMinus, '-').remove(kNoBreakSpace).remove(QChar(0x202F)).remove(' ');
    bool ok = false;
    double value = plain.toDouble(&ok);
    if (!ok)
        value = QLocale().toDouble(plain, &ok);
    if (!ok || !std::isfinite(value))
        return std::nullopt;
    return value;
}

} // namespace tiebreak
