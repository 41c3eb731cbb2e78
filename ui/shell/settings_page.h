// Settings: appearance, engine, model folders, judging, workspace, help and what the program does
// with data (nothing leaves the machine). Every change is in force at once. The window's thread.
#pragma once

#include "ui/services/services.h"
#include "ui/widgets/page.h"

#include <functional>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QScrollArea;
class QVBoxLayout;

namespace tiebreak {

class ActionButton;
class Card;
class KeepingSection;
class NumberField;
class TextLabel;
class ToggleBar;
struct Settings;

class SettingsPage : public Page {
    Q_OBJECT

public:
    SettingsPage(Theme& theme, const Services& services, QWidget* parent = nullptr);

    QString title() const override { return tr("Settings"); }
    void activated(const QVariant& argument) override;
    QList<QWidget*> regions() override;

Q_SIGNALS:
    /// Empty folder: let the person choose; `make` says whether for a new one.
    void workspaceRequested(const QString& folder, bool make);
    void reportRequested();

protected:
    void retranslate() override;

private:
    using Text = std::function<QString()>;

    void buildAppearance();
    void buildEngine();
    void buildModelFolders();
    void buildJudging();
    void buildWorkspace();
    void buildKeeping();
    void buildHelp();
    QVBoxLayout* addSection(const Text& title);
    void addRow(QVBoxLayout* section, const Text& name, const Text& fact, QWidget* control);
    TextLabel* label(const Text& text, const QString& type = {}, const QString& tone = {});
    ActionButton* button(const Text& text, const QString& icon = {});
    void showValues();
    void showFolders();
    void addFolder();

    Services m_services;
    QScrollArea* m_scroll = nullptr;
    QVBoxLayout* m_column = nullptr;
    std::vector<std::function<void()>> m_texts; ///< set the texts again
    ToggleBar* m_themes = nullptr;
    QComboBox* m_language = nullptr;
    QComboBox* m_scale = nullptr;
    QCheckBox* m_motion = nullptr;
    NumberField* m_threads = nullptr;
    QComboBox* m_device = nullptr;
    QVBoxLayout* m_folders = nullptr;
    QCheckBox* m_saveOnChoice = nullptr;
    QLineEdit* m_annotator = nullptr;
    QComboBox* m_recent = nullptr;
    KeepingSection* m_keeping = nullptr;
    QWidget* m_help = nullptr;
};

} // namespace tiebreak
