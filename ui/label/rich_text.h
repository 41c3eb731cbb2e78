// A response taken apart for reading: blocks of styled stretches, as plain values. There is nothing
// in it that could be fetched or run: an image is words, a link is an address in plain sight. Any
// thread.
#pragma once

#include <QFlags>
#include <QList>
#include <QString>

namespace tiebreak {

struct RichSpan {
    enum Style { Strong = 1, Emphasis = 2, Struck = 4, Code = 8, Mark = 16, Address = 32 };
    Q_DECLARE_FLAGS(Styles, Style)

    QString text; ///< '\n' is a line break
    Styles styles;
    QString link; ///< http or https, percent-encoded; empty: none
};

struct RichBlock {
    enum class Kind { Paragraph, Heading, Code, Math, Item, Rule, Table };
    Kind kind = Kind::Paragraph;
    int level = 0;  ///< Heading: 1…6; Item: depth from 0
    int quoted = 0; ///< depth of quotation
    QString bullet; ///< Item: "•", "3."
    QList<RichSpan> spans;
    QList<QList<QList<RichSpan>>> rows; ///< Table: rows of cells, the head first
};

} // namespace tiebreak

Q_DECLARE_OPERATORS_FOR_FLAGS(tiebreak::RichSpan::Styles)
