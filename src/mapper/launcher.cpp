#include <string>

#include "mapper/toolkits.hpp"

namespace batchai2aml {

namespace {

// A string literal that Python 2.7 (with a coding line) and Python 3 read alike.
std::string python_literal(const std::string& text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (byte < 0x20 || byte == 0x7f) {
            out += "\\x";
            out += digits[byte >> 4];
            out += digits[byte & 15];
        } else {
            out += c;
        }
    }
    return out + '"';
}

constexpr std::string_view head = R"(# -*- coding: utf-8 -*-
# Written by batchai2aml. Azure ML has one command for all TensorFlow processes of a job; Batch AI had one for each
# role. This picks the command of the role that TF_CONFIG names, with the variables that Batch AI set.
import json
import os
import sys

)";

constexpr std::string_view tail = R"(

def main():
    config = json.loads(os.environ.get("TF_CONFIG") or "{}")
    cluster = config.get("cluster") or {}
    task = config.get("task") or {}
    kind = task.get("type", "worker")
    index = int(task.get("index", 0))
    # Newer services name worker 0 "chief"; for Batch AI it was the first worker.
    chiefs = cluster.get("chief") or cluster.get("master") or []
    workers = list(chiefs) + list(cluster.get("worker") or [])
    servers = list(cluster.get("ps") or [])
    if kind == "worker":
        index += len(chiefs)
    if kind == "ps":
        role = "ps"
    elif kind in ("chief", "master") or index == 0:
        role, index = "master", 0
    else:
        role = "worker"
    for prefix in PREFIXES:
        os.environ[prefix + "PS_HOSTS"] = ",".join(servers)
        os.environ[prefix + "WORKER_HOSTS"] = ",".join(workers)
        os.environ[prefix + "TASK_INDEX"] = str(index)
    os.environ["TF_CONFIG"] = json.dumps({
        "cluster": {"ps": servers, "worker": workers},
        "task": {"type": role, "index": index},
        "environment": "cloud",
    })
    command = COMMANDS[role]
    if not isinstance(command, bytes):
        command = command.encode("utf-8")
    shell = "/bin/bash" if os.path.exists("/bin/bash") else "/bin/sh"
    sys.stdout.flush()
    os.execv(shell, [shell, "-c", command])


if __name__ == "__main__":
    main()
)";

} // namespace

std::string tensorflow_launcher(const std::string& master, const std::string& worker,
                                const std::string& server, Layout layout) {
    std::string out(head);
    out += layout == Layout::drafts ? "PREFIXES = (\"AZ_BATCHAI_\", \"AZ_LEARNING_\")\n"
                                    : "PREFIXES = (\"AZ_BATCHAI_\",)\n";
    out += "COMMANDS = {\n";
    out += "    \"master\": " + python_literal(master) + ",\n";
    out += "    \"worker\": " + python_literal(worker) + ",\n";
    out += "    \"ps\": " + python_literal(server) + ",\n";
    out += "}\n";
    out += tail;
    return out;
}

} // namespace batchai2aml
