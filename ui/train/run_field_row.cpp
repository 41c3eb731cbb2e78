#include "ui/train/run_field_row.h"

#include "ui/widgets/style_property.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>

namespace tiebreak {

namespace {

constexpr int kNameWidth = 132; // px at scale 1
constexpr int kFieldWidth = 104;

} // namespace

RunFieldRow::RunFieldRow(const Theme& theme, RunField field, QWidget* parent)
    : QWidget(parent)
    , m_field(std::move(field))
    , m_hint(new TextLabel({}, QStringLiteral("caption"), QStringLiteral("muted"), this))
    , m_error(new TextLabel({}, QStringLiteral("small"), QStringLiteral("bad"), this)) {
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(8);
    layout->setVerticalSpacing(2);
    auto* name = new TextLabel(m_field.name, {}, {}, this);
    name->setWordWrap(true);
    name->setFixedWidth(theme.scaled(kNameWidth));
    name->setToolTip(m_field.words);
    QWidget* input = buildEditor(theme);
    input->setObjectName(m_field.key);
    input->setAccessibleName(m_field.name);
    input->setAccessibleDescription(m_field.words);
    input->setToolTip(m_field.words);
    name->setBuddy(input);
    layout->addWidget(name, 0, 0);
    layout->addWidget(input, 0, 1, 1, isWide() ? 2 : 1);
    m_hint->setElided(true);
    if (isWide())
        m_hint->hide();
    else
        layout->addWidget(m_hint, 0, 2);
    layout->setColumnStretch(2, 1);
    m_error->setWordWrap(true);
    m_error->hide();
    layout->addWidget(m_error, 1, 1, 1, 2);
}

bool RunFieldRow::isWide() const {
    return m_field.kind == RunField::Kind::Text || m_field.kind == RunField::Kind::Texts ||
           m_field.kind == RunField::Kind::Numbers;
}

QWidget* RunFieldRow::buildEditor(const Theme& theme) {
    switch (m_field.kind) {
    case RunField::Kind::Flag:
        m_flag = new QCheckBox(this);
        connect(m_flag, &QCheckBox::clicked, this, &RunFieldRow::takeEdit);
        return m_flag;
    case RunField::Kind::Choice:
    case RunField::Kind::MaybeFlag:
        m_choice = buildChoice();
        m_choice->setFixedWidth(theme.scaled(kFieldWidth + kFieldWidth / 2));
        connect(m_choice, &QComboBox::activated, this, &RunFieldRow::takeEdit);
        return m_choice;
    default:
        m_line = buildLine(theme);
        connect(m_line, &QLineEdit::textEdited, this, &RunFieldRow::takeEdit);
        return m_line;
    }
}

QLineEdit* RunFieldRow::buildLine(const Theme& theme) {
    auto* line = new QLineEdit(this);
    line->setProperty("density", "small");
    line->setFont(theme.font(Theme::Type::MonoSmall));
    if (isWide())
        return line;
    line->setAlignment(Qt::AlignRight);
    line->setFixedWidth(theme.scaled(kFieldWidth));
    return line;
}

QComboBox* RunFieldRow::buildChoice() {
    auto* choice = new QComboBox(this);
    choice->setProperty("density", "small");
    if (m_field.kind == RunField::Kind::MaybeFlag) {
        choice->addItem(tr("auto"), QString());
        choice->addItem(tr("yes"), QStringLiteral("true"));
        choice->addItem(tr("no"), QStringLiteral("false"));
    }
    for (const QString& value : m_field.choices)
        choice->addItem(value, value);
    return choice;
}

QWidget* RunFieldRow::editor() const {
    if (m_flag)
        return m_flag;
    return m_choice ? static_cast<QWidget*>(m_choice) : m_line;
}

QString RunFieldRow::text() const {
    if (m_flag)
        return m_flag->isChecked() ? QStringLiteral("true") : QStringLiteral("false");
    return m_choice ? m_choice->currentData().toString() : m_line->text();
}

void RunFieldRow::setValue(const nlohmann::json& value) {
    const QString shown = textOfValue(m_field, value);
    if (m_flag)
        m_flag->setChecked(shown == QLatin1String("true"));
    else if (m_choice)
        m_choice->setCurrentIndex(std::max(0, m_choice->findData(shown)));
    else
        m_line->setText(shown);
    showError({});
}

Result<nlohmann::json> RunFieldRow::value() const {
    return valueFromText(m_field, text());
}

void RunFieldRow::takeEdit() {
    const auto read = value();
    showError(read ? QString() : QString::fromStdString(read.error().message));
    Q_EMIT edited();
}

void RunFieldRow::showError(const QString& words) {
    m_hasError = !words.isEmpty();
    m_error->showText(words);
    m_error->setVisible(m_hasError);
    setStyleProperty(editor(), "state", m_hasError ? QStringLiteral("error") : QString());
    editor()->setAccessibleDescription(m_hasError ? words : m_field.words);
}

void RunFieldRow::setHint(const QString& hint) {
    m_hint->setText(hint.isEmpty() ? m_field.words : hint);
    m_hint->setToolTip(hint.isEmpty() ? m_field.words : m_field.words + QLatin1Char('\n') + hint);
}

bool RunFieldRow::matches(const QString& search) const {
    const QString all =
        m_field.name + QLatin1Char(' ') + m_field.key + QLatin1Char(' ') + m_field.words;
    for (const QString& word : search.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        if (!all.contains(word, Qt::CaseInsensitive))
            return false;
    return true;
}

} // namespace tiebreak
