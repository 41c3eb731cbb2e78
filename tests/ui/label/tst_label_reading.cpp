// What a model wrote is shown as it is: Markdown readable, anything hostile harmless and in plain
// sight.
#include "strict_messages.h"
#include "ui/label/inline_markdown.h"
#include "ui/label/markdown.h"
#include "ui/label/math_text.h"
#include "ui/label/model_names.h"
#include "ui/label/reading_pane.h"
#include "ui/label/visible_marks.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/word_differences.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTextBlock>
#include <QtTest>

#include <memory>

using namespace tiebreak;

namespace {

QString joined(const QList<RichSpan>& spans) {
    QString out;
    for (const auto& span : spans)
        out += span.text;
    return out;
}

/// "bold:strong" for each span with a style.
QStringList styled(const QString& text) {
    QStringList out;
    for (const auto& span : inlineSpans(text)) {
        QString name;
        for (const auto& [style, letter] : {std::pair{RichSpan::Strong, 'S'},
                                            {RichSpan::Emphasis, 'E'},
                                            {RichSpan::Struck, 'X'},
                                            {RichSpan::Code, 'C'},
                                            {RichSpan::Mark, 'M'},
                                            {RichSpan::Address, 'A'}})
            if (span.styles.testFlag(style))
                name += letter;
        if (!span.link.isEmpty())
            name += 'L';
        out << (name.isEmpty() ? span.text : name + ':' + span.text);
    }
    return out;
}

QString kinds(const QString& text) {
    static const char letters[] = {'p', 'h', 'c', 'm', 'i', 'r', 't'};
    QString out;
    for (const auto& block : markdownBlocks(text))
        out += letters[int(block.kind)];
    return out;
}

qsizetype covered(const QList<TextRange>& ranges) {
    qsizetype sum = 0;
    for (const auto& range : ranges)
        sum += range.length;
    return sum;
}

} // namespace

class TestLabelReading : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_strict = std::make_unique<StrictMessages>();
        m_theme = std::make_unique<Theme>();
        m_theme->apply(*qApp, Theme::Choice::Light, 1.0);
    }

    void inline_isStyled_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("spans");
        QTest::newRow("strong and emphasis")
            << "a **b** *c* ***d***" << QStringList{"a ", "S:b", " ", "E:c", " ", "SE:d"};
        QTest::newRow("nested") << "**a *b* c**" << QStringList{"S:a ", "SE:b", "S: c"};
        QTest::newRow("words with underscores") << "im_end_of a_b" << QStringList{"im_end_of a_b"};
        QTest::newRow("unclosed") << "**a *b" << QStringList{"**a *b"};
        QTest::newRow("a product") << "2 * 3 * 4" << QStringList{"2 * 3 * 4"};
        QTest::newRow("code") << "`a **b**` c" << QStringList{"C:a **b**", " c"};
        QTest::newRow("code with a tick") << "``a`b``" << QStringList{"C:a`b"};
        QTest::newRow("struck") << "~~a~~" << QStringList{"X:a"};
        QTest::newRow("escaped") << "\\*a\\*" << QStringList{"*a*"};
        QTest::newRow("html") << "<b>a</b> <img src=x onerror=y>"
                              << QStringList{"<b>a</b> <img src=x onerror=y>"};
        QTest::newRow("link") << "[here](https://a.b/c)"
                              << QStringList{"L:here", "A: (https://a.b/c)"};
        QTest::newRow("link that lies")
            << "[https://bank.example](https://evil.example)"
            << QStringList{"L:https://bank.example", "A: (https://evil.example)"};
        QTest::newRow("script") << "[x](javascript:alert)"
                                << QStringList{"x", "A: (javascript:alert)"};
        QTest::newRow("file") << "[x](file:///etc/passwd)"
                              << QStringList{"x", "A: (file:///etc/passwd)"};
        QTest::newRow("image") << "![cat](https://a.b/c.png)"
                               << QStringList{"L:[image: cat]", "A: (https://a.b/c.png)"};
        QTest::newRow("bare address")
            << "see https://a.b/c." << QStringList{"see ", "L:https://a.b/c", "."};
        QTest::newRow("bracketed address") << "<https://a.b>" << QStringList{"L:https://a.b"};
        QTest::newRow("money") << "$5 and $6" << QStringList{"$5 and $6"};
        QTest::newRow("maths") << "so $x_1^2$ and \\(\\alpha\\)"
                               << QStringList{"so ", "C:x₁²", " and ", "C:α"};
        QTest::newRow("bidi mark")
            << QString("a%1b").arg(QChar(0x202E)) << QStringList{"a", "M:⟨U+202E⟩", "b"};
    }
    void inline_isStyled() {
        QFETCH(QString, text);
        QFETCH(QStringList, spans);
        QCOMPARE(styled(text), spans);
    }

    void blocks_areFound_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("found");
        QTest::newRow("paragraphs") << "a\nb\n\nc"
                                    << "pp";
        QTest::newRow("headings") << "# a\n## b ##\nc\n#no"
                                  << "hhp";
        QTest::newRow("list") << "- a\n- b\n  more\n1. c\n2) d"
                              << "iiii";
        QTest::newRow("fence") << "a\n```cpp\n# no heading\n- no item\n```\nb"
                               << "pcp";
        QTest::newRow("fence that never ends") << "```\na\n\nb"
                                               << "c";
        QTest::newRow("rule") << "a\n\n---\n* * *\nb"
                              << "prrp";
        QTest::newRow("table") << "| a | b |\n|---|:-:|\n| 1 | 2 |\n| 3 |\nx"
                               << "tp";
        QTest::newRow("no table") << "a | b\nc | d"
                                  << "p";
        QTest::newRow("maths") << "$$\nx^2\n$$\n\\[\ny\n\\]"
                               << "mm";
        QTest::newRow("quotation") << "> a\n> b\n\nc"
                                   << "pp";
        QTest::newRow("nothing") << "\n \n"
                                 << "";
    }
    void blocks_areFound() {
        QFETCH(QString, text);
        QFETCH(QString, found);
        QCOMPARE(kinds(text), found);
    }

    void lines_stayLines() {
        const auto blocks = markdownBlocks("Dear [name],\nI resign.");
        QCOMPARE(joined(blocks[0].spans), QString("Dear [name],\nI resign."));
        const auto code = markdownBlocks("- a\n  ```\n  if x:\n      y\n  ```");
        QCOMPARE(joined(code[1].spans), QString("if x:\n    y"));
        QCOMPARE(markdownBlocks("> > a")[0].quoted, 2);
        QCOMPARE(markdownBlocks("    - a")[0].level, 2);
        QCOMPARE(markdownBlocks("| a | b |\n|---|---|\n| 1 | 2 | 3 |")[0].rows[1].size(), 2);
    }

    void unseenCharacters_areMarks_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        // fromUcs4 would take U+FEFF for a byte order mark and drop it.
        const auto around = [](char32_t c) {
            return c < 0x10000 ? QString("a") + QChar(ushort(c)) + "b"
                               : "a" + QString::fromUcs4(&c, 1) + "b";
        };
        for (const char32_t c :
             {0x00u,   0x07u,   0x1Bu,   0x7Fu,   0x9Bu,   0xADu,   0x61Cu,   0x200Bu,
              0x200Cu, 0x200Du, 0x200Eu, 0x200Fu, 0x202Au, 0x202Bu, 0x202Cu,  0x202Du,
              0x202Eu, 0x2060u, 0x2066u, 0x2067u, 0x2068u, 0x2069u, 0x3164u,  0xFEFFu,
              0xFE0Fu, 0xFFFCu, 0xFFFEu, 0xFDD0u, 0xFDD1u, 0xE000u, 0xE0041u, 0xF0000u})
            QTest::addRow("U+%04X", unsigned(c))
                << around(c)
                << "a⟨U+" + QString::number(c, 16).toUpper().rightJustified(4, '0') + "⟩b";
        QTest::newRow("lone surrogate") << QString("a") + QChar(0xD800) + "b"
                                        << "a⟨U+D800⟩b";
        QTest::newRow("line ends") << QString("a\r\nb\rc") + QChar(0x2028) + "d"
                                   << "a\nb\nc\nd";
        QTest::newRow("tab stays") << "a\tb"
                                   << "a\tb";
        QTest::newRow("emoji family") << "👨‍👩‍👧 ❤️"
                                      << "👨‍👩‍👧 ❤️";
        QTest::newRow("letters of the world") << "äß日本語עברית"
                                              << "äß日本語עברית";
    }
    void unseenCharacters_areMarks() {
        QFETCH(QString, text);
        QFETCH(QString, shown);
        QCOMPARE(withVisibleMarks(text), shown);
        ReadingPane pane(*m_theme);
        for (const bool plain : {true, false}) {
            pane.setPlain(plain);
            pane.showText(text);
            QCOMPARE(pane.shownText(), shown);
        }
    }

    void maths_isReadable_data() {
        QTest::addColumn<QString>("tex");
        QTest::addColumn<QString>("shown");
        QTest::newRow("indices") << "x_{12}^{n+1}"
                                 << "x₁₂ⁿ⁺¹";
        QTest::newRow("signs") << "\\alpha \\le \\mathbb{R} \\to \\infty"
                               << "α ≤ ℝ → ∞";
        QTest::newRow("unknown stays") << "\\frac{a}{b} + \\foo"
                                       << "\\frac{a}{b} + \\foo";
        QTest::newRow("index without a small letter") << "x_{Q}^{*}"
                                                      << "x_{Q}^{*}";
        QTest::newRow("broken") << "x^{ \\"
                                << "x^{ \\";
    }
    void maths_isReadable() {
        QFETCH(QString, tex);
        QFETCH(QString, shown);
        QCOMPARE(readableMath(tex), shown);
    }

    void pane_holdsNothingThatCouldBeLoaded() {
        const QString hostile =
            "<b>bold</b> <img src='file:///etc/passwd'> ![x](file:///etc/passwd) "
            "![y](https://a.b/pixel.png) <style>*{}</style> <|im_end|> -> 3x4\n\n"
            "| ![z](qrc:/look/x.png) | b |\n|---|---|\n| <script>1</script> | & &amp; |";
        for (const bool plain : {false, true}) {
            ReadingPane pane(*m_theme);
            pane.setPlain(plain);
            pane.showText(hostile);
            QVERIFY(pane.isReadOnly());
            for (auto block = pane.document()->begin(); block.isValid(); block = block.next())
                for (auto piece = block.begin(); !piece.atEnd(); ++piece) {
                    const auto format = piece.fragment().charFormat();
                    QVERIFY(!format.isImageFormat());
                    QVERIFY(format.objectType() == QTextFormat::NoObject);
                    QVERIFY(format.font().styleStrategy() & QFont::PreferNoShaping);
                }
            QVERIFY(pane.shownText().contains("<img src='file:///etc/passwd'>"));
            QVERIFY(pane.shownText().contains("<script>1</script>"));
            QVERIFY(pane.shownText().contains("&amp;"));
            QVERIFY(!pane.document()
                         ->resource(QTextDocument::ImageResource, QUrl("file:///etc/passwd"))
                         .isValid());
        }
        // The twin: a document of Qt's own does load.
        QTextDocument careless;
        QVERIFY(
            careless.resource(QTextDocument::ImageResource, QUrl("file:///etc/passwd")).isValid());
    }

    void plain_isToTheLetter() {
        ReadingPane pane(*m_theme);
        const QString source = "# a\n\n**b** `c`  \n- d";
        pane.setPlain(true);
        pane.showText(source);
        QCOMPARE(pane.shownText(), source);
        pane.setPlain(false);
        QCOMPARE(pane.shownText(), QString("a\nb c\n• d"));
    }

    void links_areListedAndOnlyReported() {
        ReadingPane pane(*m_theme);
        pane.resize(400, 300);
        pane.showText("[here](https://a.b/c) and https://d.e [x](javascript:1)");
        QCOMPARE(pane.links(), (QStringList{"https://a.b/c", "https://d.e"}));
        pane.show();
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
        QSignalSpy clicked(&pane, &ReadingPane::linkClicked);
        const QRect first = pane.cursorRect(); // at the start
        QTest::mouseClick(pane.viewport(), Qt::LeftButton, {}, first.center() + QPoint(8, 0));
        QCOMPARE(clicked.size(), 1);
        QCOMPARE(clicked[0][0].toString(), QString("https://a.b/c"));
    }

    void addresses_areAscii() {
        QCOMPARE(openableAddress("https://exämple.org/ä"),
                 QString("https://xn--exmple-cua.org/%C3%A4"));
        for (const char* address : {"javascript:alert(1)", "data:text/html,x", "file:///etc/passwd",
                                    "ftp://a.b", "https:///x", "//a.b", "a.b"})
            QVERIFY2(openableAddress(address).isEmpty(), address);
    }

    void differences_areWords() {
        const auto found = wordDifferences("the cat sat on the mat", "the dog sat on a mat");
        QCOMPARE(found.onlyInFirst, (QList<TextRange>{{4, 3}, {15, 3}}));
        QCOMPARE(found.onlyInSecond, (QList<TextRange>{{4, 3}, {15, 1}}));
        QVERIFY(wordDifferences("a b", "a b").onlyInFirst.isEmpty());
        QCOMPARE(wordDifferences("", "a b").onlyInSecond, (QList<TextRange>{{0, 3}}));
        QCOMPARE(covered(wordDifferences("a x b", "b y a").onlyInFirst), qsizetype(3));
    }

    void hugeTexts_areQuick() {
        QElapsedTimer timer;
        timer.start();
        ReadingPane pane(*m_theme);
        pane.resize(500, 600);
        // Each would take a parser that looks back a minute or more.
        const QStringList hostile{QString(50'000, '*'),
                                  QString("*a ").repeated(30'000),
                                  QString("[").repeated(60'000),
                                  QString("[a](").repeated(20'000),
                                  QString("$a ").repeated(30'000),
                                  QString("`").repeated(301) + QString("`` a ").repeated(20'000),
                                  "|" + QString(" ").repeated(60'000) + "|\n|-" +
                                      QString(" ").repeated(60'000) + "x",
                                  QString("> ").repeated(30'000) + "a",
                                  QString("-\n").repeated(30'000)};
        for (const auto& text : hostile)
            QVERIFY(markdownBlocks(text).size() < 100'000);
        qInfo("hostile texts are taken apart in %lld ms", timer.restart());
        const QString words = QString("word %1 ").repeated(3000);
        wordDifferences(words, QString("other %1 ").repeated(3000));
        qInfo("differences of 6,000 words take %lld ms", timer.elapsed());
        QVERIFY(timer.elapsed() < 5'000);
    }

    void names_areFound_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("names");
        QTest::newRow("assistant") << "As ChatGPT, I cannot" << true;
        QTest::newRow("language model") << "I am a large language model." << true;
        QTest::newRow("own name") << "I am tiny-Story, hello" << true;
        QTest::newRow("a word like it") << "The claudette sang" << false;
        QTest::newRow("nothing") << "Press the button." << false;
    }
    void names_areFound() {
        QFETCH(QString, text);
        QFETCH(bool, names);
        QCOMPARE(namesModel(text, {"Tiny-Story", "x", ""}), names);
    }

    void pictures() {
        const QString folder = qEnvironmentVariable("TIEBREAK_SHOTS");
        if (folder.isEmpty())
            QSKIP("set TIEBREAK_SHOTS to a folder");
        const QString text =
            "# A heading\nA paragraph with **strong**, *emphasis*, `code`, ~~struck~~ and a "
            "[link](https://example.org/x).\nSecond line.\n\n## Steps\n1. First\n2. Second, which "
            "is long enough to need a second line in a pane as narrow as this one is\n   - inner\n"
            "- outer\n\n> Quoted words\n> on two lines\n\n```python\ndef f(x):\n    return x * "
            "2  # a comment that goes on and on until it does not fit into the pane any more\n```\n"
            "\n| Name | Value |\n|------|------:|\n| a | 1 |\n| b | a longer one |\n\nThen "
            "$x_1^2 \\le \\alpha$ and\n\n$$\n\\sum_{i=1}^{n} x_i\n$$\n\n---\n<b>raw</b> and a " +
            QString(QChar(0x202E)) + "mark.";
        for (const bool dark : {false, true}) {
            m_theme->apply(*qApp, dark ? Theme::Choice::Dark : Theme::Choice::Light, 1);
            ReadingPane pane(*m_theme);
            pane.setStyleSheet(QString("background: %1").arg(m_theme->color("surface").name()));
            pane.resize(480, 780);
            pane.showText(text);
            pane.show();
            QTest::qWait(50);
            QVERIFY(pane.grab().save(folder + (dark ? "/reading-dark.png" : "/reading.png")));
        }
        m_theme->apply(*qApp, Theme::Choice::Light, 1);
    }

private:
    std::unique_ptr<StrictMessages> m_strict;
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestLabelReading)
#include "tst_label_reading.moc"
