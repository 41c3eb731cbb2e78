#include "sampling/generation.h"

namespace tiebreak {

const char* stopReasonName(StopReason reason) {
    switch (reason) {
    case StopReason::Eos:
        return "eos";
    case StopReason::Length:
        return "length";
    case StopReason::StopString:
        return "stop_string";
    case StopReason::Cancelled:
        break;
    }
    return "cancelled";
}

} // namespace tiebreak
