// Models: what is on this machine and what was trained from it. The window's thread.
#pragma once

#include "ui/widgets/page.h"

class QLineEdit;
class QStackedWidget;
class QTableView;

namespace tiebreak {

class BannerStack;
class EmptyState;
class ModelFacts;
class ModelCatalogue;
class ModelTableModel;

class ModelsPage : public Page {
    Q_OBJECT

public:
    ModelsPage(Theme& theme, ModelCatalogue& models, QWidget* parent = nullptr);

    QString title() const override;
    QList<QWidget*> regions() override;
    void activated(const QVariant& argument) override;

Q_SIGNALS:
    /// A folder with models was chosen; the settings remember it and the scan follows.
    void folderAdded(const QString& folder);

protected:
    void retranslate() override;

private:
    void buildActions();
    void buildLayout();
    QWidget* buildList();
    void showModels();
    void showCurrent();
    void choose(const QString& id);
    void sampleCurrent();
    void addFolder();
    QString currentId() const;

    ModelCatalogue& m_models;
    Action* m_sample = nullptr;
    QStackedWidget* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    BannerStack* m_banners = nullptr;
    QLineEdit* m_search = nullptr;
    QTableView* m_table = nullptr;
    ModelTableModel* m_rows = nullptr;
    ModelFacts* m_facts = nullptr;
};

} // namespace tiebreak
