// Writes a response into a QTextDocument, piece by piece and never as markup: what is not among the
// formats made here cannot come into the document. The window's thread.
#pragma once

#include "ui/label/rich_text.h"

#include <QTextDocument>

namespace tiebreak {

class Theme;

/// Loads nothing, whatever it is asked for.
class InertDocument : public QTextDocument {
    Q_OBJECT

public:
    using QTextDocument::QTextDocument;

protected:
    QVariant loadResource(int, const QUrl&) override { return {}; }
};

/// Replaces what is in the document.
void writePlain(QTextDocument& document, const Theme& theme, const QString& text);
void writeBlocks(QTextDocument& document, const Theme& theme, const QList<RichBlock>& blocks);

} // namespace tiebreak
