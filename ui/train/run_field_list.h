// The parameters of a method in groups: the common ones, or all of them, or those a search finds.
// Holds no configuration of its own: it shows one and writes into one. The theme must outlive it.
// The window's thread.
#pragma once

#include "ui/train/run_field_row.h"

class QCheckBox;
class QVBoxLayout;

namespace tiebreak {

class RunFieldList : public QWidget {
    Q_OBJECT

public:
    explicit RunFieldList(Theme& theme, QWidget* parent = nullptr);

    /// Which fields there are, and their hints.
    void setMethod(const QString& method, bool lora);
    /// `document` is run.json as toJson() writes it.
    void show(const nlohmann::json& document);
    /// Writes every field of the method, or says the first that is wrong, marking it.
    Status writeTo(nlohmann::json& document) const;
    /// Marks the field of that key; false when there is none.
    bool showError(const QString& key, const QString& words);
    RunFieldRow* row(const QString& key) const;
    void setAllShown(bool all);

Q_SIGNALS:
    void edited();

private:
    struct Group {
        QString id;
        TextLabel* title;
        std::vector<RunFieldRow*> rows;
    };
    void buildGroups(const Theme& theme, QVBoxLayout* layout);
    void showWhatIsWanted();
    bool isWanted(const RunFieldRow& row) const;
    bool belongs(const RunField& field) const;

    QString m_method;
    bool m_lora = true;
    QLineEdit* m_search;
    QCheckBox* m_all;
    TextLabel* m_nothing;
    std::vector<Group> m_groups;
};

} // namespace tiebreak
