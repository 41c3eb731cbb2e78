// Three questions that lead to a method and a preset: what there is, what should come of it, how
// careful. Knows no configuration. The window's thread.
#pragma once

#include <QWidget>

class QButtonGroup;
class QVBoxLayout;

namespace tiebreak {

class GuidedQuestions : public QWidget {
    Q_OBJECT

public:
    explicit GuidedQuestions(QWidget* parent = nullptr);

    /// Shows the answers that mean this method and preset; without signals.
    void setAnswers(const QString& method, const QString& preset);
    /// Words of the presets of the method, in the order quick, steady, careful.
    void setCareWords(const QStringList& words);
    void focusFirst();

Q_SIGNALS:
    void methodChosen(const QString& method);
    void presetChosen(const QString& preset);

private:
    struct Answer {
        QString id;
        QString text;
    };
    QButtonGroup* addQuestion(QVBoxLayout* layout, const QString& question,
                              const QVector<Answer>& answers);
    void showAims();

    QButtonGroup* m_have;
    QButtonGroup* m_aim;
    QButtonGroup* m_care;
};

} // namespace tiebreak
