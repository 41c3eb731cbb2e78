// Writes in ways that survive a power cut, and in ways that do not; says on stdout what it holds to
// be safe. For the test of the simulation itself.
//
//   powercut_probe FOLDER append|append-unsynced|replace|replace-unsynced COUNT
#include "base/atomic_file.h"

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <string>
#include <unistd.h>

namespace {

bool appendLine(int fd, const std::string& line, bool sync) {
    return ::write(fd, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
           (!sync || ::fsync(fd) == 0);
}

bool replaceUnsynced(const std::string& path, const std::string& content) {
    std::ofstream(path + ".new") << content;
    return std::rename((path + ".new").c_str(), path.c_str()) == 0;
}

void acknowledge(int number) {
    std::printf("%d\n", number);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 4)
        return 2;
    const std::string folder = argv[1], way = argv[2];
    const bool sync = way.find("unsynced") == std::string::npos;
    const std::string path = folder + "/file";
    int fd = -1;
    if (way.compare(0, 6, "append") == 0) {
        fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
        if (sync && !tiebreak::syncPath(folder))
            return 1;
    }
    for (int i = 1; i <= std::atoi(argv[3]); ++i) {
        const std::string line = std::to_string(i) + "\n";
        const bool good = fd >= 0 ? appendLine(fd, line, sync)
                          : sync  ? tiebreak::writeFileAtomically(path, line).ok()
                                  : replaceUnsynced(path, line);
        if (!good)
            return 1;
        acknowledge(i);
    }
    return 0;
}
