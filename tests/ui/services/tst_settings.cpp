#include "base/atomic_file.h"
#include "strict_messages.h"
#include "ui/services/settings_service.h"
#include "ui/services/workspace_service.h"

#include <QTemporaryDir>
#include <QtTest>

#include <memory>

using namespace tiebreak;

class TestSettings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_strict = std::make_unique<StrictMessages>(); }

    void changes_surviveARestart() {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("deep/settings.json").toStdString();
        {
            SettingsService settings(file);
            QCOMPARE(settings.values(), Settings{});
            QSignalSpy changed(&settings, &SettingsService::changed);
            settings.change([](Settings& values) { values.theme = "dark"; });
            settings.change([](Settings& values) { values.theme = "dark"; });
            settings.change([](Settings& values) {
                values.fontScale = 1.25;
                values.modelFolders << "/a"
                                    << "/b";
            });
            QCOMPARE(changed.count(), 2);
        }
        SettingsService again(file);
        QCOMPARE(again.values().theme, QString("dark"));
        QCOMPARE(again.values().fontScale, 1.25);
        QCOMPARE(again.values().modelFolders, QStringList({"/a", "/b"}));
        QVERIFY(again.problem().isEmpty());
    }

    void valuesOutOfRange_fallBack_unknownKeysStay() {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("settings.json").toStdString();
        QVERIFY(writeFileAtomically(
                    file, R"({"format":1,"font_scale":9,"theme":"pink","threads":-3,"future":7})")
                    .ok());
        {
            SettingsService settings(file);
            QCOMPARE(settings.values(), Settings{});
            settings.change([](Settings& values) { values.annotator = "A"; });
        }
        QVERIFY(readFile(file).value().find("\"future\": 7") != std::string::npos);
    }

    void damagedFile_isKeptAsideAndSaid() {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("settings.json").toStdString();
        QVERIFY(writeFileAtomically(file, "{not json").ok());
        SettingsService settings(file);
        QVERIFY(!settings.problem().isEmpty());
        QCOMPARE(readFile(file.string() + ".damaged").value(), std::string("{not json"));
    }

    void newerFile_isLeftUntouched() {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("settings.json").toStdString();
        QVERIFY(writeFileAtomically(file, R"({"format":2,"theme":"dark"})").ok());
        {
            SettingsService settings(file);
            QVERIFY(settings.problem().contains("format 2"));
            settings.change([](Settings& values) { values.theme = "light"; });
        }
        QCOMPARE(readFile(file).value(), std::string(R"({"format":2,"theme":"dark"})"));
    }

    void workspaces_areRememberedNewestFirst() {
        QTemporaryDir folder;
        SettingsService settings(folder.filePath("settings.json").toStdString());
        for (int i = 0; i < 12; ++i)
            settings.rememberWorkspace(QString::number(i));
        settings.rememberWorkspace("5");
        QCOMPARE(settings.values().recentWorkspaces.size(), 10);
        QCOMPARE(settings.values().recentWorkspaces.first(), QString("5"));
        QCOMPARE(settings.values().recentWorkspaces.count("5"), 1);
    }

    void workspace_makesItsFolders() {
        QTemporaryDir folder;
        const auto workspace = WorkspaceService::open(folder.filePath("new").toStdString());
        QVERIFY(workspace.ok());
        QVERIFY(std::filesystem::is_directory(workspace->runsFolder()));
        QVERIFY(!WorkspaceService::open("/proc/nothing/here").ok());
    }

private:
    std::unique_ptr<StrictMessages> m_strict;
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
