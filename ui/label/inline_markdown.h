// The part of Markdown inside a line: emphasis, code, links, mathematics. Raw HTML is text like any
// other. Takes time in proportion to the text, whatever the text is. Pure function, any thread.
#pragma once

#include "ui/label/rich_text.h"

namespace tiebreak {

QList<RichSpan> inlineSpans(const QString& text, RichSpan::Styles styles = {});

/// The spans with invisible characters as marks.
QList<RichSpan> withMarks(const QList<RichSpan>& spans);

/// The address in plain ASCII, or empty for one that is not opened (file:, javascript:, …).
QString openableAddress(const QString& address);

} // namespace tiebreak
