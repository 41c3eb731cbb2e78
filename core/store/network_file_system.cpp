#include "store/network_file_system.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>
#include <system_error>
#include <vector>

namespace tiebreak {

namespace {

constexpr std::string_view kNetworkTypes[] = {"nfs",         "nfs4",
                                              "cifs",        "smb3",
                                              "smbfs",       "afs",
                                              "ceph",        "fuse.ceph",
                                              "glusterfs",   "fuse.sshfs",
                                              "fuse.rclone", "fuse.s3fs",
                                              "fuse.davfs",  "fuse.glusterfs",
                                              "davfs",       "fuse.gvfsd-fuse",
                                              "lustre",      "beegfs",
                                              "gpfs",        "ncpfs",
                                              "9p",          "coda"};

/// "\040" and its like are blanks and backslashes in the table of mounts.
std::string unescaped(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 3 < text.size()) {
            out += static_cast<char>(std::stoi(text.substr(i + 1, 3), nullptr, 8));
            i += 3;
        } else {
            out += text[i];
        }
    }
    return out;
}

struct Mount {
    std::string point;
    std::string type;
};

/// One line: id parent device root point options [tags…] - type source options.
Mount mountFrom(const std::string& line) {
    std::istringstream stream(line);
    const std::vector<std::string> words((std::istream_iterator<std::string>(stream)), {});
    const auto dash = std::find(words.begin(), words.end(), "-");
    if (words.size() < 6 || dash == words.end() || dash + 1 == words.end())
        return {};
    return {unescaped(words[4]), *(dash + 1)};
}

bool isInside(const std::string& folder, const std::string& point) {
    return point == "/" || folder == point || folder.starts_with(point + "/");
}

} // namespace

std::string networkFileSystemOf(const std::filesystem::path& folder, const std::string& mountInfo) {
    const std::string path = folder.lexically_normal().string();
    Mount nearest;
    std::istringstream lines(mountInfo);
    for (std::string line; std::getline(lines, line);) {
        Mount mount = mountFrom(line);
        // Of two mounts on one point the later lies on top.
        if (!mount.point.empty() && isInside(path, mount.point) &&
            mount.point.size() >= nearest.point.size())
            nearest = std::move(mount);
    }
    const bool onNetwork = std::find(std::begin(kNetworkTypes), std::end(kNetworkTypes),
                                     nearest.type) != std::end(kNetworkTypes);
    return onNetwork ? nearest.type : std::string();
}

std::string networkFileSystemOf(const std::filesystem::path& folder) {
    std::error_code error;
    const auto real = std::filesystem::weakly_canonical(folder, error);
    std::ifstream file("/proc/self/mountinfo");
    const std::string table((std::istreambuf_iterator<char>(file)), {});
    return error ? std::string() : networkFileSystemOf(real, table);
}

} // namespace tiebreak
