// A field for one number between limits: mono, right-aligned; ↑ ↓ small step, Shift ten of them; a
// number outside the limits stays in the field, marked, and is said in words. The window's thread.
#pragma once

#include <QLineEdit>

namespace tiebreak {

class Theme;

struct NumberLimits {
    double lowest = 0;
    double highest = 0;
    double step = 1;
    int decimals = 0;
    bool lowestExcluded = false; ///< temperature > 0
};

class NumberField : public QLineEdit {
    Q_OBJECT

public:
    NumberField(Theme& theme, const NumberLimits& limits, QWidget* parent = nullptr);

    double value() const { return m_value; }
    void setValue(double value);
    /// Name for the error's sentence and for screen readers.
    void setName(const QString& name);
    void setLimits(const NumberLimits& limits);
    /// Moves by small steps, stopping at the limits.
    void stepBy(int steps);
    const QString& error() const { return m_error; }

Q_SIGNALS:
    void valueChanged(double value);
    /// In words, or empty when the text is fine again.
    void errorChanged(const QString& error);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void takeText();
    void showValue();
    void setError(const QString& error);
    QString complaint(const QString& typed) const;

    NumberLimits m_limits;
    double m_value = 0;
    QString m_name;
    QString m_error;
};

} // namespace tiebreak
