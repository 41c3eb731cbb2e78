#include "ui/playground/prompt_queue.h"

#include "base/atomic_file.h"

#include <QFileInfo>
#include <QtConcurrent>

#include <algorithm>

namespace tiebreak {

namespace {

constexpr std::uintmax_t kLargestFile = 64u << 20; // bytes

Result<PromptFile> readPromptFile(const QString& path) {
    TB_ASSIGN(const auto content, readFile(path.toStdString(), kLargestFile));
    return promptFileFrom(content, QFileInfo(path).suffix().toLower().toStdString());
}

} // namespace

PromptQueue::PromptQueue(QObject* parent)
    : QObject(parent) {}

void PromptQueue::open(const QString& file) {
    QtConcurrent::run(readPromptFile, file)
        .then(this, [this, reading = ++m_reading,
                     name = QFileInfo(file).fileName()](const Result<PromptFile>& read) {
            if (reading == m_reading)
                take(read, name);
        });
}

void PromptQueue::take(const Result<PromptFile>& file, const QString& name) {
    if (!file) {
        Q_EMIT failed(tr("%1: %2").arg(name, QString::fromStdString(file.error().message)));
        return;
    }
    m_file = *file;
    m_name = name;
    m_index = 0;
    m_running = false;
    Q_EMIT opened();
    Q_EMIT changed();
}

void PromptQueue::close() {
    m_file.reset();
    m_running = false;
    Q_EMIT changed();
}

QString PromptQueue::variables() const {
    QStringList out;
    if (m_file)
        for (const auto& name : m_file->names)
            out << QString::fromStdString(name);
    return out.join(QStringLiteral(", "));
}

void PromptQueue::setIndex(int index) {
    m_index = std::clamp(index, 0, std::max(0, count() - 1));
    Q_EMIT changed();
}

void PromptQueue::setRunning(bool running) {
    m_running = running;
    Q_EMIT changed();
}

Result<QString> PromptQueue::query(const QString& pattern) const {
    if (!m_file)
        return pattern;
    const auto& record = m_file->records[size_t(m_index)];
    const auto text = pattern.toStdString();
    const auto out = variablesIn(text).empty() ? queryOf(record) : filled(text, record);
    if (!out)
        return out.error();
    return QString::fromStdString(*out);
}

} // namespace tiebreak
