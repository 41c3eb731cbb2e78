#include "tensor/torch_error.h"

#include <c10/util/Exception.h>
#include <new>

namespace tiebreak {

namespace {

/// The first line of a library's text: the rest is its call stack.
std::string firstLine(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

bool speaksOfMemory(const std::string& text) {
    return text.find("out of memory") != std::string::npos ||
           text.find("can't allocate memory") != std::string::npos ||
           text.find("not enough memory") != std::string::npos;
}

} // namespace

Error torchError(const std::string& doing, const std::exception& exception) {
    const auto* known = dynamic_cast<const c10::Error*>(&exception);
    const std::string text = firstLine(known ? known->what_without_backtrace() : exception.what());
    const bool memory =
        dynamic_cast<const std::bad_alloc*>(&exception) != nullptr || speaksOfMemory(text);
    return Error{
        memory ? ErrorCode::OutOfMemory : ErrorCode::Internal, doing + ": " + text, {}, {}};
}

} // namespace tiebreak
