#include "catalog/findings.hpp"

#include <algorithm>
#include <array>

namespace batchai2aml {

namespace {

// clang-format off
constexpr std::array table = {
    // 01 reading
    FindingCode{"B2A0101", Level::error, "not valid JSON",
        "The file is meant to be JSON and cannot be read as such. Nothing of it was converted; all other inputs were. "
        "Batch AI's own tools refused such a file too.",
        "Correct the file at the place that the message names and run again."},
    FindingCode{"B2A0102", Level::warning, "JSON was read leniently",
        "Comments, trailing commas, and raw line ends inside texts are no JSON. They were read as meant; Batch AI's tools "
        "refused the file, so it may never have been submitted in this form.",
        "Remove them from the source, or pass --set findings.B2A0102=off."},
    FindingCode{"B2A0103", Level::error, "too large or too deeply nested",
        "The file exceeds what any Batch AI document could need (64 MiB, 128 levels). Nothing of it was converted.",
        "Take the file out of the inputs, or split it."},
    FindingCode{"B2A0104", Level::error, "unreadable text encoding",
        "The file is neither UTF-8 nor UTF-16 with a byte-order mark. Nothing of it was converted.",
        "Save the file as UTF-8 and run again."},
    FindingCode{"B2A0105", Level::warning, "a member occurs twice",
        "Two members of one object have the same name. The last one wins, as it did in Batch AI's tools; the earlier one "
        "is recorded as ignored.",
        "Remove one of the two from the source, or pass --set findings.B2A0105=off."},
    FindingCode{"B2A0106", Level::note, "not a Batch AI document",
        "The file describes no Batch AI resource. It was left alone. Below a folder such files are only counted.",
        "Nothing to do, if that is what it is."},
    FindingCode{"B2A0107", Level::warning, "Batch AI code that is not read",
        "The file calls `az batchai` or `azure.mgmt.batchai`: it may hold clusters, mounts, names and accounts that the "
        "JSON files lack. This version does not read it.",
        "Look through the file by hand and pass what it says as settings, or answer the questions in answers.yml."},
    FindingCode{"B2A0108", Level::warning, "a kind of document that is not converted",
        "The file holds Batch AI material in a form that this version recognises but does not convert.",
        "Pass the configuration or the body of the request as a file of its own."},
    FindingCode{"B2A0109", Level::error, "a file cannot be read",
        "The operating system refused to read the file. All other inputs were converted.",
        "Check that the file exists and that you may read it."},
    FindingCode{"B2A0110", Level::error, "an edited file was kept",
        "A file in the output folder differs from what this program wrote there. It was kept, so that your changes are "
        "not lost; the new text was not written.",
        "Pass --force to overwrite it, or convert into another folder and compare."},
    FindingCode{"B2A0111", Level::note, "a file of an earlier run is no longer made",
        "The output folder holds a file that an earlier run wrote and this one does not. It was left alone.",
        "Delete it when it is no longer needed."},
    FindingCode{"B2A0112", Level::warning, "a file was skipped",
        "The file is binary, so it cannot be a Batch AI document, or it is a link that leads out of the folder.",
        "Nothing to do, if that is what it is."},
    FindingCode{"B2A0114", Level::note, "service output",
        "The file holds an answer of the old service that defines nothing: an error, or a list of nodes, files or usages.",
        "Nothing to do."},
    FindingCode{"B2A0115", Level::warning, "one resource is described twice and differently",
        "Two inputs describe the resource of the same id, and their descriptions differ. The one that says most is converted.",
        "Pass the newer one only."},
    FindingCode{"B2A0116", Level::note, "a baseline has entries that match nothing",
        "What they accepted was mended, or the file or member has another name now.",
        "Write it anew with --write-baseline FILE."},
    FindingCode{"B2A0199", Level::error, "a value was forgotten",
        "Each value of each input has to end in a recorded outcome. This one has none, which is a bug of this program; the "
        "exit code is 70.",
        "Please report it with the part of the input that the message names."},

    // 02 validity
    FindingCode{"B2A0201", Level::error, "a required member is missing",
        "Batch AI refused a document without this member, so the meaning of the rest cannot be known.",
        "Add the member to the source and run again."},
    FindingCode{"B2A0202", Level::error, "a value of the wrong type",
        "Batch AI's tools refused a value of this type here. It was left out.",
        "Correct the value in the source and run again."},
    FindingCode{"B2A0203", Level::warning, "a value in another spelling",
        "Numbers as texts, fractions where whole numbers stand, and true or false as texts: Batch AI's tools took such a value "
        "for what it spells (fractions were cut off), and so does this program.",
        "Write it plainly, or pass --set findings.B2A0203=off."},
    FindingCode{"B2A0204", Level::error, "a value out of range",
        "Azure ML refuses this value. The nearest one that it takes is written.",
        "Correct the value in the source and run again."},
    FindingCode{"B2A0205", Level::error, "a variable is used and never declared",
        "The text uses AZ_BATCHAI_INPUT_… or AZ_BATCHAI_OUTPUT_… and no inputDirectories or outputDirectories entry has "
        "that id. The variable was empty in Batch AI and is empty in Azure ML.",
        "Declare the directory in the source, or correct the name."},
    FindingCode{"B2A0206", Level::warning, "a member in wrong case or in snake_case",
        "Batch AI's tools read names exactly and ignored this member without a word; so did this program.",
        "Correct the name in the source if the member was meant, or pass --lenient to read it as meant."},
    FindingCode{"B2A0207", Level::note, "a member that Batch AI did not know",
        "Batch AI's tools ignored this member without a word; so did this program.",
        "Remove it from the source, or pass --set findings.B2A0207=off. Pass --lenient when the message names the member "
        "that was meant."},
    FindingCode{"B2A0208", Level::error, "several toolkits in one job",
        "A job has exactly one toolkit object. The first one is converted, the others are not.",
        "Remove all toolkit objects but one from the source."},
    FindingCode{"B2A0209", Level::error, "no toolkit in the job",
        "The job says nowhere what to run.",
        "Add a toolkit object (for instance customToolkitSettings with a commandLine) to the source."},
    FindingCode{"B2A0210", Level::warning, "members beside properties",
        "A document with a properties object is read below it only. Batch AI's tools ignored what stands beside it; so "
        "did this program.",
        "Move the member into properties if it was meant, or pass --lenient to read it as if it stood there."},
    FindingCode{"B2A0211", Level::error, "two members where one is allowed",
        "Exactly one of the two members may be given; which of them Batch AI used is not documented.",
        "Remove one of the two from the source."},
    FindingCode{"B2A0212", Level::warning, "control characters were left out",
        "The text holds characters that no name, path or command can hold, such as NUL or a terminal sequence. They were "
        "left out; the rest of the text is used.",
        "Write the text without them."},
    FindingCode{"B2A0213", Level::note, "a member was read as it was meant",
        "Batch AI's tools ignored this member, for its name is not exactly that of a member, or it stands beside "
        "properties. Reading is lenient, so it was taken as meant: the job or cluster now differs from the one that ran.",
        "Correct the source, or convert without --lenient to do as Batch AI did."},
    FindingCode{"B2A0214", Level::note, "a member of an older version",
        "The document was written for version 2018-05-01 of the API, which no longer had this member; its tools ignored it "
        "without a word, and so did this program.",
        "Remove it from the source, or pass --lenient to read it as older versions did."},
    FindingCode{"B2A0215", Level::manual, "a placeholder was never filled in",
        "The text holds a placeholder such as <your-registry>, which a person was to replace before the file was used. It is "
        "kept as it is.",
        "Pass --placeholder TEXT=VALUE (placeholders.TEXT), or put the value into the source."},

    // 03 cluster
    FindingCode{"B2A0301", Level::manual, "the cluster of a job is not known",
        "Neither the job nor a setting says which cluster it ran on, or the cluster is not among the inputs. Compute, "
        "mounts and limits of that cluster are therefore missing.",
        "Pass the cluster's file together with the job, or name the compute with --compute NAME (or --compute FOLDER=NAME "
        "for the jobs of one folder)."},
    FindingCode{"B2A0302", Level::manual, "the cluster has no VM size",
        "The size came from a flag of `az batchai cluster create`. Without it the compute cannot be created.",
        "Name it with --vm-size SIZE."},
    FindingCode{"B2A0303", Level::warning, "a fixed number of nodes became a scale to zero",
        "Batch AI kept the target number of nodes running, jobs or not. The compute scales between none and that number "
        "(or what the largest job needs), so that idle nodes cost nothing; a job may wait some minutes for its nodes.",
        "Pass --set scale=exact to keep the nodes running."},
    FindingCode{"B2A0304", Level::warning, "low priority became dedicated",
        "The retirement of low-priority nodes on Azure ML compute clusters was announced for 2026-03-31. Dedicated nodes "
        "cost several times as much and are never taken away.",
        "Pass --set low-priority=keep to ask for low priority all the same; serverless compute has a Spot tier as well."},
    FindingCode{"B2A0305", Level::error, "a job needs more nodes than its cluster has",
        "The job would wait for ever.",
        "Raise the maximum of the cluster, or lower nodeCount."},
    FindingCode{"B2A0306", Level::manual, "node set-up cannot be converted",
        "Batch AI ran this command on each node before any job. Azure ML has no such step: what it installs belongs into "
        "the image that the jobs run in. This one is not put there, for the reason that the message gives.",
        "Build an image that holds what the command installed, set images.default (or images.<image>) to it, and pass "
        "--set node-setup=done."},
    FindingCode{"B2A0307", Level::manual, "a custom VM image cannot be converted",
        "Azure ML chooses the host image of Linux nodes; jobs run in containers.",
        "Build a container image with what the VM image held, and set images.default to it."},
    FindingCode{"B2A0308", Level::manual, "SSH by password only",
        "Azure ML's clusters take a public key; passwords are never written into a file.",
        "Add adminUserSshPublicKey to the source if people need to log in to nodes."},
    FindingCode{"B2A0309", Level::manual, "not the text of a public key",
        "adminUserSshPublicKey holds a path or a placeholder. The file that it names is not among the inputs.",
        "Put the text of the key (ssh-rsa AAAA…) into the source."},
    FindingCode{"B2A0310", Level::error, "manual and automatic scale at once",
        "Exactly one of scaleSettings.manual and scaleSettings.autoScale was allowed. The automatic one is used.",
        "Remove one of the two from the source."},
    FindingCode{"B2A0311", Level::warning, "the cluster has no scale settings",
        "The number of nodes came from flags of `az batchai cluster create`. The compute grows to what its largest job "
        "needs.",
        "Add scaleSettings to the source."},
    FindingCode{"B2A0312", Level::manual, "this user name is not allowed",
        "Azure ML refuses the usual names of system accounts for SSH.",
        "Choose another adminUserName in the source."},
    FindingCode{"B2A0313", Level::error, "the subnet is not a subnet's id",
        "A compute takes the full id of a subnet: /subscriptions/…/virtualNetworks/…/subnets/…. It was written as it is.",
        "Write the full id in the source."},
    FindingCode{"B2A0314", Level::note, "node set-up ran outside the containers",
        "Jobs in containers saw nothing of what the command installed on the machine: their image held all that they "
        "needed. It is left out.",
        "Nothing to do. Pass --set node-setup=done to hide this note."},
    FindingCode{"B2A0315", Level::warning, "node set-up became part of an image",
        "Batch AI ran the command on each node after each start, on a virtual machine with the tools of its system. Now it "
        "runs as root, once, when Azure ML builds the image of the jobs that had no container. What it downloads stays as "
        "it was then until the files of the image change; a failure fails the build.",
        "Check that the base image holds what the command calls (images.default). If that image holds the work of the "
        "command already, pass --set node-setup=done."},

    // 04 storage
#include "catalog/findings_storage.inc"

    // 05 job
    FindingCode{"B2A0501", Level::warning, "shared temporary folder",
        "AZ_BATCHAI_SHARED_JOB_TEMP was a folder on NFS that all nodes shared. An output on the workspace's Blob storage "
        "stands in its place: files appear on other nodes late, locks do not work.",
        "Use the rendezvous of the framework instead of a shared file."},
    FindingCode{"B2A0502", Level::warning, "several nodes write one output",
        "All nodes write to the same folder, as they did in Batch AI; Azure ML's mounts are not coherent between nodes. "
        "Files of the same name overwrite each other.",
        "Let each process write files of its own name, or only the first one write."},
    FindingCode{"B2A0503", Level::error, "not a duration",
        "maxWallClockTime must be an ISO 8601 duration such as P7D or PT1H30M. 7 days are written.",
        "Correct the value in the source."},
    FindingCode{"B2A0504", Level::error, "not a name of a variable",
        "No shell can export a variable of this name.",
        "Rename the directory or the variable in the source."},
    FindingCode{"B2A0505", Level::error, "a directory is incomplete",
        "An input directory needs id and path, an output directory id and pathPrefix.",
        "Add what is missing to the source."},
    FindingCode{"B2A0506", Level::error, "two directories with one id",
        "Ids must be unique in a job. The first one is used.",
        "Give each directory an id of its own."},
    FindingCode{"B2A0507", Level::note, "logs go to Azure ML",
        "stdOutErrPathPrefix has no counterpart: Azure ML keeps stdout and stderr of each job itself, as user_logs/std_log.txt.",
        "az ml job stream, az ml job download --all."},
    FindingCode{"B2A0508", Level::error, "a path outside any mount",
        "The folder is neither below a mount root nor a temporary folder of the job: in Batch AI it was a folder of the "
        "virtual machine, which does not exist in Azure ML.",
        "Put the folder below a mount."},
    FindingCode{"B2A0509", Level::note, "no priorities in Azure ML",
        "Jobs of a compute start in order of arrival.",
        "Use a second compute for urgent jobs."},
    FindingCode{"B2A0510", Level::warning, "the text holds Azure ML's expression syntax",
        "Azure ML replaces ${{…}} and $[[…]] in commands before a shell sees them. The text was written so that the shell "
        "gets what it would have got in Batch AI.",
        "Check the place in job.yml."},
    FindingCode{"B2A0511", Level::note, "a variable that Azure ML sets in each process",
        "Azure ML tells each process of the job by this variable which one it is and where the first one runs. The value of "
        "the source would be the same in all of them, or an address of Batch AI; it was left out.",
        "Nothing, as long as the program takes the value from the environment; else pass --set findings.B2A0511=off."},

    // 06 toolkit
    FindingCode{"B2A0601", Level::error, "processes do not divide evenly over the nodes",
        "Azure ML starts the same number of processes on each node. The lower number is written.",
        "Choose a processCount that nodeCount divides."},
    FindingCode{"B2A0602", Level::warning, "how parameter servers end",
        "Parameter servers never end by themselves. Whether Azure ML ends the job when all workers have ended is not "
        "documented; the time limit ends it in any case.",
        "Watch the first run, or move the program to a strategy without parameter servers."},
    FindingCode{"B2A0603", Level::warning, "the PyTorch rendezvous changed",
        "AZ_BATCHAI_PYTORCH_INIT_METHOD was the URL of a shared file. It is env:// now: PyTorch finds the first node by "
        "MASTER_ADDR and MASTER_PORT, which Azure ML sets.",
        "Nothing, as long as the program passes the value to init_process_group."},
    FindingCode{"B2A0604", Level::warning, "mpirun became a distribution",
        "Azure ML calls mpirun itself and takes no options for it. The launcher was taken out of the command, its "
        "environment and its folder were kept. In Batch AI the commands before it ran once, in the shell that started mpirun. "
        "Those that only change the shell or print (source, export, cd, module, echo …) run in each process now. Where there "
        "are others, all of them run once on each node, behind the same barrier as job preparation, and those that change the "
        "shell are repeated in each process. Loops, functions and the like run in each process as they are.",
        "Check the commands before mpirun in job.yml; move what must run once into jobPreparation."},
    FindingCode{"B2A0605", Level::warning, "the command runs on the first node only",
        "As in Batch AI, the command starts on one node while the others wait. Nodes of Azure ML cannot log in to each "
        "other: a command that starts processes on other nodes itself (ssh, mpirun in a script) has to change.",
        "Use customMpiSettings or horovodSettings with the command of one process, if it starts MPI in a script."},
    FindingCode{"B2A0606", Level::error, "a toolkit without what it runs",
        "The toolkit object lacks its script, configuration file or command line.",
        "Add it to the source."},
    FindingCode{"B2A0607", Level::warning, "the exact command is not documented",
        "Batch AI built the command of this toolkit itself from a configuration file. The usual one is written.",
        "Check the command line in job.yml."},
    FindingCode{"B2A0608", Level::note, "a member of another toolkit",
        "Batch AI ignored members that this toolkit does not have.",
        "Remove it from the source, or use the member that was meant. Pass --lenient when the message names it."},
    FindingCode{"B2A0609", Level::warning, "the number of processes is not stated",
        "The command calls mpirun without -n and without names of hosts: the host file decided. One process for each node is "
        "written.",
        "Add -n to the command in the source."},
    FindingCode{"B2A0610", Level::error, "more parameter servers than nodes",
        "Batch AI and Azure ML run at most one parameter server on a node.",
        "Lower parameterServerCount in the source."},
    FindingCode{"B2A0611", Level::warning, "processes were started on fewer nodes",
        "-n and -ppn of mpirun filled only some of the nodes. Azure ML spreads the same number over all nodes.",
        "Check that the program does not depend on the placement."},
    FindingCode{"B2A0612", Level::error, "mpirun inside a larger command",
        "Several processes are started by mpirun in a place from where it cannot be taken out, or with options whose meaning "
        "is known only when the job runs. Azure ML starts MPI processes itself and its nodes cannot log in to each other. "
        "The command is written as it was, for the first node.",
        "Write the command of one process into customMpiSettings."},
    FindingCode{"B2A0613", Level::warning, "the tcp backend is gone",
        "PyTorch removed the communication backend tcp. AZ_BATCHAI_PYTORCH_BACKEND says gloo now; a program that names tcp "
        "itself fails.",
        "Pass gloo to init_process_group."},
    FindingCode{"B2A0614", Level::warning, "more processes than GPUs",
        "The nodes of the cluster have fewer GPUs than the job starts processes or workers on each.",
        "Lower the number of processes, or choose a size with more GPUs."},
    FindingCode{"B2A0615", Level::note, "a script path with arguments",
        "Batch AI pasted the path into the command as it was, so arguments inside it worked; they are kept as they are.",
        "Move the arguments into the member for arguments, if you like."},
    FindingCode{"B2A0616", Level::error, "the language of CNTK does not fit",
        "languageType says which of the two kinds of CNTK programs the job runs, and the member that names the program is "
        "missing. What is there is written.",
        "Correct languageType, or name the program in the source."},
    FindingCode{"B2A0617", Level::note, "a member that nothing uses",
        "No process of the job reads this member, so it had no effect in Batch AI either.",
        "Remove it from the source, or pass --set findings.B2A0617=off."},

    // 07 image
    FindingCode{"B2A0701", Level::error, "the job ran without a container",
        "It used what was installed on the virtual machine (frameworks of the Data Science VM, or what node set-up "
        "installed). Azure ML runs each job in an image. An image with MPI and no framework is written for now.",
        "Name an image with --image IMAGE (images.default)."},
    FindingCode{"B2A0702", Level::manual, "the registry asks for an account",
        "Jobs of Azure ML carry no registry password. The compute's identity (role AcrPull) or a workspace connection takes "
        "its place.",
        "Give the identity of the compute the role AcrPull, or create a connection of type container_registry."},
    FindingCode{"B2A0703", Level::error, "not a size of shared memory",
        "shmSize must look like 16g or 512m.",
        "Correct the value in the source."},
    FindingCode{"B2A0704", Level::error, "no image in containerSettings",
        "containerSettings names no image.",
        "Add imageSourceRegistry.image to the source, or pass --image IMAGE."},
    FindingCode{"B2A0705", Level::error, "not the name of an image",
        "An image is named like registry.example.com/folder/name:tag.",
        "Correct the name in the source, or pass --set 'images.OLD=NEW'."},

    // 08 size
#include "catalog/findings_size.inc"

    // 09 secret
#include "catalog/findings_secret.inc"

    // 10 workspace
    FindingCode{"B2A1001", Level::manual, "a workspace of Batch AI",
        "Workspaces of Azure ML are resources of their own, with storage, vault and registry. This program never creates one.",
        "Choose one, or create it with the command in MIGRATION.md."},
    FindingCode{"B2A1003", Level::note, "SDK v1 is out of support",
        "Support for the command line of v1 ended on 2025-09-30, and for its SDK on 2026-06-30. What exists is documented to go on "
        "working, without fixes.",
        "Use run configurations where an old pipeline asks for them; `--to yaml`, the default, writes what is supported."},
    FindingCode{"B2A1004", Level::error, "too much for one deployment",
        "Azure Resource Manager takes templates up to a number of resources, of parameters and of bytes. The files in "
        "arm/requests are not concerned: each can be sent by itself.",
        "Convert the folders in parts, each with a folder of its own for the output, or send the requests one by one."},

    // 11 naming
    FindingCode{"B2A1101", Level::note, "a name was changed",
        "Azure ML's rules for names do not allow the name as it was, or two resources would have had the same name.",
        "Choose another one: --name FILE=NEW (names.FILE)."},
    FindingCode{"B2A1102", Level::note, "the experiment is called like the folder",
        "The job names no experiment: it came from the command line that submitted it. Azure ML groups jobs by it.",
        "Name it with --experiment NAME, or --experiment FOLDER=NAME for the jobs of one folder."},

    // 12 code inputs
#include "catalog/findings_calls.inc"
};
// clang-format on

} // namespace

std::span<const FindingCode> finding_codes() {
    return table;
}

const FindingCode* find_finding_code(std::string_view code) {
    const auto* found = std::lower_bound(table.begin(), table.end(), code,
                                         [](const FindingCode& a, std::string_view b) { return a.code < b; });
    return found != table.end() && found->code == code ? found : nullptr;
}

std::string finding_page(const FindingCode& code) {
    std::string page = "# " + std::string(code.code) + ": " + std::string(code.title) + "\n\n";
    page += "Level: " + std::string(to_string(code.level)) + " (change it with `--set findings."
            + std::string(code.code) + "=LEVEL`)\n\n";
    page += std::string(code.meaning) + "\n\n";
    page += "**What to do.** " + std::string(code.remedy) + "\n";
    return page;
}

} // namespace batchai2aml
