// Runs a target over mutated inputs, guided by coverage: fuzz_x [--runs N | --seconds S] [--seed
// N], or fuzz_x FILE… to run kept inputs again. A finding (sanitizer report, crash, more than a
// second or 512 MB) ends the process with a status other than 0 and leaves its input in
// finding-<target>-<process>.bin.
#include "coverage_map.h"
#include "fuzz_target.h"
#include "mutator.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sanitizer/common_interface_defs.h>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

namespace tiebreak::fuzz {

namespace {

constexpr int kMostSecondsAnInput = 1;
constexpr long kMostKilobytes = 512L << 10; // of the whole process
constexpr std::size_t kMostKept = 8192;

std::string targetName;
const std::string* running = nullptr; // the input that is being read

std::string findingName() {
    return "finding-" + targetName + "-" + std::to_string(getpid()) + ".bin";
}

/// Called by the sanitizers before they end the process, and by the handler below.
void keepInput() {
    if (running == nullptr)
        return;
    const auto name = findingName();
    const int file = ::open(name.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file >= 0 && ::write(file, running->data(), running->size()) >= 0)
        std::fprintf(stderr, "%s: the input is in %s\n", targetName.c_str(), name.c_str());
}

void stopSlowInput(int) {
    keepInput();
    std::fprintf(stderr, "%s: an input took more than %d s\n", targetName.c_str(),
                 kMostSecondsAnInput);
    std::abort();
}

/// Counts processor time, so that a busy machine makes no findings.
void watchTime(bool on) {
    itimerval limit{};
    limit.it_value.tv_sec = on ? kMostSecondsAnInput : 0;
    setitimer(ITIMER_PROF, &limit, nullptr);
}

void checkMemory() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    if (usage.ru_maxrss <= kMostKilobytes)
        return;
    keepInput();
    std::fprintf(stderr, "%s: %ld KB of memory are above the limit %ld\n", targetName.c_str(),
                 usage.ru_maxrss, kMostKilobytes);
    std::exit(1);
}

bool runOne(const std::string& input) {
    running = &input;
    beginCoverage();
    watchTime(true);
    runInput(input);
    watchTime(false);
    running = nullptr;
    return endCoverage();
}

struct Limits {
    std::uint64_t runs = 0; ///< 0: by time
    double seconds = 10;
    std::uint64_t seed = 1;
};

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

int mutateAndRun(const Limits& limits) {
    const auto start = std::chrono::steady_clock::now();
    std::vector<std::string> kept;
    for (auto& seed : seeds()) {
        seed.resize(std::min(seed.size(), Mutator::kMostBytes));
        runOne(seed);
        kept.push_back(std::move(seed));
    }
    Mutator mutator(limits.seed, words());
    std::uint64_t runs = 0;
    const auto goesOn = [&] {
        return limits.runs > 0 ? runs < limits.runs : secondsSince(start) < limits.seconds;
    };
    for (; goesOn(); ++runs) {
        const auto input =
            mutator.mutate(kept[mutator.below(kept.size())], kept[mutator.below(kept.size())]);
        if (runOne(input) && kept.size() < kMostKept)
            kept.push_back(input);
        if (runs % 256 == 0)
            checkMemory();
    }
    const double seconds = secondsSince(start);
    std::printf("%s: %llu inputs in %.1f s (%.0f a second), %zu kept, no findings\n",
                targetName.c_str(), static_cast<unsigned long long>(runs), seconds,
                static_cast<double>(runs) / seconds, kept.size());
    return 0;
}

std::string contentOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>(file), {}};
}

/// A folder in memory: a disk's file system would take longer than the readers.
struct TemporaryFolder {
    std::filesystem::path path;
    TemporaryFolder() {
        const std::filesystem::path memory = "/dev/shm";
        std::error_code ignored;
        const auto base = std::filesystem::is_directory(memory, ignored)
                              ? memory
                              : std::filesystem::temp_directory_path();
        std::string name = (base / "fuzz-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr)
            throw std::runtime_error("cannot make " + name);
        path = name;
    }
    ~TemporaryFolder() { std::filesystem::remove_all(path); }
};

int run(int count, char** arguments) {
    Limits limits;
    std::vector<std::string> files;
    for (int i = 1; i < count; ++i) {
        const std::string word = arguments[i];
        const bool option = word.rfind("--", 0) == 0;
        if (option && i + 1 >= count)
            throw std::runtime_error("option " + word + ": a number must follow");
        if (word == "--runs")
            limits.runs = std::stoull(arguments[++i]);
        else if (word == "--seconds")
            limits.seconds = std::stod(arguments[++i]);
        else if (word == "--seed")
            limits.seed = std::stoull(arguments[++i]);
        else if (option)
            throw std::runtime_error("option " + word + ": known are --runs, --seconds, --seed");
        else
            files.push_back(word);
    }
    for (const auto& file : files)
        runOne(contentOf(file));
    return files.empty() ? mutateAndRun(limits) : 0;
}

} // namespace

std::filesystem::path asFile(std::string_view bytes, const char* ending) {
    static const TemporaryFolder folder;
    const auto path = folder.path / (std::string("input") + ending);
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    const bool written = file >= 0 && ::write(file, bytes.data(), bytes.size()) ==
                                          static_cast<ssize_t>(bytes.size());
    if (file >= 0)
        ::close(file);
    if (!written)
        throw std::runtime_error("cannot write " + path.string());
    return path;
}

std::string testData(const std::string& name) {
    return contentOf(std::filesystem::path(TIEBREAK_TEST_DATA) / name);
}

} // namespace tiebreak::fuzz

// A single request beyond this is a finding, and freed memory is not kept long.
extern "C" const char* __asan_default_options() {
    return "max_allocation_size_mb=256:quarantine_size_mb=8:allocator_may_return_null=0:"
           "detect_leaks=1:malloc_context_size=8";
}

extern "C" const char* __ubsan_default_options() {
    return "print_stacktrace=1";
}

int main(int count, char** arguments) {
    using namespace tiebreak::fuzz;
    targetName = std::filesystem::path(arguments[0]).filename().string();
    __sanitizer_set_death_callback(keepInput);
    std::signal(SIGPROF, stopSlowInput);
    try {
        return run(count, arguments);
    } catch (const std::exception& error) { // a reader that throws is a finding too
        keepInput();
        std::fprintf(stderr, "%s: %s\n", targetName.c_str(), error.what());
        return 1;
    }
}
