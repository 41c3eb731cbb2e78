#include "strict_messages.h"
#include "ui/widgets/style_sheet.h"
#include "ui/widgets/theme.h"

#include <QLineEdit>
#include <QtTest>

#include <cmath>
#include <memory>

using namespace tiebreak;

namespace {

/// Relative luminance of WCAG 2.1.
double luminance(const QColor& color) {
    const auto channel = [](double v) {
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) +
           0.0722 * channel(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

} // namespace

class TestTheme : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_strict = std::make_unique<StrictMessages>(); }

    void contrast_reachesWhatIsPromised_data() {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QString>("ink");
        QTest::addColumn<QString>("ground");
        QTest::addColumn<double>("least");
        const std::tuple<const char*, const char*, double> pairs[] = {
            {"text", "surface", 4.5},
            {"text", "bg", 4.5},
            {"text-2", "surface", 4.5},
            {"text-2", "selection", 4.5},
            {"text-2", "pressed", 4.5},
            {"text-3", "surface", 4.5},
            {"text-3", "bg", 4.5},
            {"text-3", "sunken", 4.5},
            {"text-3", "rail", 4.5},
            {"text-3", "hover", 4.5},
            {"accent", "surface", 4.5},
            {"accent", "accent-soft", 4.5},
            {"on-accent", "accent", 4.5},
            {"on-accent", "accent-hover", 4.5},
            {"on-accent", "accent-pressed", 4.5},
            {"text", "selection", 4.5},
            {"text", "accent-soft", 4.5},
            {"ok", "ok-soft", 4.5},
            {"warn", "warn-soft", 4.5},
            {"bad", "bad-soft", 4.5},
            {"bad", "surface", 4.5},
            {"key-text", "key-bg", 4.5},
            {"border-strong", "surface", 3.0},
            {"border-strong", "bg", 3.0},
            {"border-strong", "rail", 3.0},
            {"focus", "surface", 3.0},
            {"focus-on-accent", "accent", 3.0}};
        for (const bool dark : {false, true})
            for (const auto& [ink, ground, least] : pairs)
                QTest::addRow("%s on %s, %s", ink, ground, dark ? "dark" : "light")
                    << dark << ink << ground << least;
    }
    void contrast_reachesWhatIsPromised() {
        QFETCH(bool, dark);
        QFETCH(QString, ink);
        QFETCH(QString, ground);
        QFETCH(double, least);
        Theme theme;
        theme.apply(*qApp, dark ? Theme::Choice::Dark : Theme::Choice::Light, 1.0);
        const double measured = contrast(theme.color(ink), theme.color(ground));
        QVERIFY2(measured >= least, qPrintable(QString("%1 < %2").arg(measured).arg(least)));
    }

    void contrast_measureItselfIsRight() {
        QVERIFY(std::abs(contrast(Qt::black, Qt::white) - 21.0) < 1e-9);
        // text-off is below the limit on purpose: the measure must be able to say no.
        Theme theme;
        QVERIFY(contrast(theme.color("text-off"), theme.color("surface")) < 4.5);
    }

    void lines_standOutFromThePlot() {
        for (const auto choice : {Theme::Choice::Light, Theme::Choice::Dark}) {
            Theme theme;
            theme.apply(*qApp, choice, 1.0);
            for (int i = 0; i < 10; ++i)
                QVERIFY2(contrast(theme.line(i), theme.plotColor("background")) >= 3.0,
                         qPrintable(QString::number(i)));
        }
    }

    void styleSheet_hasNoNameLeft_data() {
        QTest::addColumn<double>("scale");
        for (const double scale : {1.0, 1.25, 1.5, 2.0})
            QTest::addRow("%g", scale) << scale;
    }
    void styleSheet_hasNoNameLeft() {
        QFETCH(double, scale);
        Theme theme;
        theme.apply(*qApp, Theme::Choice::Light, scale);
        QVERIFY(!qApp->styleSheet().contains('@'));
    }

    void derivedSizes_followTheirRule() {
        QJsonObject tokens{{"size", QJsonObject{{"control", 28}, {"check", 16}, {"thumb", 14}}},
                           {"space", QJsonObject{{"s", 8}}}};
        QCOMPARE(tokenPx(tokens, "size", "control", 1.25), 35);
        QCOMPARE(tokenPx(tokens, "size", "control-focus", 1.25), 33);
        QCOMPARE(tokenPx(tokens, "size", "check-half", 1.0), 9);
        QCOMPARE(tokenPx(tokens, "size", "check-inner", 1.0), 8);
        QCOMPARE(tokenPx(tokens, "size", "thumb", 1.07), 16); // 15 made even
        QCOMPARE(tokenPx(tokens, "size", "thumb-margin", 1.0), 6);
        QCOMPARE(tokenPx(tokens, "size", "thumb-radius", 1.0), 8);
        QCOMPARE(tokenPx(tokens, "size", "thumb-box", 1.0), 18);
        QCOMPARE(tokenPx(tokens, "space", "s", 2.0), 8); // space does not grow
        QCOMPARE(tokenPx(tokens, "size", "nonsense", 1.0), -1);
    }

    void fonts_neverShape() {
        Theme theme;
        theme.apply(*qApp, Theme::Choice::Light, 1.25);
        for (const auto type :
             {Theme::Type::Caption, Theme::Type::Small, Theme::Type::Body, Theme::Type::Strong,
              Theme::Type::Read, Theme::Type::Title, Theme::Type::Display, Theme::Type::Figure,
              Theme::Type::Mono, Theme::Type::MonoSmall})
            QVERIFY(theme.font(type).styleStrategy() & QFont::PreferNoShaping);
        QCOMPARE(theme.font(Theme::Type::Read).pixelSize(), qRound(14 * 1.25));
    }

    void icons_takeTheColoursOfTheTheme() {
        Theme theme;
        theme.apply(*qApp, Theme::Choice::Light, 1.0);
        const auto icon = theme.icon("add");
        const auto ink = [&](QIcon::Mode mode, QIcon::State state) {
            return icon.pixmap(QSize(24, 24), mode, state).toImage().pixelColor(12, 12).rgb();
        };
        QCOMPARE(ink(QIcon::Normal, QIcon::Off), theme.color("text-2").rgb());
        QCOMPARE(ink(QIcon::Normal, QIcon::On), theme.color("accent").rgb());
        QCOMPARE(ink(QIcon::Disabled, QIcon::Off), theme.color("text-off").rgb());
        theme.apply(*qApp, Theme::Choice::Dark, 1.0);
        QCOMPARE(ink(QIcon::Normal, QIcon::Off), theme.color("text-2").rgb());
    }

    void placeholder_isReadableAfterAChangeOfTheme() {
        Theme theme;
        theme.apply(*qApp, Theme::Choice::Light, 1.0);
        QLineEdit field;
        theme.keepPlaceholderReadable(&field);
        QCOMPARE(field.palette().color(QPalette::PlaceholderText), theme.color("text-3"));
        theme.apply(*qApp, Theme::Choice::Dark, 1.0);
        QTRY_COMPARE(field.palette().color(QPalette::PlaceholderText), theme.color("text-3"));
    }

private:
    std::unique_ptr<StrictMessages> m_strict;
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
