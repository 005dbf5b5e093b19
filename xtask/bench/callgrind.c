/* Switches callgrind's counting on and off from Python, through ctypes. */
#include <valgrind/callgrind.h>

void
start(void)
{
    CALLGRIND_START_INSTRUMENTATION;
}

void
stop(void)
{
    CALLGRIND_STOP_INSTRUMENTATION;
    CALLGRIND_DUMP_STATS;
}
