// The queries of a file, one after the other: which one is at hand, and whether all of them are
// being answered. Fills the query's variables from the file's records. The window's thread.
#pragma once

#include "ui/playground/prompt_file.h"

#include <QObject>
#include <QString>

namespace tiebreak {

class PromptQueue : public QObject {
    Q_OBJECT

public:
    explicit PromptQueue(QObject* parent = nullptr);

    /// Reads the file on another thread; `opened` or `failed` follows.
    void open(const QString& file);
    void close();
    bool isOpen() const { return m_file.has_value(); }
    int count() const { return m_file ? int(m_file->records.size()) : 0; }
    int index() const { return m_index; }
    const QString& name() const { return m_name; }
    /// "name, age": what {{…}} may stand in a query.
    QString variables() const;
    void setIndex(int index);
    /// The query of the record at hand: `pattern` filled in, or, where it has no variables, what
    /// the record itself asks.
    Result<QString> query(const QString& pattern) const;
    bool isRunning() const { return m_running; }
    /// From the record at hand to the last.
    void setRunning(bool running);

Q_SIGNALS:
    void opened();
    void failed(const QString& problem);
    void changed();

private:
    void take(const Result<PromptFile>& file, const QString& name);

    std::optional<PromptFile> m_file;
    QString m_name;
    int m_index = 0;
    bool m_running = false;
    int m_reading = 0;
};

} // namespace tiebreak
