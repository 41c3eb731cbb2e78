#include "ui/label/queue_settings.h"

#include "ui/widgets/number_text.h"
#include "ui/widgets/text_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSpinBox>

namespace tiebreak {

namespace {

constexpr int kMostAnnotators = 9;

} // namespace

QueueSettings::QueueSettings(QWidget* parent)
    : QWidget(parent)
    , m_title(new TextLabel({}, "strong"))
    , m_order(new QComboBox)
    , m_tag(new QComboBox)
    , m_repeats(new QCheckBox)
    , m_generates(new QCheckBox)
    , m_overlapName(new TextLabel({}, {}, "second"))
    , m_overlap(new QSpinBox) {
    m_order->setObjectName("order");
    m_tag->setObjectName("tag");
    m_repeats->setObjectName("repeats");
    m_generates->setObjectName("generates");
    m_generates->hide();
    m_overlap->setObjectName("overlap");
    m_overlap->setRange(1, kMostAnnotators);
    m_overlap->setProperty("density", "small");
    auto* overlap = new QHBoxLayout;
    overlap->addWidget(m_overlapName, 1);
    overlap->addWidget(m_overlap);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_order);
    layout->addWidget(m_tag);
    layout->addLayout(overlap);
    layout->addWidget(m_repeats);
    layout->addWidget(m_generates);
    connect(m_order, &QComboBox::activated, this,
            [this](int index) { Q_EMIT orderChanged(QueueOrder(index)); });
    connect(m_tag, &QComboBox::activated, this, [this](int index) {
        Q_EMIT tagChanged(m_tag->itemData(index).toString().toStdString());
    });
    connect(m_repeats, &QCheckBox::toggled, this, &QueueSettings::repeatsChanged);
    connect(m_generates, &QCheckBox::toggled, this, &QueueSettings::generatesChanged);
    connect(m_overlap, &QSpinBox::valueChanged, this, &QueueSettings::overlapChanged);
    retranslate();
}

void QueueSettings::retranslate() {
    m_title->setText(tr("Queue"));
    const QSignalBlocker quiet(m_order);
    m_order->clear();
    m_order->addItems(
        {tr("In order"), tr("Random"), tr("Least certain first"), tr("Most disagreed first")});
    m_order->setAccessibleName(tr("Order of the queue"));
    m_tag->setAccessibleName(tr("Queries with the tag"));
    m_repeats->setText(tr("1 pair in 20 comes again"));
    m_repeats->setToolTip(
        tr("With its sides changed over, so that it shows how far you agree with yourself."));
    m_generates->setText(tr("Make pairs meanwhile"));
    m_generates->setToolTip(
        tr("When few pairs wait, the query with the fewest responses is sampled twice."));
    m_overlapName->setText(tr("Annotators a pair"));
    m_overlap->setAccessibleName(tr("Annotators a pair"));
    m_overlap->setToolTip(tr("Nobody sees another's answer before giving theirs."));
    show(m_setup);
}

void QueueSettings::show(const LabelSetup& setup) {
    m_setup = setup;
    const QSignalBlocker quietOrder(m_order), quietTag(m_tag), quietRepeats(m_repeats),
        quietGenerates(m_generates), quietOverlap(m_overlap);
    m_order->setCurrentIndex(int(setup.order));
    m_tag->clear();
    m_tag->addItem(tr("All queries"), QString());
    for (const auto& tag : setup.tags) {
        const QString name = QString::fromStdString(tag.tag);
        m_tag->addItem(tr("Tag %1 (%2)").arg(name, countText(tag.queries)), name);
    }
    const int current = m_tag->findData(QString::fromStdString(setup.tag));
    m_tag->setCurrentIndex(qMax(0, current));
    m_tag->setVisible(m_tag->count() > 1);
    m_repeats->setChecked(setup.repeats);
    m_generates->setChecked(setup.generates);
    m_overlap->setValue(setup.overlap);
}

void QueueSettings::offerGeneration(bool offered) {
    m_generates->setVisible(offered);
}

} // namespace tiebreak
