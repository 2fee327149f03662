/* signals.c - signals as keys.  A handler can be given nothing, so the end of the pipe that it
 * writes the signal's number to is a global, the only one of this room. */
#include "signals_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static volatile sig_atomic_t signal_write_fd = -1;

static const struct {
    int signal;
    uint32_t key;
} signals[] = {
    { SIGWINCH, TS_KEY_RESIZE }, { SIGCONT, TS_KEY_RESUME }, { SIGTSTP, TS_KEY_SUSPEND },
    { SIGTERM, TS_KEY_HANGUP },  { SIGHUP, TS_KEY_HANGUP },  { SIGINT, TS_KEY_HANGUP },
};

static void on_signal(int number)
{
    int saved = errno;
    unsigned char byte = (unsigned char)number;

    /* a full pipe has enough to tell already */
    if (signal_write_fd >= 0 && write(signal_write_fd, &byte, 1) < 0)
        errno = saved;
    errno = saved;
}

static void catch_signals(bool is_caught)
{
    for (size_t i = 0; i < TS_COUNT(signals); i++) {
        struct sigaction action = { .sa_handler = is_caught ? on_signal : SIG_DFL };
        sigemptyset(&action.sa_mask);
        action.sa_flags = SA_RESTART;
        sigaction(signals[i].signal, &action, NULL);
    }
}

enum ts_rc signals_open(struct signals *s, struct ts_err *err)
{
    if (pipe(s->fds) < 0)
        return ts_fail_errno(err, "cannot make a pipe for signals");
    for (int i = 0; i < 2; i++) {
        fcntl(s->fds[i], F_SETFL, O_NONBLOCK);
        fcntl(s->fds[i], F_SETFD, FD_CLOEXEC);
    }
    signal_write_fd = s->fds[1];
    catch_signals(true);
    return TS_OK;
}

void signals_close(struct signals *s)
{
    catch_signals(false);
    signal_write_fd = -1;
    close(s->fds[0]);
    close(s->fds[1]);
}

bool signals_key(struct signals *s, struct ts_key *out)
{
    unsigned char number;

    while (read(s->fds[0], &number, 1) == 1) {
        for (size_t i = 0; i < TS_COUNT(signals); i++) {
            if (signals[i].signal == number) {
                out->code = signals[i].key;
                return true;
            }
        }
    }
    return false;
}

void signals_stop(void)
{
    struct sigaction stop = { .sa_handler = SIG_DFL }, caught;

    sigemptyset(&stop.sa_mask);
    sigaction(SIGTSTP, &stop, &caught);
    raise(SIGTSTP);
    sigaction(SIGTSTP, &caught, NULL);
}
