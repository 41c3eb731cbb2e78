#include "strict_messages.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner_stack.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/page.h"
#include "ui/widgets/parameter_row.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/side_panel.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toggle_bar.h"

#include <QPlainTextEdit>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtTest>

#include <memory>

using namespace tiebreak;

namespace {

class SomePage : public Page {
public:
    explicit SomePage(Theme& theme)
        : Page("some", "playground", theme) {
        go = addPageAction({"some.go", [] { return QString("Go"); }, "generate",
                            QKeySequence("Ctrl+Return"), Action::Kind::Primary, true});
        keep =
            addPageAction({"some.keep", [] { return QString("Keep"); }, "ok", QKeySequence("K")});
        field = new QPlainTextEdit(this);
    }
    QString title() const override { return "Some"; }
    Action* go;
    Action* keep;
    QPlainTextEdit* field;
};

ParameterSpec temperature() {
    return {"temperature",
            [] { return QString("Temperature"); },
            1.0,
            0.0,
            2.0,
            {0, 5, 0.01, 2, true},
            {}};
}

} // namespace

class TestWidgets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_strict = std::make_unique<StrictMessages>();
        m_theme = std::make_unique<Theme>();
        m_theme->apply(*qApp, Theme::Choice::Light, 1.0);
    }

    void numbers_areGroupedWithNoBreakSpacesAndReadBack_data() {
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<QString>("text");
        QTest::newRow("small") << 12.0 << 0 << "12";
        QTest::newRow("thousand") << 2048.0 << 0 << QString("2 048");
        QTest::newRow("million") << 1234567.0 << 0 << QString("1 234 567");
        QTest::newRow("minus") << -0.5 << 1 << QString("−0.5");
        QTest::newRow("minus zero") << -0.001 << 2 << "0.00";
        QTest::newRow("decimals") << 1234.5 << 2 << QString("1 234.50");
    }
    void numbers_areGroupedWithNoBreakSpacesAndReadBack() {
        QFETCH(double, value);
        QFETCH(int, decimals);
        QFETCH(QString, text);
        QLocale::setDefault(QLocale::c());
        QCOMPARE(decimalText(value, decimals), text.replace(' ', QChar(0x00A0)));
        QVERIFY(std::abs(*numberFromText(decimalText(value, decimals)) - value) < 0.01);
        QVERIFY(!numberFromText("ten"));
        QVERIFY(!numberFromText("nan"));
    }

    void keys_areNamedAsOnTheKeyboard() {
        QCOMPARE(keyText(QKeySequence("Ctrl+Return")), QString("Ctrl+Enter"));
        QCOMPARE(keyText(QKeySequence("Esc")), QString("Esc"));
        QCOMPARE(keyText(QKeySequence("Left")), QString("←"));
    }

    void button_followsItsActionAndSaysWhyItIsDisabled() {
        SomePage page(*m_theme);
        ActionButton button(*m_theme, *page.go);
        QCOMPARE(button.text(), QString("Go"));
        page.go->setDisabledReason("The engine is starting");
        QVERIFY(!button.isEnabled());
        QCOMPARE(button.toolTip(), QString("The engine is starting"));
        page.go->setDisabledReason({});
        QVERIFY(button.isEnabled());
        QSignalSpy triggered(page.go, &QAction::triggered);
        QTest::mouseClick(&button, Qt::LeftButton);
        QCOMPARE(triggered.count(), 1);
    }

    void singleLetters_actOnlyOutsideTextFields() {
        SomePage page(*m_theme);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        QSignalSpy kept(page.keep, &QAction::triggered);
        QSignalSpy gone(page.go, &QAction::triggered);
        page.field->setFocus();
        QTest::keyClick(page.field, Qt::Key_K);
        QCOMPARE(kept.count(), 0);
        QCOMPARE(page.field->toPlainText(), QString("k"));
        QTest::keyClick(page.field, Qt::Key_Return, Qt::ControlModifier);
        QTest::keyClick(page.field, Qt::Key_Enter, Qt::ControlModifier | Qt::KeypadModifier);
        QCOMPARE(gone.count(), 2);
        page.field->clearFocus();
        page.setFocus();
        QTest::keyClick(&page, Qt::Key_K);
        QCOMPARE(kept.count(), 1);
    }

    void parameter_typedBeyondTheSliderIsKept_beyondTheLimitIsSaidInWords() {
        ParameterRow row(*m_theme, temperature());
        row.show();
        auto* field = qobject_cast<NumberField*>(row.field());
        auto* slider = row.findChild<QSlider*>();
        field->selectAll();
        QTest::keyClicks(field, "3.5");
        QCOMPARE(row.value(), 3.5);
        QCOMPARE(slider->value(), slider->maximum());
        field->selectAll();
        QTest::keyClicks(field, "7.5");
        QCOMPARE(field->error(), QString("Temperature is 7.5. Use a number above 0, at most 5."));
        QVERIFY(row.hasError());
        QVERIFY(row.value() <= 5);
        field->selectAll();
        QTest::keyClicks(field, "0");
        QVERIFY(row.hasError());
        row.reset();
        QVERIFY(!row.hasError());
        QVERIFY(row.isNeutral());
        QCOMPARE(row.value(), 1.0);
    }

    void parameter_arrowsStepAndShiftStepsTenfold() {
        ParameterRow row(*m_theme, temperature());
        row.show();
        auto* slider = row.findChild<QSlider*>();
        QTest::keyClick(row.field(), Qt::Key_Up);
        QCOMPARE(row.value(), 1.01);
        QTest::keyClick(slider, Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(std::abs(row.value() - 0.91) < 1e-9);
        for (int i = 0; i < 30; ++i)
            QTest::keyClick(slider, Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(row.value() > 0); // the limit itself is excluded
    }

    void parameter_wheelNeedsTheFocus() {
        ParameterRow row(*m_theme, temperature());
        row.show();
        auto* slider = row.findChild<QSlider*>();
        const auto wheel = [slider] {
            QWheelEvent event(QPointF(5, 5), slider->mapToGlobal(QPointF(5, 5)), {}, QPoint(0, 120),
                              Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(slider, &event);
        };
        wheel();
        QCOMPARE(row.value(), 1.0);
        QVERIFY(QTest::qWaitForWindowActive(&row));
        slider->setFocus();
        wheel();
        QVERIFY(row.value() != 1.0);
    }

    void banners_showTwoAndCountTheRest() {
        BannerStack stack(*m_theme);
        stack.show("a", Banner::Tone::Bad, "one");
        stack.show("b", Banner::Tone::Warn, "two");
        stack.show("c", Banner::Tone::Warn, "three");
        stack.show("c", Banner::Tone::Warn, "three again");
        QCOMPARE(stack.banner("c")->text(), QString("three again"));
        int shown = 0;
        for (auto* banner : stack.findChildren<Banner*>())
            shown += banner->isVisibleTo(&stack);
        QCOMPARE(shown, 2);
        stack.remove("c");
        stack.remove("b");
        stack.remove("a");
        QVERIFY(!stack.has("a"));
        QVERIFY(stack.isHidden());
    }

    void labels_showMarkupAsTheTextItIs() {
        TextLabel label("<b>bold</b><img src=x>");
        QCOMPARE(label.textFormat(), Qt::PlainText);
        Banner banner(*m_theme, Banner::Tone::Bad, "<b>bold</b>");
        for (auto* child : banner.findChildren<TextLabel*>())
            QCOMPARE(child->textFormat(), Qt::PlainText);
    }

    void toggleBar_movesWithArrows() {
        ToggleBar bar(*m_theme);
        bar.setChoices({"One", "Two"});
        QSignalSpy changed(&bar, &ToggleBar::currentChanged);
        QTest::keyClick(&bar, Qt::Key_Right);
        QTest::keyClick(&bar, Qt::Key_Right);
        QCOMPARE(bar.current(), 1);
        QCOMPARE(changed.count(), 1);
    }

    void everyWidgetsFont_prefersNoShaping() {
        QWidget window;
        auto* layout = new QVBoxLayout(&window);
        layout->addWidget(new ActionButton(*m_theme, "3x4 -> <|im_end|>"));
        layout->addWidget(new ParameterRow(*m_theme, temperature()));
        layout->addWidget(new TextLabel("figure", "figure"));
        layout->addWidget(new TextLabel("mono", "mono"));
        layout->addWidget(new KeyCap("Ctrl+K"));
        layout->addWidget(new EmptyState(*m_theme, "train"));
        layout->addWidget(new ProgressLine(*m_theme));
        layout->addWidget(new SidePanel(*m_theme));
        layout->addWidget(new QPlainTextEdit);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        for (auto* widget : window.findChildren<QWidget*>())
            QVERIFY2(widget->font().styleStrategy() & QFont::PreferNoShaping,
                     widget->metaObject()->className());
    }

private:
    std::unique_ptr<StrictMessages> m_strict;
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestWidgets)
#include "tst_widgets.moc"
