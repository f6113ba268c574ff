"""A process of its own for contenders: round numbers on stdin → CPU seconds and peak memory as JSON on stdout.

``python -m benchmarks.worker TASK …`` stays and answers each line;
with ``--once`` it runs each task once and ends, as a script would.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
from pathlib import Path

from benchmarks.tasks import TASKS, Task


def cpu_seconds() -> float:
    """User and system time of this process and of the children that it waited for."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def measured(task: Task, number: int) -> float:
    """CPU seconds of one round."""
    prepared = task.prepare(number)
    start = cpu_seconds()
    task.run(prepared)
    return cpu_seconds() - start


def main(arguments: list[str]) -> None:
    """Serve rounds, or run once."""
    once = "--once" in arguments
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        tasks = [TASKS[name](Path(folder)) for name in arguments if name != "--once"]
        for line in ["0"] if once else sys.stdin:
            seconds = sum(measured(task, int(line)) for task in tasks)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(json.dumps({"cpu": seconds, "rss": peak}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
