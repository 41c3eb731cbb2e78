#include "ui/shell/settings_page.h"

#include "ui/services/settings_service.h"
#include "ui/services/workspace_service.h"
#include "ui/shell/keeping_section.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toggle_bar.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace tiebreak {

namespace {

constexpr int kColumnWidth = 720;
const QStringList kThemes{"system", "light", "dark"};
const QStringList kLanguages{"", "en", "de"};
const QStringList kDevices{"auto", "cpu", "cuda"};
const QList<int> kScales{100, 110, 125, 150, 175, 200};

} // namespace

SettingsPage::SettingsPage(Theme& theme, const Services& services, QWidget* parent)
    : Page("settings", "settings", theme, parent)
    , m_services(services) {
    auto* content = new QWidget;
    content->setProperty("role", "scroll");
    m_column = new QVBoxLayout;
    m_column->setSpacing(12);
    auto* centred = new QHBoxLayout(content);
    centred->setContentsMargins(24, 0, 24, 24);
    centred->addLayout(m_column);
    centred->addStretch();
    m_scroll = new QScrollArea;
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(content);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_scroll);

    buildAppearance();
    buildEngine();
    buildModelFolders();
    buildJudging();
    buildWorkspace();
    buildKeeping();
    buildHelp();
    m_column->addStretch();
    retranslate();
    connect(services.settings, &SettingsService::changed, this, &SettingsPage::showValues);
}

TextLabel* SettingsPage::label(const Text& text, const QString& type, const QString& tone) {
    auto* out = new TextLabel({}, type, tone);
    m_texts.push_back([out, text] { out->showText(text()); });
    return out;
}

ActionButton* SettingsPage::button(const Text& text, const QString& icon) {
    auto* out = new ActionButton(theme(), {}, icon);
    m_texts.push_back([out, text] {
        out->setText(text());
        out->updateGeometry();
    });
    return out;
}

QVBoxLayout* SettingsPage::addSection(const Text& title) {
    auto* card = new Card;
    const auto fit = [this, card] { card->setFixedWidth(theme().scaled(kColumnWidth)); };
    fit();
    connect(&theme(), &Theme::changed, card, fit);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(16, 12, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(label(title, "strong"));
    layout->addWidget(new Card("line"));
    m_column->addWidget(card);
    return layout;
}

void SettingsPage::addRow(QVBoxLayout* section, const Text& name, const Text& fact,
                          QWidget* control) {
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(label(name));
    if (fact) {
        auto* line = label(fact, "small", "second");
        line->setWordWrap(true);
        words->addWidget(line);
    }
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    row->addLayout(words, 1);
    row->addWidget(control, 0, Qt::AlignRight | Qt::AlignVCenter);
    section->addLayout(row);
    m_texts.push_back([control, name] { control->setAccessibleName(name()); });
}

void SettingsPage::buildAppearance() {
    auto* settings = m_services.settings;
    auto* section = addSection([] { return tr("Appearance"); });
    m_themes = new ToggleBar(theme());
    m_texts.push_back([this] {
        m_themes->setChoices({tr("Follow system"), tr("Light"), tr("Dark")});
    });
    addRow(
        section, [] { return tr("Theme"); }, {}, m_themes);
    connect(m_themes, &ToggleBar::currentChanged, this, [settings](int index) {
        settings->change([index](Settings& values) { values.theme = kThemes[index]; });
    });

    m_language = new QComboBox;
    m_language->addItems({QString(), "English", "Deutsch"});
    m_texts.push_back([this] { m_language->setItemText(0, tr("Follow system")); });
    addRow(
        section, [] { return tr("Language"); }, {}, m_language);
    connect(m_language, &QComboBox::activated, this, [settings](int index) {
        settings->change([index](Settings& values) { values.language = kLanguages[index]; });
    });

    m_scale = new QComboBox;
    for (const int scale : kScales)
        m_scale->addItem(QString("%1\u00a0%").arg(scale));
    addRow(
        section, [] { return tr("Font size"); }, {}, m_scale);
    connect(m_scale, &QComboBox::activated, this, [settings](int index) {
        settings->change([index](Settings& values) { values.fontScale = kScales[index] / 100.0; });
    });

    m_motion = new QCheckBox;
    addRow(
        section, [] { return tr("Reduce motion"); },
        [] { return tr("Panels and banners appear at once"); }, m_motion);
    connect(m_motion, &QCheckBox::toggled, this, [settings](bool on) {
        settings->change([on](Settings& values) { values.reduceMotion = on; });
    });
}

void SettingsPage::buildEngine() {
    auto* settings = m_services.settings;
    auto* section = addSection([] { return tr("Engine"); });
    m_threads = new NumberField(theme(), {0, 256, 1, 0});
    m_threads->setFixedWidth(theme().scaled(68));
    m_texts.push_back([this] { m_threads->setName(tr("Threads")); });
    addRow(
        section, [] { return tr("Threads"); },
        [] { return tr("0 uses one a core. In force when a model is loaded next"); }, m_threads);
    connect(m_threads, &NumberField::valueChanged, this, [settings](double value) {
        settings->change([value](Settings& values) { values.threads = int(value); });
    });

    m_device = new QComboBox;
    m_device->addItems({QString(), "CPU", "CUDA"});
    m_texts.push_back([this] { m_device->setItemText(0, tr("Automatic")); });
    addRow(
        section, [] { return tr("Device"); },
        [] { return tr("An NVIDIA GPU is used where there is one"); }, m_device);
    connect(m_device, &QComboBox::activated, this, [settings](int index) {
        settings->change([index](Settings& values) { values.device = kDevices[index]; });
    });
}

void SettingsPage::buildModelFolders() {
    auto* section = addSection([] { return tr("Model folders"); });
    auto* fact = label(
        [] { return tr("Models in these folders appear in the Playground. Nothing is copied."); },
        "small", "second");
    section->addWidget(fact);
    m_folders = new QVBoxLayout;
    m_folders->setSpacing(4);
    section->addLayout(m_folders);
    auto* add = button([] { return tr("Add folder"); }, "add");
    section->addWidget(add, 0, Qt::AlignLeft);
    connect(add, &QPushButton::clicked, this, &SettingsPage::addFolder);
}

void SettingsPage::addFolder() {
    // The native dialog, opened without a nested event loop.
    auto* dialog = new QFileDialog(this, tr("Add a model folder"));
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
        m_services.settings->change([&folder](Settings& values) {
            if (!values.modelFolders.contains(folder))
                values.modelFolders << folder;
        });
    });
    dialog->open();
}

void SettingsPage::showFolders() {
    while (auto* item = m_folders->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto& folder : m_services.settings->values().modelFolders) {
        auto* row = new QWidget;
        auto* layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        auto* path = new TextLabel(folder);
        path->setElided(true);
        layout->addWidget(path, 1);
        auto* remove = new ActionButton(theme(), tr("Remove"), {}, {}, Action::Kind::Quiet);
        remove->setDensity("small");
        layout->addWidget(remove);
        m_folders->addWidget(row);
        connect(
            remove, &QPushButton::clicked, this,
            [this, folder] {
                m_services.settings->change(
                    [&folder](Settings& values) { values.modelFolders.removeAll(folder); });
            },
            Qt::QueuedConnection);
    }
}

void SettingsPage::buildJudging() {
    auto* settings = m_services.settings;
    auto* section = addSection([] { return tr("Judging"); });
    m_saveOnChoice = new QCheckBox;
    addRow(
        section, [] { return tr("Save on choice"); },
        [] {
            return tr(
                "1…7, Space and X save and show the next pair at once; otherwise Enter saves");
        },
        m_saveOnChoice);
    connect(m_saveOnChoice, &QCheckBox::toggled, this, [settings](bool on) {
        settings->change([on](Settings& values) { values.saveOnChoice = on; });
    });
    m_annotator = new QLineEdit;
    m_annotator->setMaxLength(80);
    m_annotator->setFixedWidth(theme().scaled(160));
    addRow(
        section, [] { return tr("Name on your judgements"); },
        [] { return tr("Used to compare annotators"); }, m_annotator);
    connect(m_annotator, &QLineEdit::textEdited, this, [settings](const QString& name) {
        settings->change([&name](Settings& values) { values.annotator = name; });
    });
}

void SettingsPage::buildWorkspace() {
    auto* section = addSection([] { return tr("Workspace"); });
    auto* buttons = new QWidget;
    auto* layout = new QHBoxLayout(buttons);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* make = button([] { return tr("New"); }, "add");
    auto* open = button([] { return tr("Open"); }, "folder");
    layout->addWidget(make);
    layout->addWidget(open);
    const auto path = m_services.workspace->shownPath();
    addRow(
        section, [path] { return path; },
        [] { return tr("Everything you make stays in this folder"); }, buttons);
    connect(make, &QPushButton::clicked, this, [this] { Q_EMIT workspaceRequested({}, true); });
    connect(open, &QPushButton::clicked, this, [this] { Q_EMIT workspaceRequested({}, false); });

    m_recent = new QComboBox;
    m_recent->setMinimumWidth(theme().scaled(220));
    addRow(
        section, [] { return tr("Recent workspaces"); }, {}, m_recent);
    connect(m_recent, &QComboBox::activated, this, [this](int index) {
        const auto folder = m_recent->itemText(index);
        if (folder != QString::fromStdString(m_services.workspace->folder().string()))
            Q_EMIT workspaceRequested(folder, false);
    });
}

void SettingsPage::buildKeeping() {
    auto* section = addSection([] { return tr("Backups and bin"); });
    m_keeping = new KeepingSection(theme(), *m_services.store);
    section->addWidget(m_keeping);
    m_texts.push_back([this] { m_keeping->retranslate(); });
}

void SettingsPage::buildHelp() {
    auto* section = addSection([] { return tr("Help"); });
    m_help = section->parentWidget();
    auto* copy = button([] { return tr("Copy report"); }, "copy");
    addRow(
        section, [] { return tr("Report for a question or a bug"); },
        [] {
            return tr("Versions, processor, device and the last log lines. No prompts, no paths");
        },
        copy);
    connect(copy, &QPushButton::clicked, this, &SettingsPage::reportRequested);
    section->addWidget(label([] {
        return tr("Tiebreak %1, GPL-3.0-or-later").arg(QCoreApplication::applicationVersion());
    }));
    auto* telemetry = label(
        [] {
            return tr("No telemetry: Tiebreak sends nothing anywhere, needs no account and works "
                      "offline.");
        },
        "small", "second");
    telemetry->setWordWrap(true);
    section->addWidget(telemetry);
    auto* keys = label([] { return tr("? shows the keys of a page, Ctrl+K finds any action."); },
                       "small", "second");
    section->addWidget(keys);
}

void SettingsPage::showValues() {
    const auto& values = m_services.settings->values();
    m_themes->setCurrent(int(kThemes.indexOf(values.theme)));
    m_language->setCurrentIndex(int(kLanguages.indexOf(values.language)));
    m_scale->setCurrentIndex(qMax(0, int(kScales.indexOf(qRound(values.fontScale * 100)))));
    const QSignalBlocker a(m_motion), b(m_saveOnChoice);
    m_motion->setChecked(values.reduceMotion);
    m_saveOnChoice->setChecked(values.saveOnChoice);
    if (!m_threads->hasFocus())
        m_threads->setValue(values.threads);
    m_device->setCurrentIndex(int(kDevices.indexOf(values.device)));
    if (m_annotator->text() != values.annotator)
        m_annotator->setText(values.annotator);
    m_recent->clear();
    m_recent->addItems(values.recentWorkspaces);
    showFolders();
}

void SettingsPage::retranslate() {
    for (const auto& set : m_texts)
        set();
    showValues();
}

void SettingsPage::activated(const QVariant& argument) {
    Page::activated(argument);
    if (argument.toString() == "help")
        m_scroll->ensureWidgetVisible(m_help);
    if (argument.toString() == "backups")
        m_scroll->ensureWidgetVisible(m_keeping);
}

QList<QWidget*> SettingsPage::regions() {
    return {m_scroll};
}

} // namespace tiebreak
