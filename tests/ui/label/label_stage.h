// The Label page over a workspace of its own, driven by keys, for its tests. One thread.
#pragma once

#include "strict_messages.h"
#include "ui/label/label_page.h"
#include "ui/label/reading_pane.h"
#include "ui/services/settings_service.h"
#include "ui/services/store_service.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>

namespace tiebreak::testing {

inline constexpr const char* kSecrets[] = {
    "SecretModel",     "secrethash",  "v-secret",    "1.2345",      "987654321",
    "rendered-secret", "fast-secret", "cuda-secret", "bf16-secret", "build-secret"};

inline SampleRecord sampleOf(const std::string& id, const std::string& text) {
    SampleRecord sample;
    sample.id = id;
    sample.promptId = "p";
    sample.text = text;
    sample.stop = "eos";
    // What must not be seen before the vote.
    sample.modelName = "SecretModel";
    sample.modelHash = "secrethash";
    sample.versionId = "v-secret";
    sample.parameters = {{"temperature", 1.2345}};
    sample.seed = 987654321;
    sample.renderedPrompt = "rendered-secret";
    sample.mode = "fast-secret";
    sample.device = "cuda-secret";
    sample.dtype = "bf16-secret";
    sample.engineBuild = "build-secret";
    return sample;
}

/// The page over a workspace of its own, with one query and the given answers.
class Stage {
public:
    explicit Stage(Theme& theme, const std::vector<std::string>& answers, bool saveOnChoice = true,
                   std::string workspaceRoot = {})
        : m_root(workspaceRoot.empty() ? m_folder.path().toStdString() : std::move(workspaceRoot))
        , store(workspaceFolder())
        , settings(m_folder.path().toStdString() + "/settings.json") {
        settings.change([saveOnChoice](Settings& values) { values.saveOnChoice = saveOnChoice; });
        addSamples(answers);
        page = std::make_unique<LabelPage>(theme, store, settings);
        page->setSideDraw([this] { return firstIsLeft; });
        page->setQueueDraw([this] { return draw; });
        page->setLinkOpener([this](const QUrl& address) { opened << address.toString(); });
        page->resize(1356, 812);
        page->show();
        if (!QTest::qWaitForWindowActive(page.get()))
            qFatal("the page did not become active");
        page->activated({});
        if (!waitForPair(answers.size() > 1))
            qFatal("the queue was not loaded");
    }

    std::filesystem::path workspaceFolder() const { return m_root + "/w"; }
    bool waitForPair(bool expected) {
        return QTest::qWaitFor(
            [&] { return step(3)->isEnabled() == expected && (expected || isEmptyShown()); });
    }
    bool isEmptyShown() const {
        return qobject_cast<EmptyState*>(page->findChild<QStackedWidget*>()->currentWidget());
    }

    QAbstractButton* step(int index) const {
        return button(QString("label.step%1").arg(index + 1));
    }
    QAbstractButton* button(const QString& name) const {
        return page->findChild<QAbstractButton*>(name);
    }
    ReadingPane* paneOf(const QString& name) const {
        for (auto* found : page->findChildren<ReadingPane*>())
            if (found->accessibleName() == name)
                return found;
        return nullptr;
    }
    QString left() const { return pane("Response A"); }
    QString right() const { return pane("Response B"); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : page.get(), key,
                        modifiers);
    }
    /// The answer of the store, or an end of the test program.
    template <class Work>
    auto ask(Work work) {
        auto future = store.submit(std::move(work));
        if (!QTest::qWaitFor([&] { return future.isFinished(); }))
            qFatal("the store does not answer");
        auto answer = future.result();
        if (!answer)
            qFatal("%s", answer.error().text().c_str());
        return *answer;
    }
    std::vector<JudgementRecord> judgements() {
        return ask([](Store& open) { return open.judgementsInForce(); });
    }
    template <class Widget>
    Widget* child(const QString& name) const {
        return page->findChild<Widget*>(name);
    }
    bool waitForJudgements(std::size_t count) {
        return QTest::qWaitFor([&] { return judgements().size() == count; });
    }
    /// Waits until the key's judgement is there and the next pair on screen.
    void judge(Qt::Key key) {
        const auto before = judgements().size();
        press(key);
        if (!waitForJudgements(before + 1))
            qFatal("the judgement was not saved");
        QTest::qWait(1);
    }
    bool shows(const QString& words) const {
        for (const auto* label : page->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(words))
                return true;
        return false;
    }

private:
    void addSamples(const std::vector<std::string>& answers) {
        PromptRecord prompt;
        prompt.id = "p";
        prompt.text = "I have got a new job. How do I resign from the old one without burning "
                      "bridges? Please give me a "
                      "letter that I can send.";
        store.submit([prompt](Store& open) { return open.addPrompt(prompt); });
        std::vector<SampleRecord> samples;
        for (std::size_t i = 0; i < answers.size(); ++i)
            samples.push_back(sampleOf("s" + std::to_string(i), answers[i]));
        store.addSamples(samples);
    }
    QString pane(const QString& name) const {
        const auto* found = paneOf(name);
        return found ? found->toPlainText() : "no such pane";
    }

    QTemporaryDir m_folder;
    std::string m_root;

public:
    bool firstIsLeft = true;
    double draw = 0.99; ///< no repeats
    QStringList opened; ///< addresses
    StoreService store;
    SettingsService settings;
    std::unique_ptr<LabelPage> page;
};

/// Every word the page or a screen reader could give away.
inline QStringList everyWord(const QWidget& page) {
    QStringList words;
    QList<const QWidget*> widgets{&page};
    for (const auto* child : page.findChildren<QWidget*>())
        widgets << child;
    for (const auto* widget : widgets) {
        words << widget->toolTip() << widget->accessibleName() << widget->accessibleDescription()
              << widget->whatsThis() << widget->statusTip() << widget->windowTitle()
              << widget->objectName();
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            words << label->text();
        if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            words << button->text();
        if (const auto* edit = qobject_cast<const QTextEdit*>(widget))
            words << edit->toPlainText() << edit->toHtml();
        if (const auto* line = qobject_cast<const QLineEdit*>(widget))
            words << line->text() << line->placeholderText();
        if (const auto* text = qobject_cast<const QPlainTextEdit*>(widget))
            words << text->toPlainText() << text->placeholderText();
        if (const auto* box = qobject_cast<const QComboBox*>(widget))
            for (int i = 0; i < box->count(); ++i)
                words << box->itemText(i) << box->itemData(i).toString();
        if (const auto* list = qobject_cast<const QListWidget*>(widget))
            for (int i = 0; i < list->count(); ++i)
                words << list->item(i)->text() << list->item(i)->toolTip()
                      << list->item(i)->data(Qt::AccessibleTextRole).toString();
        for (const auto* action : widget->actions())
            words << action->text() << action->toolTip() << action->statusTip();
    }
    return words;
}

} // namespace tiebreak::testing
