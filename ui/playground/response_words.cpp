#include "ui/playground/response_words.h"

#include "ui/playground/response_statistics.h"
#include "ui/widgets/number_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace tiebreak {

namespace {

QString words(const char* text, int count = -1) {
    return QCoreApplication::translate("ResponseWords", text, nullptr, count);
}

QString placeAmongSiblings(const RowState& row, const Conversation& conversation) {
    const auto responses = conversation.responses();
    const auto at = std::find_if(responses.begin(), responses.end(),
                                 [&](const SampleRecord& one) { return one.id == row.sampleId; });
    if (at == responses.end() || responses.size() < 2)
        return {};
    return words(QT_TRANSLATE_NOOP("ResponseWords", "%1 of %2"))
        .arg(at - responses.begin() + 1)
        .arg(responses.size());
}

} // namespace

QString responseWords(const RowState& row, const Conversation& conversation) {
    if (!row.isOver() || row.text.isEmpty())
        return {};
    const auto counted = responseStatistics(row.text.toStdString());
    QStringList out;
    if (const auto place = placeAmongSiblings(row, conversation); !place.isEmpty())
        out << place;
    out << QCoreApplication::translate("ResponseWords", "%n words", nullptr, counted.words);
    if (counted.words > 1)
        out << words(QT_TRANSLATE_NOOP("ResponseWords", "distinct %1 %2"))
                   .arg(decimalText(counted.distinct1, 2), decimalText(counted.distinct2, 2));
    if (counted.words > 3)
        out << words(QT_TRANSLATE_NOOP("ResponseWords", "repeats %1 %"))
                   .arg(decimalText(100 * counted.repetition, 0));
    if (row.result.mode == "repeatable")
        out << words(QT_TRANSLATE_NOOP("ResponseWords", "repeatable"));
    return out.join(QStringLiteral("  "));
}

} // namespace tiebreak
