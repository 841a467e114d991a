"""Adds up the numbers of all files in a folder, each process its share of the files, and checks the sum.

A stand-in for a training script: it reads its input directory, writes to its output directory, and must know its
rank and how many processes there are, however they were started (MPI, PyTorch, TensorFlow).
"""

import argparse
import os
import time


def read_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rank", type=int)
    parser.add_argument("--world-size", type=int)
    parser.add_argument("--init-method")
    parser.add_argument("--job-name", choices=["master", "worker", "ps"])
    parser.add_argument("--ps-hosts", default="")
    parser.add_argument("--worker-hosts", default="")
    parser.add_argument("--task-index", type=int)
    return parser.parse_args()


def place(arguments):
    """Role, rank and number of workers."""
    if arguments.job_name:
        workers = arguments.worker_hosts.split(",")
        assert len(workers) == 2 and len(arguments.ps_hosts.split(",")) == 2, arguments
        assert (arguments.job_name == "master") == (arguments.job_name != "ps" and arguments.task_index == 0)
        return arguments.job_name, arguments.task_index, len(workers)
    if arguments.rank is not None:
        assert arguments.init_method, "no init method"
        return "rank", arguments.rank, arguments.world_size
    return "rank", int(os.environ["OMPI_COMM_WORLD_RANK"]), int(os.environ["OMPI_COMM_WORLD_SIZE"])


def wait_for(path):
    for _ in range(300):
        if os.path.exists(path):
            return
        time.sleep(0.1)
    raise SystemExit("%s did not appear" % path)


def write_whole(path, text):
    with open(path + ".part", "w") as file:
        file.write(text)
    os.rename(path + ".part", path)


def main():
    role, rank, size = place(read_arguments())
    numbers = os.environ["AZ_BATCHAI_INPUT_NUMBERS"]
    sums = os.environ["AZ_BATCHAI_OUTPUT_SUMS"]
    with open(os.environ["PREPARED"]) as file:
        assert file.read().strip() == numbers, "the job was not prepared"
    total = os.path.join(sums, "total.txt")
    if role == "ps":
        wait_for(total)
        return
    names = sorted(os.listdir(numbers))
    mine = sum(int(line) for name in names[rank::size] for line in open(os.path.join(numbers, name)))
    write_whole(os.path.join(sums, "sum-%d.txt" % rank), "%d\n" % mine)
    print("%s %d of %d: %d" % (role, rank, size, mine))
    if rank == 0:
        parts = [os.path.join(sums, "sum-%d.txt" % other) for other in range(size)]
        for part in parts:
            wait_for(part)
        found = sum(int(open(part).read()) for part in parts)
        assert found == 3240, found
        write_whole(total, "%d\n" % found)


if __name__ == "__main__":
    main()
