// Environment variables and secrets of a job (batchai.md 6.1, 8.3; azureml.md 2.5, 6.6; design.md 7, row 19).
#include <algorithm>
#include <array>
#include <map>

#include "mapper/job_builder.hpp"
#include "mapper/variables.hpp"
#include "model/placeholder.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

// Azure ML passes values on as they are, so the command exports those that Batch AI expanded.
bool is_live(std::string_view text) {
    const Word word = expanding_word(text);
    return std::any_of(word.parts.begin(), word.parts.end(),
                       [](const Part& part) { return std::holds_alternative<Variable>(part); });
}

// Azure ML may expand these; in the command they are kept from it.
bool holds_expression(std::string_view text) {
    return text.find("${{") != std::string_view::npos || text.find("$[[") != std::string_view::npos;
}

// Letters, digits and dashes, at most 127 (the rule of key vaults).
std::string vault_name(const JobBuilder& builder, std::string_view variable) {
    std::string out;
    for (const char c : lower(builder.linked.name + "-" + std::string(variable))) {
        const bool taken = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (taken || (!out.empty() && out.back() != '-')) out += taken ? c : '-';
    }
    while (out.ends_with('-'))
        out.pop_back();
    return out.size() <= 120 ? out : out.substr(out.size() - 120); // room for a number
}

// The variable `NAME_SECRET_ID` tells the program where the secret is.
void refer_to(JobBuilder& builder, const std::string& name, const std::string& url) {
    if (url.empty() || !is_variable_name(name)) return;
    const std::string variable = name + "_SECRET_ID";
    auto& variables = builder.job().environment_variables;
    const bool taken = std::ranges::any_of(variables, [&](const auto& v) { return v.first == variable; });
    if (!taken) variables.emplace_back(variable, url);
}

void ask_for_vault(JobBuilder& builder, LeafId at) {
    const auto& known = builder.out.notes.diagnostics;
    const bool told_already =
        std::ranges::any_of(known, [](const Diagnostic& d) { return d.code == "B2A0910"; });
    if (told_already || !builder.options.key_vault.empty()) return;
    Diagnostic& told = builder.report("B2A0910", at, "no key vault is named for the secrets of the job");
    told.answers = {{"key-vault", ""}};
    told.question = "Which key vault takes the secrets of the jobs? MIGRATION.md has the commands.";
}

// A secret of the job; one that stands in several places is one.
VaultSecret& secret_of(JobBuilder& builder, const std::string& variable) {
    auto& secrets = builder.job().secrets;
    const auto known = std::ranges::find(secrets, variable, &VaultSecret::variable);
    if (known != secrets.end()) return *known;
    const std::string base = vault_name(builder, variable);
    std::string name = base;
    for (int n = 2; std::ranges::find(secrets, name, &VaultSecret::name) != secrets.end(); ++n)
        name = base + "-" + std::to_string(n);
    return secrets.emplace_back(VaultSecret{variable, std::move(name), {}});
}

// `url`: where the secret is already; empty: it goes into the vault of the settings.
void keep_secret(JobBuilder& builder, LeafId at, const std::string& name, const std::string& url) {
    VaultSecret& secret = secret_of(builder, name);
    if (!url.empty()) secret.url = url;
    if (secret.url.empty()) ask_for_vault(builder, at);
    std::string known = secret.url;
    if (known.empty() && !builder.options.key_vault.empty())
        known = "https://" + builder.options.key_vault + ".vault.azure.net/secrets/" + secret.name;
    refer_to(builder, name, known);
}

void report_secret(JobBuilder& builder, LeafId at, const std::string& name) {
    builder.report("B2A0903", at, "the variable " + quoted(name) + " holds a secret; it is not set");
    keep_secret(builder, at, name, {});
}

// Variables by which processes find each other (azureml.md 5.3). The values of the run count, not those of
// the source, which were one text for all processes.
struct ProcessVariables {
    Distribution::Type type = Distribution::Type::none;
    std::array<std::string_view, 6> names{};
};
constexpr std::array<ProcessVariables, 3> process_variables = {
    {{Distribution::Type::pytorch,
      {"RANK", "WORLD_SIZE", "LOCAL_RANK", "NODE_RANK", "MASTER_ADDR", "MASTER_PORT"}},
     {Distribution::Type::mpi,
      {"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", "OMPI_COMM_WORLD_LOCAL_RANK",
       "OMPI_COMM_WORLD_LOCAL_SIZE", "PMI_RANK", "PMI_SIZE"}},
     {Distribution::Type::tensorflow,
      {"TF_CONFIG", "AZ_BATCHAI_PS_HOSTS", "AZ_BATCHAI_WORKER_HOSTS", "AZ_BATCHAI_TASK_INDEX"}}}};

bool is_of_process(const JobBuilder& builder, std::string_view name) {
    return std::ranges::any_of(process_variables, [&](const ProcessVariables& set) {
        return set.type == builder.job().distribution.type
               && std::ranges::find(set.names, name) != set.names.end();
    });
}

// caffe2 and commands on the first node know nothing of the distribution, which only starts them.
bool finds_its_peers(const JobBuilder& builder) {
    const Toolkit toolkit = builder.source.toolkits.front().toolkit;
    return toolkit != Toolkit::caffe2 && toolkit != Toolkit::custom;
}

// Sets the variable where nothing of the service is set after it.
void export_variable(JobBuilder& builder, const std::string& name, std::string_view value) {
    Export variable{name, expanding_word(value)};
    if (RunOnFirstNode* run = builder.first_node(); run != nullptr && is_of_process(builder, name))
        run->variables.push_back(std::move(variable));
    else
        builder.add_user_variable(std::move(variable));
}

// True when the command has to set it, since Azure ML's own variables hold plain text and are set first.
bool needs_command(const JobBuilder& builder, const std::string& name, std::string_view value) {
    return is_live(value) || holds_expression(value) || is_service_variable(name)
           || is_of_process(builder, name);
}

void map_variable(JobBuilder& builder, const EnvironmentVariable& variable) {
    const std::string& name = variable.name->value;
    if (!is_variable_name(name)) {
        builder.report("B2A0504", variable.name->leaf,
                       quoted(name) + " is no name of an environment variable; it was left out");
        builder.record(variable.name, rules::variable_invalid);
        builder.record(variable.value, rules::variable_invalid);
        return;
    }
    if (!variable.value) {
        builder.report("B2A0201", variable.name->leaf,
                       "the variable " + quoted(name) + " has no value; it was left out");
        builder.record(variable.name, rules::variable_invalid);
        return;
    }
    if (holds_secret(variable.value->value)) {
        report_secret(builder, variable.value->leaf, name);
        builder.record(variable.name, rules::variable_invalid);
        builder.record(variable.value, rules::variable_secret);
        return;
    }
    if (is_of_process(builder, name) && finds_its_peers(builder)) {
        builder.report("B2A0511", variable.name->leaf,
                       "Azure ML sets the variable " + quoted(name)
                           + " in each process; the value of the source was left out");
        builder.record(variable.name, rules::variable_of_process);
        builder.record(variable.value, rules::variable_of_process);
        return;
    }
    if (needs_command(builder, name, variable.value->value)) {
        export_variable(builder, name, variable.value->value);
        builder.record(variable.name, rules::variable_name, "command");
        builder.record(variable.value, rules::variable_expanded, "command");
        return;
    }
    builder.job().environment_variables.emplace_back(name, variable.value->value);
    builder.record(variable.name, rules::variable_name, "environment_variables." + name);
    builder.record(variable.value, rules::variable_value, "environment_variables." + name);
}

void map_secret(JobBuilder& builder, const SecretVariable& secret) {
    builder.record(secret.name, rules::secret_name);
    builder.record(secret.value, rules::secret_value);
    builder.record(secret.value_reference.vault_id, rules::secret_reference);
    builder.record(secret.value_reference.secret_url, rules::secret_reference);
    const LeafId at = secret.name ? secret.name->leaf : builder.source.origin;
    const std::string name = secret.name ? secret.name->value : std::string("without a name");
    if (const Text& url = secret.value_reference.secret_url) {
        builder.report("B2A0903", at,
                       "the secret variable " + quoted(name) + " comes from " + quoted(url->value)
                           + "; it is not set");
        keep_secret(builder, at, name, url->value);
    } else {
        report_secret(builder, at, name);
    }
}

// Secrets that stood in commands: variables without a value stand in their places.
void keep_secrets_of_texts(JobBuilder& builder) {
    for (const JobText& text : builder.texts) {
        if (text.role == TextRole::variable) continue;
        constexpr std::string_view prefix = "BATCHAI2AML_SECRET_";
        const std::string& value = text.field->value;
        for (auto at = value.find(prefix); at != std::string::npos; at = value.find(prefix, at + 1)) {
            std::size_t end = at + prefix.size();
            while (end < value.size() && value[end] >= '0' && value[end] <= '9')
                ++end;
            keep_secret(builder, text.field->leaf, value.substr(at, end - at), {});
        }
    }
}

} // namespace

void map_environment(JobBuilder& builder) {
    std::map<std::string, const EnvironmentVariable*> last; // of each name
    for (const EnvironmentVariable& variable : builder.source.environment_variables)
        if (variable.name) last[variable.name->value] = &variable;
    for (const EnvironmentVariable& variable : builder.source.environment_variables) {
        if (variable.name && last[variable.name->value] != &variable) {
            builder.record(variable.name, rules::variable_repeated);
            builder.record(variable.value, rules::variable_repeated);
            continue;
        }
        if (variable.name) {
            map_variable(builder, variable);
            continue;
        }
        builder.record(variable.value, rules::variable_invalid);
        const LeafId at = variable.value ? variable.value->leaf : builder.source.origin;
        builder.report("B2A0201", at, "an environment variable has no name; it was left out");
    }
    for (const SecretVariable& secret : builder.source.secrets)
        map_secret(builder, secret);
    keep_secrets_of_texts(builder);
}

} // namespace batchai2aml
