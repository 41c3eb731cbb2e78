#include "ui/playground/column_parameters.h"

#include "ui/playground/sampler_parameters.h"

namespace tiebreak {

ColumnParameters::ColumnParameters(QObject* parent)
    : QObject(parent) {}

template <class Change>
void ColumnParameters::forScope(int column, Change change) {
    for (int i = 0; i < m_count; ++i)
        if (column < 0 || i == column)
            change(m_columns[size_t(i)]);
    Q_EMIT changed();
}

void ColumnParameters::setCount(int count) {
    while (int(m_columns.size()) < count)
        m_columns.push_back({startingParameters(int(m_columns.size())), false, {}});
    m_count = count;
    Q_EMIT changed();
}

std::vector<SamplingParameters> ColumnParameters::all() const {
    std::vector<SamplingParameters> out;
    for (int i = 0; i < m_count; ++i)
        out.push_back(at(i));
    return out;
}

void ColumnParameters::set(const std::vector<SamplingParameters>& columns,
                           const QStringList& models) {
    m_columns.clear();
    for (const auto& parameters : columns)
        m_columns.push_back({parameters, true, models.value(qsizetype(m_columns.size()))});
    m_count = int(columns.size());
    Q_EMIT changed();
}

void ColumnParameters::edit(int column, const std::function<void(SamplingParameters&)>& change) {
    forScope(column, [&](Column& one) { change(one.parameters); });
}

void ColumnParameters::fixSeed(int column, std::uint64_t seed) {
    forScope(column, [seed](Column& one) {
        one.parameters.seed = seed;
        one.seedFixed = true;
    });
}

void ColumnParameters::freeSeed(int column) {
    forScope(column, [](Column& one) {
        one.parameters.seed = freshSeed();
        one.seedFixed = false;
    });
}

void ColumnParameters::drawSeeds() {
    forScope(-1, [](Column& one) {
        if (!one.seedFixed)
            one.parameters.seed = freshSeed();
    });
}

void ColumnParameters::setModel(int column, const QString& id) {
    forScope(column, [&id](Column& one) { one.model = id; });
}

} // namespace tiebreak
