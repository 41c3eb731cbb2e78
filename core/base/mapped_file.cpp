#include "base/mapped_file.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tiebreak {

MappedFile::Mapping::~Mapping() {
    if (!bytes.empty())
        ::munmap(const_cast<std::byte*>(bytes.data()), bytes.size());
}

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
    // Without waiting: a pipe of that name would block until somebody writes to it.
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return errnoError("opening", path.string(), errno);
    struct stat info {};
    if (::fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        ::close(fd);
        return Error{ErrorCode::BadFile, "is not a regular file", path.string(), nullptr};
    }
    auto mapping = std::make_shared<Mapping>();
    mapping->path = path;
    if (info.st_size > 0) {
        const auto size = static_cast<size_t>(info.st_size);
        void* address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
        const int failure = errno;
        ::close(fd);
        if (address == MAP_FAILED)
            return errnoError("mapping", path.string(), failure);
        mapping->bytes = {static_cast<const std::byte*>(address), size};
    } else {
        ::close(fd);
    }
    return MappedFile(std::move(mapping));
}

} // namespace tiebreak
