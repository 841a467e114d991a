#include "parser/member_names.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "support/text.hpp"

namespace batchai2aml {

namespace {

// clang-format off
constexpr auto known = std::to_array<std::string_view>({
    "accountkey", "accountkeysecretreference", "accountkeysecreturl", "accountname", "adminusername",
    "adminuserpassword", "adminusersshpublickey", "allocationstate", "allocationstatetransitiontime",
    "appinsightsreference", "autoscale", "azureblobfilesystems", "azurefileshares", "azurefileurl",
    "cachingtype", "caffe2settings", "caffesettings", "chainersettings", "cluster", "cntksettings", "code",
    "commandline", "commandlineargs", "communicationbackend", "component", "configfilepath", "constraints",
    "containername", "containersettings", "createnew", "creationtime", "credentials", "credentialsinfo",
    "currentnodecount", "custommpisettings", "customtoolkitsettings", "datadisks", "details",
    "directorymode", "diskcount", "disksizeingb", "endtime", "environmentvariables", "errors",
    "executioninfo", "executionstate", "executionstatetransitiontime", "exitcode", "experimentname",
    "filemode", "fileserver", "fileserverinternalip", "fileserverpublicip", "fileservers",
    "fileservertype", "horovodsettings", "id", "idlenodecount", "image", "imagereference",
    "imagesourceregistry", "initialnodecount", "inputdirectories", "instrumentationkey",
    "instrumentationkeysecretreference", "joboutputdirectorypathsegment", "jobpreparation", "languagetype",
    "leavingnodecount", "location", "manual", "mastercommandlineargs", "maximumnodecount",
    "maxwallclocktime", "message", "minimumnodecount", "mountcommand", "mountoptions", "mountpoint",
    "mountsettings", "mountvolumes", "name", "nodecount", "nodedeallocationoption", "nodesetup",
    "nodestatecounts", "offer", "outputdirectories", "parameterservercommandlineargs",
    "parameterservercount", "password", "passwordsecretreference", "path", "pathprefix", "pathsuffix",
    "performancecounterssettings", "preparingnodecount", "priority", "processcount", "properties",
    "provisioningstate", "provisioningstatetransitiontime", "publicipstoallow", "publisher",
    "pythoninterpreterpath", "pythonscriptfilepath", "pytorchsettings", "relativemountpath", "runelevated",
    "runningnodecount", "scalesettings", "schedulingpriority", "secrets", "secreturl", "serverurl",
    "setuptask", "shmsize", "sku", "sourcedirectory", "sourcevault", "sshconfiguration", "starttime",
    "statuses", "stdouterrpathprefix", "stdouterrpathsuffix", "storageaccounttype", "subnet", "tags",
    "targetnodecount", "tensorflowsettings", "tooltype", "totaljobnodehours", "type",
    "unmanagedfilesystems", "unusablenodecount", "useraccountsettings", "username", "value",
    "valuesecretreference", "version", "virtualmachineconfiguration", "virtualmachineimageid",
    "vmpriority", "vmsize", "workercommandlineargs", "workercount"
});
// clang-format on
static_assert(std::is_sorted(known.begin(), known.end()));

constexpr std::array<std::pair<std::string_view, std::string_view>, 2> older_names = {
    {{"numberOfProcesses", "processCount"}, {"masterCommandLineArgs", "commandLineArgs"}}};

} // namespace

std::string normalised_member(std::string_view name) {
    std::string out = lower(name);
    std::erase(out, '_');
    std::erase(out, '-');
    return out;
}

bool is_known_member(std::string_view name) {
    return std::binary_search(known.begin(), known.end(), std::string_view(normalised_member(name)));
}

Spelling spelling_of(std::string_view written, std::string_view name) {
    if (written == name) return Spelling::other;
    const std::string plain = normalised_member(written);
    if (plain == normalised_member(name)) return Spelling::other_case;
    for (const auto& [older, newer] : older_names)
        if (newer == name && plain == normalised_member(older)) return Spelling::older_name;
    const std::array<std::string_view, 1> candidates = {name};
    return !is_known_member(written) && !nearest(written, candidates).empty() ? Spelling::misspelt
                                                                              : Spelling::other;
}

} // namespace batchai2aml
