#include "ui/playground/text_parameter_row.h"

#include "ui/widgets/dot.h"
#include "ui/widgets/style_property.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QSignalBlocker>

namespace tiebreak {

TextParameterRow::TextParameterRow(Theme& theme, const SamplerText& spec, QWidget* parent)
    : QWidget(parent)
    , m_spec(spec)
    , m_theme(theme)
    , m_name(new TextLabel)
    , m_dot(new QLabel)
    , m_help(new TextLabel({}, "small", "muted"))
    , m_error(new TextLabel({}, "small", "bad")) {
    setObjectName(spec.key);
    auto* names = new QHBoxLayout;
    names->setSpacing(6);
    names->addWidget(m_name);
    names->addWidget(m_dot);
    names->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(names);
    buildField(theme);
    layout->addWidget(field());
    layout->addWidget(m_help);
    layout->addWidget(m_error);
    m_name->setVisible(spec.kind != SamplerText::Kind::Switch);
    m_help->setWordWrap(true);
    m_error->setWordWrap(true);
    m_error->hide();
    connect(&theme, &Theme::changed, this, &TextParameterRow::showDot);
    retranslate();
    setValue(spec.get({}));
}

void TextParameterRow::buildField(Theme& theme) {
    using Kind = SamplerText::Kind;
    if (m_spec.kind == Kind::Switch) {
        m_switch = new QCheckBox;
        connect(m_switch, &QCheckBox::toggled, this, [this] { Q_EMIT valueChanged(value()); });
    } else if (m_spec.kind == Kind::Choice) {
        m_choice = new QComboBox;
        m_choice->setProperty("density", "small");
        m_choice->addItems(m_spec.choices);
        connect(m_choice, &QComboBox::activated, this, [this] { Q_EMIT valueChanged(value()); });
    } else {
        m_text = new QPlainTextEdit;
        m_text->setProperty("role", "code");
        m_text->setTabChangesFocus(true);
        const int lines = m_spec.kind == Kind::Lines ? 3 : 1;
        const auto fit = [this, &theme, lines] {
            m_text->setFixedHeight(
                lines * QFontMetrics(theme.font(Theme::Type::MonoSmall)).lineSpacing() + 20);
        };
        fit();
        connect(&theme, &Theme::changed, this, fit);
        connect(m_text, &QPlainTextEdit::textChanged, this,
                [this] { Q_EMIT valueChanged(value()); });
    }
}

QWidget* TextParameterRow::field() const {
    if (m_switch)
        return m_switch;
    return m_choice ? static_cast<QWidget*>(m_choice) : m_text;
}

QString TextParameterRow::value() const {
    if (m_switch)
        return m_switch->isChecked() ? QStringLiteral("true") : QStringLiteral("false");
    return m_choice ? m_choice->currentText() : m_text->toPlainText();
}

void TextParameterRow::setValue(const QString& text) {
    // While a person writes, what they wrote stays as they wrote it.
    if (!(m_text && m_text->hasFocus()) && value() != text) {
        const QSignalBlocker quiet(field());
        if (m_switch)
            m_switch->setChecked(text == "true");
        else if (m_choice)
            m_choice->setCurrentText(text);
        else
            m_text->setPlainText(text);
        showError({});
    }
    showDot();
}

void TextParameterRow::showDot() {
    m_dot->setPixmap(dotPixmap(m_theme.color("accent"), devicePixelRatioF()));
    m_dot->setVisible(value() != m_spec.get({}));
}

void TextParameterRow::showError(const QString& error) {
    m_hasError = !error.isEmpty();
    m_error->setText(error);
    m_error->setVisible(m_hasError);
    if (m_text)
        setStyleProperty(m_text, "state", m_hasError ? "error" : "");
}

void TextParameterRow::retranslate() {
    m_name->setText(m_spec.name());
    if (m_switch)
        m_switch->setText(m_spec.name());
    field()->setAccessibleName(m_spec.name());
    m_help->setText(m_spec.help());
}

} // namespace tiebreak
