// Markdown as models write it, taken apart into blocks: headings, lists, quotations, tables, fenced
// code, displayed mathematics. A line end stays a line end. Raw HTML is text. Pure function, any
// thread.
#pragma once

#include "ui/label/rich_text.h"

namespace tiebreak {

QList<RichBlock> markdownBlocks(const QString& text);

} // namespace tiebreak
