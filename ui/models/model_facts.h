// The right half of Models: name, lineage, facts, what it was made from, and Sample. The window's
// thread.
#pragma once

#include "store/records.h"
#include "ui/widgets/card.h"

#include <vector>

class QGridLayout;
class QHBoxLayout;

namespace tiebreak {

class ActionButton;
class Chip;
class LineageView;
class TextLabel;
class Theme;

class ModelFacts : public Card {
    Q_OBJECT

public:
    explicit ModelFacts(Theme& theme, QWidget* parent = nullptr);

    /// nullptr empties the card.
    void showModel(const std::vector<ModelVersionRecord>& models, const ModelVersionRecord* model);
    void retranslate();
    LineageView* lineage() const { return m_lineage; }

Q_SIGNALS:
    void sampleClicked();
    void modelChosen(const QString& id);

private:
    void addFact(int cell, const QString& name, const QString& value);
    void showFacts(const ModelVersionRecord& model);
    void showMadeFrom(const ModelVersionRecord& model);

    Theme& m_theme;
    TextLabel* m_name;
    Chip* m_state;
    TextLabel* m_words;
    ActionButton* m_sample;
    TextLabel* m_lineageTitle;
    LineageView* m_lineage;
    TextLabel* m_factsTitle;
    QGridLayout* m_facts;
    TextLabel* m_madeTitle;
    QHBoxLayout* m_made;
};

} // namespace tiebreak
