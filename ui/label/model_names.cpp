#include "ui/label/model_names.h"

#include <QRegularExpression>

namespace tiebreak {

namespace {

constexpr qsizetype kShortestName = 5; // "base" as a name says nothing

const QRegularExpression& identityWords() {
    static const QRegularExpression words(
        "\\b(chatgpt|gpt-?[345]\\w*|openai|claude|anthropic|bard|gemini|llama-?\\d*|vicuna|alpaca|"
        "koala|chatglm|dolly|falcon|mistral\\w*|mixtral|qwen\\d*|deepseek|smollm\\d*|open "
        "?assistant|"
        "phi-?[1-4]|(i am|i'm|as) an? (ai|large|\\w+ )?(language )?model)\\b",
        QRegularExpression::CaseInsensitiveOption);
    return words;
}

} // namespace

bool namesModel(const QString& text, const QStringList& names) {
    if (identityWords().match(text).hasMatch())
        return true;
    for (const QString& name : names)
        if (name.size() >= kShortestName && text.contains(name, Qt::CaseInsensitive))
            return true;
    return false;
}

} // namespace tiebreak
