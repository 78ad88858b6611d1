#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <type_traits>

#include <fcntl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

// Loaded before the C library (LD_PRELOAD): counts a program's calls that write to files, or flush them, whichever of
// its threads they come from, and lets one of them fail, or all from there on. strace can let calls fail as well, but
// counts each thread's by themselves: what a second thread does first is never reached.
//
// FAILING_FILES: how the paths begin that are meant. FAILING_CALLS: "writes", "flushes", or "names" for what gives
// files other ones. FAILING_COUNT: a file that gets a byte for each of them. FAILING_AT: the number of the one that
// fails; 0 for none. FAILING_STAYS: whether all that come later fail too. FAILING_HOW: "kill" before the call does
// anything, "tear" when it has written half, "hold" that it waits for as long as there is FAILING_COUNT with ".held",
// else "ENOSPC" or "EIO".

namespace {

const char *told(const char *name)
{
    const char *value = std::getenv(name);
    return value ? value : "";
}

struct Wanted {
    const char *files = told("FAILING_FILES");
    const char *calls = told("FAILING_CALLS");
    const char *how = told("FAILING_HOW");
    const long at = std::atol(told("FAILING_AT"));
    const bool stays = *told("FAILING_STAYS") != 0;
    const int count = static_cast<int>(
        ::syscall(SYS_openat, AT_FDCWD, told("FAILING_COUNT"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
};

const Wanted &wanted()
{
    static const Wanted found;
    return found;
}

bool isMeant(int file)
{
    char link[32] = "/proc/self/fd/";
    char *end = link + std::strlen(link);
    char digits[12];
    int count = 0;
    for (int rest = file; rest > 0 || count == 0; rest /= 10)
        digits[count++] = static_cast<char>('0' + rest % 10);
    while (count > 0)
        *end++ = digits[--count];
    *end = 0;
    char path[PATH_MAX];
    const ssize_t length = ::readlink(link, path, sizeof path);
    const std::size_t begin = std::strlen(wanted().files);
    return length >= 0 && static_cast<std::size_t>(length) >= begin && std::memcmp(path, wanted().files, begin) == 0;
}

bool isMeant(const char *path)
{
    return std::strncmp(path, wanted().files, std::strlen(wanted().files)) == 0;
}

[[noreturn]] void die()
{
    ::kill(::getpid(), SIGKILL);
    while (true)
        ::pause();
}

std::atomic<long> callsSoFar = 0;

// The error that a call has; 0: none.
template <typename File>
int errorOf(File file, const char *kind, const void *bytes = nullptr, std::size_t size = 0, off64_t offset = 0)
{
    if (std::strcmp(wanted().calls, kind) != 0 || !isMeant(file))
        return 0;
    const long number = ++callsSoFar;
    ::syscall(SYS_write, wanted().count, ".", 1);
    const bool fails = wanted().at > 0 && (number == wanted().at || (number > wanted().at && wanted().stays));
    if (!fails)
        return 0;
    if (std::strcmp(wanted().how, "ENOSPC") == 0)
        return ENOSPC;
    if (std::strcmp(wanted().how, "EIO") == 0)
        return EIO;
    if (std::strcmp(wanted().how, "hold") == 0) {
        char held[PATH_MAX];
        std::snprintf(held, sizeof held, "%s.held", told("FAILING_COUNT"));
        while (::access(held, F_OK) == 0)
            ::usleep(1000);
        return 0;
    }
    if constexpr (std::is_same_v<File, int>) {
        if (std::strcmp(wanted().how, "tear") == 0)
            ::syscall(SYS_pwrite64, file, bytes, size / 2, offset);
    }
    die();
}

template <typename Call>
auto unless(int error, Call call)
{
    if (error == 0)
        return call();
    errno = error;
    return decltype(call())(-1);
}

} // namespace

extern "C" {

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t offset)
{
    return unless(errorOf(file, "writes", bytes, size, offset),
                  [&] { return static_cast<ssize_t>(::syscall(SYS_pwrite64, file, bytes, size, offset)); });
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t offset)
{
    return pwrite64(file, bytes, size, offset);
}

int ftruncate64(int file, off64_t size) noexcept
{
    return unless(errorOf(file, "writes"), [&] { return static_cast<int>(::syscall(SYS_ftruncate, file, size)); });
}

int ftruncate(int file, off_t size) noexcept
{
    return ftruncate64(file, size);
}

int fsync(int file)
{
    return unless(errorOf(file, "flushes"), [&] { return static_cast<int>(::syscall(SYS_fsync, file)); });
}

int fdatasync(int file)
{
    return unless(errorOf(file, "flushes"), [&] { return static_cast<int>(::syscall(SYS_fdatasync, file)); });
}

int renameat2(int folder, const char *from, int otherFolder, const char *to, unsigned flags) noexcept
{
    return unless(errorOf(from, "names"),
                  [&] { return static_cast<int>(::syscall(SYS_renameat2, folder, from, otherFolder, to, flags)); });
}

int rename(const char *from, const char *to) noexcept
{
    return unless(errorOf(from, "names"),
                  [&] { return static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0)); });
}

int link(const char *from, const char *to) noexcept
{
    return unless(errorOf(from, "names"),
                  [&] { return static_cast<int>(::syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0)); });
}

int unlink(const char *path) noexcept
{
    return unless(errorOf(path, "names"), [&] { return static_cast<int>(::syscall(SYS_unlinkat, AT_FDCWD, path, 0)); });
}
}
