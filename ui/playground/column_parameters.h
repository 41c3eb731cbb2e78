// The sampling parameters of every column, with the model version it samples and whether its seed
// is fixed. Columns that come later keep what they had when they were shown last. The window's
// thread.
#pragma once

#include "protocol/sampling_parameters.h"

#include <QObject>
#include <QString>

#include <functional>
#include <vector>

namespace tiebreak {

class ColumnParameters : public QObject {
    Q_OBJECT

public:
    explicit ColumnParameters(QObject* parent = nullptr);

    int count() const { return m_count; }
    /// New columns start with startingParameters.
    void setCount(int count);
    const SamplingParameters& at(int column) const { return m_columns[size_t(column)].parameters; }
    std::vector<SamplingParameters> all() const;
    bool isSeedFixed(int column) const { return m_columns[size_t(column)].seedFixed; }
    /// Of the version this column samples; empty: the one chosen for the page.
    const QString& model(int column) const { return m_columns[size_t(column)].model; }

    /// As many columns as entries, seeds as given; `models` may be shorter: then the page's.
    void set(const std::vector<SamplingParameters>& columns, const QStringList& models = {});
    /// `column` −1: all of them.
    void edit(int column, const std::function<void(SamplingParameters&)>& change);
    void fixSeed(int column, std::uint64_t seed);
    /// A new seed now and with every round.
    void freeSeed(int column);
    /// New seeds for those columns that are not fixed.
    void drawSeeds();
    void setModel(int column, const QString& id);

Q_SIGNALS:
    void changed();

private:
    struct Column {
        SamplingParameters parameters;
        bool seedFixed = false;
        QString model;
    };
    template <class Change>
    void forScope(int column, Change change);

    std::vector<Column> m_columns;
    int m_count = 0;
};

} // namespace tiebreak
