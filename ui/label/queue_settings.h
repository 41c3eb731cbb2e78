// How the queue goes: its order, a tag, hidden repeats, how many annotators judge a pair. The
// window's thread.
#pragma once

#include "ui/label/label_setup.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QSpinBox;

namespace tiebreak {

class TextLabel;

class QueueSettings : public QWidget {
    Q_OBJECT

public:
    explicit QueueSettings(QWidget* parent = nullptr);

    void show(const LabelSetup& setup);
    /// The switch for pairs made meanwhile is there only where they can be made.
    void offerGeneration(bool offered);
    void retranslate();

Q_SIGNALS:
    /// By the person.
    void orderChanged(tiebreak::QueueOrder order);
    void tagChanged(const std::string& tag);
    void repeatsChanged(bool on);
    void generatesChanged(bool on);
    void overlapChanged(int annotators);

private:
    LabelSetup m_setup;
    TextLabel* m_title;
    QComboBox* m_order;
    QComboBox* m_tag;
    QCheckBox* m_repeats;
    QCheckBox* m_generates;
    TextLabel* m_overlapName;
    QSpinBox* m_overlap;
};

} // namespace tiebreak
