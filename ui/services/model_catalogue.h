// The models a person can sample or train: files and folders the engine finds on this machine, and
// checkpoints of runs. The engine reads the files, never the window. The window's thread.
#pragma once

#include "base/result.h"
#include "store/records.h"

#include <QObject>
#include <QStringList>

#include <vector>

class QProcess;

namespace tiebreak {

class StoreService;

class ModelCatalogue : public QObject {
    Q_OBJECT

public:
    ModelCatalogue(const QString& engine, StoreService& store, QObject* parent = nullptr);

    /// Ends a scan that is under way.
    ~ModelCatalogue() override;

    /// Base models first, checkpoints after, each in the order they were made.
    const std::vector<ModelVersionRecord>& models() const { return m_models; }
    /// nullptr when there is none of that id.
    const ModelVersionRecord* find(const std::string& id) const;
    bool isScanning() const { return m_scan != nullptr; }

public Q_SLOTS:
    /// Looks through the folders again: modelsChanged follows, whatever was found.
    void scan(const QStringList& folders);
    /// Reads the store again, after runs were reconciled.
    void reload();

Q_SIGNALS:
    void modelsChanged();
    void scanStarted();
    /// A file that looks like a model but cannot be used, with the reason.
    void modelRefused(const QString& path, const QString& reason);
    void failed(const tiebreak::Error& error);

private:
    void takeScan(const QByteArray& lines);
    void upsert(std::vector<ModelVersionRecord> found);

    QString m_engine;
    StoreService& m_store;
    QProcess* m_scan = nullptr;
    QStringList m_next; ///< folders of a scan asked for while one was under way
    std::vector<ModelVersionRecord> m_models;
};

} // namespace tiebreak
