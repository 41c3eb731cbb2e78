#include "ui/label/rubric_card.h"

#include "ui/label/judgement_words.h"
#include "ui/widgets/neutral_slider.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QGridLayout>
#include <QHash>
#include <QKeyEvent>
#include <QLineEdit>

namespace tiebreak {

namespace {

constexpr int kFurthest = 3;
constexpr int kColumns = 2; // dimensions side by side
constexpr int kParts = 3;   // name, slider, words

QString shownName(const QString& name) {
    static const QHash<QString, const char*> standard{
        {"helpful", QT_TRANSLATE_NOOP("tiebreak::RubricCard", "Helpful")},
        {"honest", QT_TRANSLATE_NOOP("tiebreak::RubricCard", "Honest")},
        {"harmless", QT_TRANSLATE_NOOP("tiebreak::RubricCard", "Harmless")},
        {"correct", QT_TRANSLATE_NOOP("tiebreak::RubricCard", "Correct")},
        {"style", QT_TRANSLATE_NOOP("tiebreak::RubricCard", "Style")}};
    const auto found = standard.find(name);
    return found == standard.end() ? name : RubricCard::tr(*found);
}

} // namespace

RubricCard::RubricCard(Theme& theme, QWidget* parent)
    : Card("card", parent)
    , m_theme(theme)
    , m_grid(new QGridLayout(this))
    , m_new(new QLineEdit) {
    m_grid->setContentsMargins(16, 8, 16, 8);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(4);
    m_new->setMaxLength(40);
    m_new->setProperty("density", "small");
    m_new->installEventFilter(this);
    theme.keepPlaceholderReadable(m_new);
    connect(m_new, &QLineEdit::returnPressed, this, &RubricCard::takeNewName);
    retranslate();
}

QStringList RubricCard::standardDimensions() {
    return {"helpful", "honest", "harmless", "correct", "style"};
}

void RubricCard::setDimensions(const QStringList& names) {
    if (names == m_names)
        return;
    const auto before = values();
    for (const auto& row : m_rows) {
        delete row.name;
        delete row.slider;
        delete row.words;
    }
    m_rows.clear();
    m_names = names;
    for (int i = 0; i < names.size(); ++i)
        addRow(i, names[i]);
    const int last = int(names.size());
    m_grid->addWidget(m_new, last / kColumns, last % kColumns * kParts, 1, kParts);
    setValues(before);
}

void RubricCard::addRow(int index, const QString& name) {
    Row row{new TextLabel(shownName(name)), new NeutralSlider(m_theme),
            new TextLabel({}, "small", "muted")};
    row.slider->setRange(-kFurthest, kFurthest);
    row.slider->setNeutral(0);
    row.slider->installEventFilter(this);
    row.words->setMinimumWidth(m_theme.scaled(110));
    const int line = index / kColumns, column = index % kColumns * kParts;
    m_grid->addWidget(row.name, line, column);
    m_grid->addWidget(row.slider, line, column + 1);
    m_grid->addWidget(row.words, line, column + 2);
    m_grid->setColumnStretch(column + 1, 1);
    m_rows << row;
    connect(row.slider, &NeutralSlider::stepped, this, [this, index](int steps) {
        set(index, m_rows[index].slider->value() + (steps > 0 ? 1 : -1));
    });
    connect(row.slider, &QSlider::sliderMoved, this,
            [this, index](int value) { set(index, value); });
    connect(row.slider, &QSlider::actionTriggered, this,
            [this, index] { set(index, m_rows[index].slider->sliderPosition()); });
}

void RubricCard::set(int index, int value) {
    Row& row = m_rows[index];
    row.isSet = true;
    row.slider->setValue(qBound(-kFurthest, value, kFurthest));
    showRow(index);
    Q_EMIT valuesChanged();
}

void RubricCard::showRow(int index) {
    const Row& row = m_rows[index];
    const QString words =
        row.isSet ? judgementWords({Verdict::Strength, row.slider->value()}) : tr("not said");
    row.words->showText(words);
    row.slider->setAccessibleName(tr("%1, %2").arg(row.name->text(), words));
}

void RubricCard::setValues(const QMap<QString, int>& values) {
    for (int i = 0; i < m_rows.size(); ++i) {
        const auto value = values.find(m_names[i]);
        m_rows[i].isSet = value != values.end();
        m_rows[i].slider->setValue(m_rows[i].isSet ? *value : 0);
        showRow(i);
    }
}

QMap<QString, int> RubricCard::values() const {
    QMap<QString, int> out;
    for (int i = 0; i < m_rows.size(); ++i)
        if (m_rows[i].isSet)
            out[m_names[i]] = m_rows[i].slider->value();
    return out;
}

void RubricCard::focusFirst() {
    if (!m_rows.isEmpty())
        m_rows.first().slider->setFocus(Qt::TabFocusReason);
}

void RubricCard::takeNewName() {
    const QString name = m_new->text().simplified();
    m_new->clear();
    if (!name.isEmpty() && !m_names.contains(name))
        Q_EMIT dimensionAdded(name);
}

void RubricCard::retranslate() {
    setAccessibleName(tr("Dimensions"));
    m_new->setPlaceholderText(tr("Own dimension, then Enter"));
    m_new->setAccessibleName(tr("New dimension"));
    for (int i = 0; i < m_rows.size(); ++i) {
        m_rows[i].name->setText(shownName(m_names[i]));
        showRow(i);
    }
}

bool RubricCard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return Card::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    const bool leaves = key->key() == Qt::Key_Escape;
    const bool adds =
        watched == m_new && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter);
    if (event->type() == QEvent::ShortcutOverride && (leaves || adds)) {
        event->accept();
        return true;
    }
    if (leaves && event->type() == QEvent::KeyPress) {
        parentWidget()->setFocus();
        return true;
    }
    return Card::eventFilter(watched, event);
}

} // namespace tiebreak
