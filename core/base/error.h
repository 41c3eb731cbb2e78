// An expected failure as a value: what went wrong, with which thing, and what to do about it.
// Plain data, copied freely, no thread rule.
#pragma once

#include <memory>
#include <string>

namespace tiebreak {

enum class ErrorCode {
    BadArgument, ///< a value the caller or person gave is out of range or unknown
    BadFile,     ///< a file's content breaks a rule of its format
    NotFound,    ///< a file, row or tensor that was named is not there
    Unsupported, ///< known, but not available in this version
    TooNew,      ///< written by a newer version; left untouched
    Busy,        ///< somebody else holds it
    Io,          ///< reading or writing failed
    DiskFull,    ///< no space left
    OutOfMemory, ///< host or device memory
    NonFinite,   ///< a NaN or an infinity where a number must be
    Cancelled,   ///< by the person
    Paused,      ///< by the person
    Internal,    ///< a library failed in a way that is not the person's doing
};

/// The code's stable name on the wire and in logs, for example "bad_file".
const char* errorCodeName(ErrorCode code);

/// Inverse of errorCodeName; unknown names become Internal.
ErrorCode errorCodeFromName(const std::string& name);

/// Exit status of the command line: 2 bad arguments or files, 3 cancelled, 4 paused, 5 out of
/// memory, 6 non-finite, 1 anything else.
int exitStatus(ErrorCode code);

struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string message; ///< names the thing, the value, the limit
    std::string path;    ///< the file it concerns, may be empty
    std::shared_ptr<const Error> cause;

    /// One line: "path: message: cause".
    std::string text() const;
};

/// An Io or DiskFull error out of errno; `doing` is a verb phrase such as "writing".
Error errnoError(const std::string& doing, const std::string& path, int errorNumber);

} // namespace tiebreak
