#include "ui/train/run_field_list.h"

#include "ui/train/run_methods.h"
#include "ui/train/usual_ranges.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>

namespace tiebreak {

RunFieldList::RunFieldList(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_search(new QLineEdit(this))
    , m_all(new QCheckBox(tr("All parameters"), this))
    , m_nothing(new TextLabel(tr("No parameter of this method is called so."),
                              QStringLiteral("small"), QStringLiteral("muted"), this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    auto* top = new QHBoxLayout;
    m_search->setPlaceholderText(tr("Search parameters"));
    m_search->setAccessibleName(tr("Search parameters"));
    m_search->setProperty("density", "small");
    m_search->setClearButtonEnabled(true);
    theme.keepPlaceholderReadable(m_search);
    top->addWidget(m_search, 1);
    top->addWidget(m_all);
    layout->addLayout(top);
    layout->addWidget(m_nothing);
    buildGroups(theme, layout);
    connect(m_search, &QLineEdit::textChanged, this, &RunFieldList::showWhatIsWanted);
    connect(m_all, &QCheckBox::toggled, this, &RunFieldList::showWhatIsWanted);
}

void RunFieldList::buildGroups(const Theme& theme, QVBoxLayout* layout) {
    const auto fields = runFields();
    for (const auto& group : runFieldGroups()) {
        Group made{
            group.id,
            new TextLabel(group.title, QStringLiteral("caption"), QStringLiteral("muted"), this),
            {}};
        layout->addWidget(made.title);
        for (const auto& field : fields) {
            if (field.group != group.id)
                continue;
            auto* row = new RunFieldRow(theme, field, this);
            connect(row, &RunFieldRow::edited, this, &RunFieldList::edited);
            layout->addWidget(row);
            made.rows.push_back(row);
        }
        m_groups.push_back(std::move(made));
    }
}

void RunFieldList::setMethod(const QString& method, bool lora) {
    m_method = method;
    m_lora = lora;
    for (const auto& group : m_groups) {
        if (group.id == QLatin1String("method"))
            group.title->setText(methodName(method));
        for (auto* row : group.rows)
            row->setHint(usualRange(method, row->field().key, lora));
    }
    showWhatIsWanted();
}

bool RunFieldList::belongs(const RunField& field) const {
    return field.belongsTo(m_method) && (m_lora || field.group != QLatin1String("adapter"));
}

bool RunFieldList::isWanted(const RunFieldRow& row) const {
    if (!belongs(row.field()))
        return false;
    const QString search = m_search->text().trimmed();
    if (!search.isEmpty())
        return row.matches(search);
    return m_all->isChecked() || row.field().common || row.hasError();
}

void RunFieldList::showWhatIsWanted() {
    bool anything = false;
    for (const auto& group : m_groups) {
        bool any = false;
        for (auto* row : group.rows) {
            const bool wanted = isWanted(*row);
            row->setVisible(wanted);
            any |= wanted;
        }
        // A few common fields need no headings.
        group.title->setVisible(any && (m_all->isChecked() || !m_search->text().isEmpty()));
        anything |= any;
    }
    m_nothing->setVisible(!anything);
}

void RunFieldList::setAllShown(bool all) {
    m_all->setChecked(all);
}

void RunFieldList::show(const nlohmann::json& document) {
    for (const auto& group : m_groups)
        for (auto* row : group.rows)
            row->setValue(valueIn(document, row->field()));
    showWhatIsWanted();
}

Status RunFieldList::writeTo(nlohmann::json& document) const {
    for (const auto& group : m_groups)
        for (auto* row : group.rows) {
            if (!belongs(row->field()))
                continue;
            const auto value = row->value();
            if (!value) {
                row->showError(QString::fromStdString(value.error().message));
                row->setVisible(true);
                return value.error();
            }
            row->showError({}); // what was wrong together with another field may be right now
            setValueIn(document, row->field(), *value);
        }
    return {};
}

bool RunFieldList::showError(const QString& key, const QString& words) {
    RunFieldRow* found = row(key);
    if (!found || !belongs(found->field()))
        return false;
    found->showError(words);
    found->setVisible(true);
    return true;
}

RunFieldRow* RunFieldList::row(const QString& key) const {
    for (const auto& group : m_groups)
        for (auto* row : group.rows)
            if (row->field().key == key)
                return row;
    return nullptr;
}

} // namespace tiebreak
