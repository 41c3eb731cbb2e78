// How far we are: of the batch, today, in all, how long a pair takes, and how far a person agrees
// with themselves; whose judgements these are. The theme must outlive it. The window's thread.
#pragma once

#include "ui/label/consistency.h"

#include <QWidget>

class QLineEdit;
class QProgressBar;
class QVBoxLayout;

namespace tiebreak {

class TextLabel;
class Theme;

class ProgressView : public QWidget {
    Q_OBJECT

public:
    explicit ProgressView(Theme& theme, QWidget* parent = nullptr);

    void showCounts(const QueueCounts& counts);
    void showConsistency(const Consistency& consistency);
    void setAnnotator(const QString& name);
    void retranslate();

Q_SIGNALS:
    void annotatorChanged(const QString& name);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// A fact: its name left, its figure in mono right.
    struct Fact {
        TextLabel* name;
        TextLabel* figure;
    };
    Fact addFact(QVBoxLayout* layout);

    TextLabel* m_title;
    QLineEdit* m_annotator;
    TextLabel* m_figure;
    TextLabel* m_ofAll;
    QProgressBar* m_bar;
    Fact m_today{}, m_all{}, m_skipped{}, m_median{}, m_same{}, m_newest{};
    TextLabel* m_drift;
    QueueCounts m_counts;
    Consistency m_consistency;
};

} // namespace tiebreak
