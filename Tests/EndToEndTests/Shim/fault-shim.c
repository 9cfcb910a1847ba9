// Preloaded into the program under test: makes a chosen file operation fail, or the process die at it,
// or the power fail at it.
//
//   FAULT_PATH    only operations on paths with this text count
//   FAULT_CALLS   the kinds that count, of: open write sync rename mkdir remove truncate; default: all
//   FAULT_AT      the operation that is struck, from 1
//   FAULT_DO      kill          SIGKILL before it
//                 kill-after    SIGKILL after it
//                 fail:N        it and every later one fails with errno N
//                 fail-once:N   it alone fails with errno N
//                 tear:N        it, a write, writes half only, and every later operation fails with errno N
//                 power:P       what was written since the last sync is lost but for its first P percent, and
//                               SIGKILL
//   FAULT_TIMER   SIGKILL after so many microseconds, wherever the process then is
//   FAULT_MARK    a file that is made when the fault strikes
//   FAULT_STORE   for power: an empty folder for the state as of the last sync, or of the start

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

enum action { NOTHING, KILL, KILL_AFTER, FAIL, FAIL_ONCE, TEAR, POWER };

static const char *path_text, *calls, *mark, *store;
static long strike_at;
static enum action action;
static int action_value;
static atomic_long count;

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

__attribute__((constructor)) static void start(void) {
    path_text = getenv("FAULT_PATH");
    calls = getenv("FAULT_CALLS");
    mark = getenv("FAULT_MARK");
    store = getenv("FAULT_STORE");
    const char *at = getenv("FAULT_AT"), *what = getenv("FAULT_DO");
    strike_at = at ? atol(at) : 0;
    if (what) {
        const char *value = strchr(what, ':');
        action_value = value ? atoi(value + 1) : 0;
        size_t length = value ? (size_t)(value - what) : strlen(what);
#define IS(name) (length == strlen(name) && !strncmp(what, name, length))
        action = IS("kill") ? KILL : IS("kill-after") ? KILL_AFTER : IS("fail") ? FAIL
            : IS("fail-once") ? FAIL_ONCE : IS("tear") ? TEAR : IS("power") ? POWER : NOTHING;
    }
    const char *timer_text = getenv("FAULT_TIMER");
    if (timer_text) {
        timer_t timer;
        struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGKILL };
        long long after = atoll(timer_text);
        struct itimerspec when = {
            .it_value = { .tv_sec = after / 1000000, .tv_nsec = after % 1000000 * 1000 + 1 } };
        if (timer_create(CLOCK_MONOTONIC, &event, &timer) || timer_settime(timer, 0, &when, 0)) abort();
    }
    // Only the program itself is struck, not what it starts.
    unsetenv("LD_PRELOAD");
}

// The open-file number's path; empty for what is no file.
static void path_of(int file, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    path[length > 0 ? length : 0] = 0;
}

static int is_meant(const char *kind, const char *path) {
    if (action == NOTHING || !path || !*path) return 0;
    if (path_text && !strstr(path, path_text)) return 0;
    return !calls || strstr(calls, kind) != NULL;
}

static void leave_mark(void) {
    if (!mark) return;
    REAL(int, "open", const char *, int, ...);
    int file = real(mark, O_WRONLY | O_CREAT, 0600);
    if (file >= 0) close(file);
}

// MARK: Power

static pthread_mutex_t power_lock = PTHREAD_MUTEX_INITIALIZER;

static void copy(const char *from, const char *to, off_t limit_new, const char *newer) {
    // `to` becomes `from`, but for its first `limit_new` bytes, which are those of `newer`.
    char block[1 << 16];
    char staged[PATH_MAX];
    snprintf(staged, sizeof staged, "%s/staged", store);
    int out = open(staged, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    int old = open(from, O_RDONLY), new = newer ? open(newer, O_RDONLY) : -1;
    off_t position = 0;
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off_t);
    while (new >= 0 && position < limit_new) {
        size_t size = sizeof block;
        if ((off_t)size > limit_new - position) size = limit_new - position;
        ssize_t got = pread(new, block, size, position);
        if (got <= 0) break;
        real(out, block, got, position);
        position += got;
    }
    while (old >= 0) {
        ssize_t got = pread(old, block, sizeof block, position);
        if (got <= 0) break;
        real(out, block, got, position);
        position += got;
    }
    if (old >= 0) close(old);
    if (new >= 0) close(new);
    close(out);
    // In place, so that the file keeps its number and its locks.
    int source = open(staged, O_RDONLY), target = open(to, O_WRONLY | O_CREAT, 0600);
    off_t size = 0;
    for (ssize_t got; (got = read(source, block, sizeof block)) > 0; size += got) {
        real(target, block, got, size);
    }
    if (ftruncate(target, size)) abort();
    close(source);
    close(target);
}

// Where the state as of the last sync of a file is kept.
static void stored(const char *path, char *kept) {
    const char *name = strrchr(path, '/');
    snprintf(kept, PATH_MAX, "%s/%s", store, name ? name + 1 : path);
}

// What was there before the process is durable.
static void remember_found(const char *path) {
    char kept[PATH_MAX];
    stored(path, kept);
    pthread_mutex_lock(&power_lock);
    if (!access(path, F_OK) && access(kept, F_OK)) copy(path, kept, 0, NULL);
    pthread_mutex_unlock(&power_lock);
}

static void remember_synced(const char *path) {
    char kept[PATH_MAX];
    stored(path, kept);
    pthread_mutex_lock(&power_lock);
    copy(path, kept, 0, NULL);
    pthread_mutex_unlock(&power_lock);
}

// Every file of the ledger falls back to what was synced of it.
static void fail_power(const char *path) {
    char base[PATH_MAX], file[PATH_MAX], kept[PATH_MAX];
    pthread_mutex_lock(&power_lock);
    snprintf(base, sizeof base, "%s", path);
    char *suffix = strstr(base, "-wal");
    if (suffix) *suffix = 0;
    const char *parts[] = { "", "-wal" };
    for (int index = 0; index < 2; index++) {
        struct stat now, synced;
        snprintf(file, sizeof file, "%s%s", base, parts[index]);
        stored(file, kept);
        if (stat(file, &now)) continue;
        off_t before = stat(kept, &synced) ? 0 : synced.st_size;
        off_t grown = now.st_size > before ? now.st_size - before : 0;
        off_t survives = action_value ? before + grown * action_value / 100 : 0;
        if (action_value && !grown) survives = now.st_size * action_value / 100;
        copy(kept, file, survives, file);
    }
    leave_mark();
    die();
}

// MARK: Striking

// 0: go on. 1: fail with errno set. 2: go on and die afterwards. 3: tear.
static int strike(const char *kind, const char *path) {
    if (!is_meant(kind, path)) return 0;
    long number = atomic_fetch_add(&count, 1) + 1;
    if (number < strike_at) return 0;
    int is_first = number == strike_at;
    switch (action) {
    case KILL: if (is_first) { leave_mark(); die(); } return 0;
    case KILL_AFTER: if (is_first) { leave_mark(); return 2; } return 0;
    case FAIL: leave_mark(); errno = action_value; return 1;
    case FAIL_ONCE: if (is_first) { leave_mark(); errno = action_value; return 1; } return 0;
    case TEAR:
        leave_mark();
        if (is_first && !strcmp(kind, "write")) return 3;
        errno = action_value;
        return 1;
    case POWER: if (is_first) fail_power(path); return 0;
    default: return 0;
    }
}

#define STRUCK(kind, path, failure) \
    int blow = strike(kind, path); \
    if (blow == 1) return failure
#define DONE(result) \
    int kept_errno = errno; \
    if (blow == 2) die(); \
    errno = kept_errno; \
    return result

static int opened(const char *path, int flags) { return flags & (O_CREAT | O_TRUNC); }

int open64(const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    REAL(int, "open64", const char *, int, mode_t);
    if (action == POWER && is_meant("sync", path)) remember_found(path);
    int blow = opened(path, flags) ? strike("open", path) : 0;
    if (blow == 1) return -1;
    int result = real(path, flags, mode);
    DONE(result);
}

int open(const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    REAL(int, "open", const char *, int, mode_t);
    int blow = opened(path, flags) ? strike("open", path) : 0;
    if (blow == 1) return -1;
    int result = real(path, flags, mode);
    DONE(result);
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off_t offset) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off_t);
    char path[PATH_MAX];
    path_of(file, path);
    STRUCK("write", path, -1);
    if (blow == 3) return real(file, bytes, size / 2, offset);
    ssize_t result = real(file, bytes, size, offset);
    DONE(result);
}

ssize_t write(int file, const void *bytes, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    char path[PATH_MAX];
    path_of(file, path);
    STRUCK("write", path, -1);
    if (blow == 3) return real(file, bytes, size / 2);
    ssize_t result = real(file, bytes, size);
    DONE(result);
}

#define SYNC(name) \
    int name(int file) { \
        REAL(int, #name, int); \
        char path[PATH_MAX]; \
        path_of(file, path); \
        STRUCK("sync", path, -1); \
        int result = real(file); \
        if (!result && action == POWER && is_meant("sync", path)) remember_synced(path); \
        DONE(result); \
    }
SYNC(fsync)
SYNC(fdatasync)
SYNC(syncfs)

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    STRUCK("rename", to, -1);
    int result = real(from, to);
    DONE(result);
}

int mkdir(const char *path, mode_t mode) {
    REAL(int, "mkdir", const char *, mode_t);
    STRUCK("mkdir", path, -1);
    int result = real(path, mode);
    DONE(result);
}

int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    STRUCK("remove", path, -1);
    int result = real(path);
    DONE(result);
}

int rmdir(const char *path) {
    REAL(int, "rmdir", const char *);
    STRUCK("remove", path, -1);
    int result = real(path);
    DONE(result);
}

int ftruncate64(int file, off_t size) {
    REAL(int, "ftruncate64", int, off_t);
    char path[PATH_MAX];
    path_of(file, path);
    STRUCK("truncate", path, -1);
    int result = real(file, size);
    DONE(result);
}
