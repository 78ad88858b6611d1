#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <ctime>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

// Clocks as Linux has them after the computer slept: the one on the wall and that since its start have gone on, the
// monotonic one has not. Loaded before the C library (LD_PRELOAD), or linked. SLEPT: a file whose first eight bytes are
// the seconds, as a number of the processor's; whoever writes them puts the computer to sleep.

namespace {

using Seconds = std::atomic<std::int64_t>;

std::int64_t sleptSeconds()
{
    static std::atomic<const Seconds *> mapped = nullptr;
    const char *path = mapped ? nullptr : std::getenv("SLEPT");
    const int file = path ? ::open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file >= 0) {
        void *found = ::mmap(nullptr, sizeof(Seconds), PROT_READ, MAP_SHARED, file, 0);
        ::close(file);
        if (found != MAP_FAILED)
            mapped = static_cast<const Seconds *>(found);
    }
    return mapped ? mapped.load()->load() : 0;
}

} // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec *time) noexcept
{
    const long answer = ::syscall(SYS_clock_gettime, clock, time);
    switch (clock) {
    case CLOCK_REALTIME:
    case CLOCK_REALTIME_COARSE:
    case CLOCK_BOOTTIME:
    case CLOCK_TAI:
        time->tv_sec += sleptSeconds();
        break;
    default:
        break;
    }
    return static_cast<int>(answer);
}

int gettimeofday(timeval *time, void *) noexcept
{
    timespec now{};
    const int answer = clock_gettime(CLOCK_REALTIME, &now);
    *time = {now.tv_sec, now.tv_nsec / 1000};
    return answer;
}

time_t time(time_t *time) noexcept
{
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    if (time)
        *time = now.tv_sec;
    return now.tv_sec;
}

} // extern "C"
