// Finds words that give away whose answer a text is, so that such a judgement can be told from a
// blind one. Pure function, any thread.
#pragma once

#include <QString>
#include <QStringList>

namespace tiebreak {

/// The tag of a judgement that was not blind because a text named its model.
inline constexpr const char* kNamesModelTag = "names-model";

/// Whether the text says a known assistant's or maker's name as its own, or one of `names`, the
/// models of the pair.
bool namesModel(const QString& text, const QStringList& names);

} // namespace tiebreak
