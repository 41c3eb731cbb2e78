#include "ui/services/model_catalogue.h"

#include "ui/services/end_process.h"
#include "ui/services/store_service.h"

#include <QProcess>

#include <algorithm>

namespace tiebreak {

namespace {

std::string textOf(const nlohmann::json& json, const char* key) {
    return json.contains(key) && json[key].is_string() ? json[key].get<std::string>()
                                                       : std::string();
}

ModelVersionRecord baseVersion(const nlohmann::json& found) {
    ModelVersionRecord version;
    version.id = textOf(found, "hash");
    version.name = textOf(found, "name");
    version.kind = "base";
    version.path = textOf(found, "path");
    version.hash = version.id;
    version.facts = found;
    for (const char* key : {"path", "name", "hash"})
        version.facts.erase(key);
    return version;
}

} // namespace

ModelCatalogue::ModelCatalogue(const QString& engine, StoreService& store, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_store(store) {}

ModelCatalogue::~ModelCatalogue() {
    if (m_scan)
        endProcess(*m_scan);
}

const ModelVersionRecord* ModelCatalogue::find(const std::string& id) const {
    const auto found =
        std::find_if(m_models.begin(), m_models.end(), [&](const auto& m) { return m.id == id; });
    return found == m_models.end() ? nullptr : &*found;
}

void ModelCatalogue::scan(const QStringList& folders) {
    if (m_scan) {
        m_next = folders;
        return;
    }
    m_scan = new QProcess(this);
    Q_EMIT scanStarted();
    const auto over = [this] {
        const QByteArray lines = m_scan->readAllStandardOutput();
        const QString problem = m_scan->errorString();
        const bool started = m_scan->error() != QProcess::FailedToStart;
        m_scan->deleteLater();
        m_scan = nullptr;
        if (started)
            takeScan(lines);
        else
            Q_EMIT failed(
                {ErrorCode::NotFound, problem.toStdString(), m_engine.toStdString(), nullptr});
        if (!m_next.isEmpty())
            scan(std::exchange(m_next, {}));
    };
    connect(m_scan, &QProcess::finished, this, over);
    connect(m_scan, &QProcess::errorOccurred, this, [over](QProcess::ProcessError e) {
        if (e == QProcess::FailedToStart)
            over();
    });
    m_scan->start(m_engine,
                  QStringList{QStringLiteral("models"), QStringLiteral("list")} + folders);
}

void ModelCatalogue::takeScan(const QByteArray& lines) {
    std::vector<ModelVersionRecord> found;
    for (const QByteArray& line : lines.split('\n')) {
        const auto json = nlohmann::json::parse(line.toStdString(), nullptr, false);
        if (!json.is_object())
            continue;
        if (json.contains("error"))
            Q_EMIT modelRefused(QString::fromStdString(textOf(json, "path")),
                                QString::fromStdString(textOf(json, "error")));
        else if (!textOf(json, "hash").empty())
            found.push_back(baseVersion(json));
    }
    upsert(std::move(found));
}

void ModelCatalogue::upsert(std::vector<ModelVersionRecord> found) {
    m_store
        .submit([found = std::move(found)](Store& store) -> Status {
            for (const auto& version : found)
                TB_TRY(store.upsertModelVersion(version));
            return {};
        })
        .then(this, [this](Status written) {
            if (!written)
                Q_EMIT failed(written.error());
            reload();
        });
}

void ModelCatalogue::reload() {
    m_store.submit([](Store& store) { return store.modelVersions(); })
        .then(this, [this](Result<std::vector<ModelVersionRecord>> models) {
            if (!models) {
                Q_EMIT failed(models.error());
                return;
            }
            std::stable_sort(models->begin(), models->end(), [](const auto& a, const auto& b) {
                return (a.kind == "base") > (b.kind == "base");
            });
            m_models = std::move(*models);
            Q_EMIT modelsChanged();
        });
}

} // namespace tiebreak
