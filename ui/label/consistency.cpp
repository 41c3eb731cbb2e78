#include "ui/label/consistency.h"

namespace tiebreak {

namespace {

int sign(int strength) {
    return (strength > 0) - (strength < 0);
}

bool isSame(const RepeatRecord& repeat) {
    return repeat.before == repeat.after &&
           (repeat.before != Verdict::Strength ||
            sign(repeat.strengthBefore) == sign(repeat.strengthAfter));
}

} // namespace

Consistency consistencyOf(const std::vector<RepeatRecord>& repeats) {
    Consistency out;
    for (const auto& repeat : repeats) {
        const bool same = isSame(repeat);
        ++out.repeats;
        out.same += same;
        if (out.newest < kNewestRepeats) {
            ++out.newest;
            out.newestSame += same;
        }
    }
    out.interval = wilsonInterval(out.same, out.repeats);
    const int older = out.repeats - out.newest;
    if (older >= kNewestRepeats) {
        const auto now = wilsonInterval(out.newestSame, out.newest);
        const auto before = wilsonInterval(out.same - out.newestSame, older);
        out.isDrifting = now.high < before.low;
    }
    return out;
}

} // namespace tiebreak
