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

/// After any of these the process cannot compute on the device again.
bool speaksOfDevice(const std::string& text) {
    for (const char* word : {"CUDA error", "CUDA driver error", "cuBLAS error", "CUBLAS_STATUS",
                             "cuDNN error", "CUDNN_STATUS", "device-side assert"})
        if (text.find(word) != std::string::npos)
            return true;
    return false;
}

} // namespace

Error torchError(const std::string& doing, const std::exception& exception) {
    const auto* known = dynamic_cast<const c10::Error*>(&exception);
    const std::string text = firstLine(known ? known->what_without_backtrace() : exception.what());
    const bool memory =
        dynamic_cast<const std::bad_alloc*>(&exception) != nullptr || speaksOfMemory(text);
    if (memory)
        return Error{ErrorCode::OutOfMemory, doing + ": " + text, {}, {}};
    const char* lost = speaksOfDevice(text)
                           ? "the GPU failed or was lost, and this process cannot use it any more: "
                           : "";
    return Error{ErrorCode::Internal, doing + ": " + lost + text, {}, {}};
}

} // namespace tiebreak
