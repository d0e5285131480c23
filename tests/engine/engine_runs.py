"""Takes pages into an archive on an engine: ``python engine_runs.py daft|ray FOLDER ARCHIVE STEPS [STAGE SECONDS]``.

With ``ray`` a cluster of two workers is started here; so many seconds after a stage has begun, one of them is killed.
"""

import os
import sys
import threading

os.environ.update(DO_NOT_TRACK="1", SCARF_NO_ANALYTICS="1", RAY_USAGE_STATS_ENABLED="0", DAFT_PROGRESS_BAR="0")
os.environ["RAY_raylet_start_wait_time_s"] = "180"  # noqa: SIM112 - the name is theirs

from firsthand import engine, pipeline
from firsthand.archive import Archive
from firsthand.model import Tables


class Killer:
    """Progress that has a worker killed in the middle of a stage."""

    def __init__(self, cluster, worker, stage, seconds):
        self.cluster, self.worker, self.when, self.seconds = cluster, worker, stage, seconds
        self.killed = False

    def stage(self, name, total, unit):
        if name == self.when:
            threading.Timer(self.seconds, self.kill).start()

    def kill(self):
        self.cluster.remove_node(self.worker, allow_graceful=False)
        self.killed = True

    def advance(self, amount):
        pass


def main():
    on, folder, path, steps, *when = sys.argv[1:]
    progress = Killer(None, None, None, 0)
    if on == "ray":
        import ray
        from ray.cluster_utils import Cluster

        store = {"object_store_memory": 200_000_000}
        head = store | {"num_cpus": 0, "include_dashboard": False}
        cluster = Cluster(initialize_head=True, head_node_args=head)
        cluster.add_node(num_cpus=1, **store)
        worker = cluster.add_node(num_cpus=1, **store)
        ray.init(address=cluster.address, log_to_driver=False)
        progress = Killer(cluster, worker, when[0], float(when[1]))
    with Archive(path, write=True) as archive:
        engine.trace([folder], archive, engine.connect(on, steps), pipeline.Options(), Tables(), progress)
        print("killed" if progress.killed else "whole", archive.digest(), flush=True)
    os._exit(0)  # a cluster of which a part was killed takes its time to go


if __name__ == "__main__":
    main()
