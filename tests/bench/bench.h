#pragma once

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

// What the programs that bench.py runs have in common: each measures one case in a process of its own
// and prints what it found as one object a line.
namespace bench {

using Clock = std::chrono::steady_clock;
using Json = nlohmann::ordered_json;

struct Case {
    std::string name;
    int slots = 1;
    unsigned records = 0;
};

// PROGRAM CASE SLOTS RECORDS
inline Case caseOf(int count, char **arguments)
{
    if (count != 4) {
        std::fprintf(stderr, "usage: %s CASE SLOTS RECORDS\n", arguments[0]);
        std::exit(2);
    }
    return {arguments[1], std::stoi(arguments[2]), static_cast<unsigned>(std::stoul(arguments[3]))};
}

inline double microseconds(Clock::duration time)
{
    return std::chrono::duration<double, std::micro>(time).count();
}

// For which the calling thread has had a core so far.
inline Clock::duration threadTime()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

// For which it has stood ready and another thread, or another program, had the core.
inline Clock::duration threadDelay()
{
    static thread_local const int file = open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
    char text[64] = {};
    if (pread(file, text, sizeof(text) - 1, 0) <= 0)
        return {};
    long long worked = 0;
    long long stoodReady = 0;
    std::sscanf(text, "%lld %lld", &worked, &stoodReady);
    return std::chrono::nanoseconds(stoodReady);
}

// The highest resident size of this process so far, in bytes.
inline long peak()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss * 1024;
}

inline void print(Json result)
{
    result["peak"] = peak();
    std::puts(result.dump().c_str());
}

// The time that all but a thousandth of the sorted times stay within.
inline double permille999(const std::vector<double> &sorted)
{
    return sorted.empty() ? 0 : sorted[std::min(sorted.size() - 1, sorted.size() * 999 / 1000)];
}

} // namespace bench
