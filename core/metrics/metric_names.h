// What each key of metrics.jsonl means to a person: title, unit, which card it is drawn on, and
// words for the tooltip. English source texts; the window translates them. A constant table, any
// thread.
#pragma once

#include <span>
#include <string_view>

namespace tiebreak {

struct MetricName {
    std::string_view key;   ///< as in metrics.jsonl
    std::string_view title; ///< of the line: "Chosen"
    std::string_view unit;  ///< "nats", "%"; empty for a pure number
    std::string_view card;  ///< key of the card it is drawn on
    bool percent = false;   ///< the file holds a fraction, people read per cent
    bool primary = false;   ///< drawn solid; the second series of a card is dashed
    std::string_view words; ///< one or two sentences
};

/// A card groups the metrics that are read together; cards come in the order they are read.
struct MetricCard {
    std::string_view key;
    std::string_view title;
    std::string_view unit;
    std::string_view methods; ///< "dpo ppo": where it is shown
};

std::span<const MetricName> metricNames();
std::span<const MetricCard> metricCards();
/// Null for a key nobody described; it is then drawn on a card of its own under its key.
const MetricName* findMetricName(std::string_view key);
/// True when the card belongs to the method's curves.
bool cardShownFor(const MetricCard& card, std::string_view method);

} // namespace tiebreak
