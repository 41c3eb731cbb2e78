#include "base/error.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace tiebreak {

namespace {

constexpr std::array<std::pair<ErrorCode, const char*>, 13> kNames{{
    {ErrorCode::BadArgument, "bad_argument"},
    {ErrorCode::BadFile, "bad_file"},
    {ErrorCode::NotFound, "not_found"},
    {ErrorCode::Unsupported, "unsupported"},
    {ErrorCode::TooNew, "too_new"},
    {ErrorCode::Busy, "busy"},
    {ErrorCode::Io, "io"},
    {ErrorCode::DiskFull, "disk_full"},
    {ErrorCode::OutOfMemory, "out_of_memory"},
    {ErrorCode::NonFinite, "non_finite"},
    {ErrorCode::Cancelled, "cancelled"},
    {ErrorCode::Paused, "paused"},
    {ErrorCode::Internal, "internal"},
}};

} // namespace

const char* errorCodeName(ErrorCode code) {
    for (const auto& [known, name] : kNames)
        if (known == code)
            return name;
    return "internal";
}

ErrorCode errorCodeFromName(const std::string& name) {
    for (const auto& [code, known] : kNames)
        if (name == known)
            return code;
    return ErrorCode::Internal;
}

int exitStatus(ErrorCode code) {
    switch (code) {
    case ErrorCode::BadArgument:
    case ErrorCode::BadFile:
    case ErrorCode::NotFound:
    case ErrorCode::Unsupported:
    case ErrorCode::TooNew:
        return 2;
    case ErrorCode::Cancelled:
        return 3;
    case ErrorCode::Paused:
        return 4;
    case ErrorCode::OutOfMemory:
        return 5;
    case ErrorCode::NonFinite:
        return 6;
    default:
        return 1;
    }
}

std::string Error::text() const {
    std::string out = path.empty() ? message : path + ": " + message;
    if (cause)
        out += ": " + cause->text();
    return out;
}

Error errnoError(const std::string& doing, const std::string& path, int errorNumber) {
    const bool full = errorNumber == ENOSPC || errorNumber == EDQUOT;
    const ErrorCode code = full                    ? ErrorCode::DiskFull
                           : errorNumber == ENOENT ? ErrorCode::NotFound
                                                   : ErrorCode::Io;
    return Error{code, doing + " failed: " + std::strerror(errorNumber), path, nullptr};
}

} // namespace tiebreak
