#include "ui/playground/playground_files.h"

#include "base/atomic_file.h"
#include "ui/playground/conversation_export.h"
#include "ui/playground/preset_shelf.h"
#include "ui/playground/prompt_queue.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QtConcurrent>

namespace tiebreak {

namespace {

constexpr std::uintmax_t kLargestPresets = 4u << 20; // bytes

Result<std::vector<SamplingPreset>> presetsIn(const QString& file) {
    TB_ASSIGN(const auto text, readFile(file.toStdString(), kLargestPresets));
    return presetsFromText(text);
}

} // namespace

PlaygroundFiles::PlaygroundFiles(QWidget& window, PresetShelf& shelf, PromptQueue& queue)
    : QObject(&window)
    , m_window(window)
    , m_shelf(shelf)
    , m_queue(queue) {}

void PlaygroundFiles::ask(bool save, const QString& title, const QString& filter,
                          const QString& suffix, std::function<void(const QString&)> use) {
    auto* dialog = new QFileDialog(m_window.window(), title, {}, filter);
    dialog->setAcceptMode(save ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(save ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    if (save)
        dialog->setDefaultSuffix(suffix);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, std::move(use));
    dialog->open();
}

void PlaygroundFiles::openQueries() {
    ask(false, tr("Open a file of queries"), tr("Queries (*.txt *.jsonl *.csv)"), {},
        [this](const QString& file) { m_queue.open(file); });
}

void PlaygroundFiles::importPresets() {
    ask(false, tr("Read presets from a file"), tr("Presets (*.json)"), {},
        [this](const QString& file) { readPresets(file); });
}

void PlaygroundFiles::exportPresets() {
    ask(true, tr("Write presets to a file"), tr("Presets (*.json)"), "json",
        [this](const QString& file) { writePresets(file); });
}

void PlaygroundFiles::exportConversation(const ConversationRecord& conversation) {
    ask(true, tr("Write the conversation to a file"), tr("Conversation (*.json)"), "json",
        [this, conversation](const QString& file) { writeConversation(conversation, file); });
}

void PlaygroundFiles::readPresets(const QString& file) {
    QtConcurrent::run(presetsIn, file)
        .then(this, [this, name = QFileInfo(file).fileName()](
                        const Result<std::vector<SamplingPreset>>& presets) {
            if (!presets) {
                Q_EMIT failed(
                    tr("%1: %2").arg(name, QString::fromStdString(presets.error().message)));
                return;
            }
            m_shelf.add(*presets);
            Q_EMIT written(
                tr("%n presets are read from %1.", nullptr, int(presets->size())).arg(name));
        });
}

void PlaygroundFiles::writePresets(const QString& file) {
    write(file, presetsText(m_shelf.own()));
}

void PlaygroundFiles::writeConversation(const ConversationRecord& conversation,
                                        const QString& file) {
    write(file, conversationJson(conversation)
                        .dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) +
                    "\n");
}

void PlaygroundFiles::write(const QString& file, std::string content) {
    QtConcurrent::run([path = file.toStdString(), content = std::move(content)]() -> Status {
        return writeFileAtomically(path, content);
    }).then(this, [this, name = QFileInfo(file).fileName()](const Status& status) {
        if (status)
            Q_EMIT written(tr("%1 is written.").arg(name));
        else
            Q_EMIT failed(tr("%1 is not written: %2")
                              .arg(name, QString::fromStdString(status.error().message)));
    });
}

} // namespace tiebreak
