// Files that the Playground reads and writes where a person says: presets, conversations, queries.
// Dialogs are native and never block; reading and writing happen on other threads. The window's
// thread.
#pragma once

#include "store/records.h"

#include <QObject>
#include <QPointer>
#include <QWidget>

#include <functional>
#include <string>

namespace tiebreak {

class PresetShelf;
class PromptQueue;

class PlaygroundFiles : public QObject {
    Q_OBJECT

public:
    PlaygroundFiles(QWidget& window, PresetShelf& shelf, PromptQueue& queue);

    void openQueries();
    void importPresets();
    void exportPresets();
    void exportConversation(const ConversationRecord& conversation);
    // The same with the file named, as the dialogs do once one is chosen.
    void readPresets(const QString& file);
    void writePresets(const QString& file);
    void writeConversation(const ConversationRecord& conversation, const QString& file);

Q_SIGNALS:
    void written(const QString& words);
    void failed(const QString& problem);

private:
    void ask(bool save, const QString& title, const QString& filter, const QString& suffix,
             std::function<void(const QString&)> use);
    void write(const QString& file, std::string content);

    QWidget& m_window;
    PresetShelf& m_shelf;
    PromptQueue& m_queue;
};

} // namespace tiebreak
