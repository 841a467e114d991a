#include "mapper/node_setup.hpp"

#include "mapper/images.hpp"
#include "mapper/job_builder.hpp"
#include "mapper/variables.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

std::string count_jobs(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " job" : " jobs");
}

class SetupMapper {
  public:
    SetupMapper(const LinkedCluster& linked, const LinkedCluster& users, const Options& options,
                MappedCompute& out)
        : linked_(linked), users_(users), task_(*linked.cluster->setup_task), options_(options), out_(out) {}

    void run() {
        record(task_.std_out_err_path_prefix, rules::setup_task_logs);
        for (const SecretVariable& secret : task_.secrets)
            account_secret(secret);
        if (options_.node_setup == NodeSetupPolicy::done) {
            record_all(rules::setup_task_done);
            return;
        }
        const bool used_inside = users_.jobs_in_containers > 0 && touches_mounts(task_);
        if (users_.jobs_in_containers > 0 && !used_inside) leave_outside();
        if (const std::string reason = reason_against_image(used_inside); !reason.empty())
            leave_to_a_person(reason);
        else if (users_.jobs_without_container > 0)
            build_image();
    }

  private:
    template <class T>
    void record(const std::optional<Field<T>>& field, const Rule& rule, std::string_view path = {}) {
        if (field)
            out_.notes.ledger.add(field->leaf, rule, path.empty() ? std::string{} : file_of_environment(),
                                  std::string(path));
    }
    void record_all(const Rule& rule) {
        record(task_.command_line, rule);
        record(task_.run_elevated, rule);
        for (const EnvironmentVariable& variable : task_.environment_variables) {
            record(variable.name, rule);
            record(variable.value, rule);
        }
    }
    Diagnostic& report(std::string_view code, LeafId at, std::string message, std::string subject) {
        out_.notes.diagnostics.push_back(
            {.code = code, .at = at, .message = std::move(message), .subject = std::move(subject)});
        return out_.notes.diagnostics.back();
    }
    [[nodiscard]] std::string file_of_environment() const {
        return "environments/" + linked_.name + "/environment.yml";
    }
    [[nodiscard]] LeafId place() const {
        return task_.command_line ? task_.command_line->leaf : task_.origin;
    }
    [[nodiscard]] std::string task_text() const {
        return task_.command_line ? "the node set-up " + quoted(task_.command_line->value)
                                  : std::string("the node set-up");
    }

    void account_secret(const SecretVariable& secret);
    [[nodiscard]] std::string reason_against_image(bool used_inside) const;
    void leave_outside();
    void leave_to_a_person(const std::string& reason);
    void build_image();
    void choose_base(Environment& environment);
    void report_variable(Environment& environment, std::string_view code, LeafId at, std::string message);
    void add_variable(Environment& environment, const EnvironmentVariable& variable);

    const LinkedCluster& linked_;
    const LinkedCluster& users_; ///< the same, or the description of it that is converted
    const SetupTask& task_;
    const Options& options_;
    MappedCompute& out_;
};

void SetupMapper::account_secret(const SecretVariable& secret) {
    record(secret.name, rules::secret_name);
    record(secret.value, rules::secret_value);
    if (secret.value && !secret.value->value.placeholder)
        report("B2A0901", secret.value->leaf,
               "a secret of the set-up task stands here in clear text; it was left out", linked_.file);
    record(secret.value_reference.vault_id, rules::secret_reference);
    record(secret.value_reference.secret_url, rules::secret_reference);
}

std::string SetupMapper::reason_against_image(bool used_inside) const {
    if (users_.jobs_in_containers + users_.jobs_without_container == 0)
        return "no job of this cluster is among the inputs";
    if (users_.jobs_without_container > 0 && !builds_image(*users_.cluster, options_) && &users_ != &linked_)
        return "another description of this cluster is converted";
    if (users_.jobs_without_container > 0) return setup_obstacle(task_);
    return used_inside ? "it touched a mount, which jobs in containers saw as well" : "";
}

void SetupMapper::leave_outside() {
    record_all(rules::setup_task_outside);
    report("B2A0314", place(),
           task_text() + " ran outside the containers of " + count_jobs(users_.jobs_in_containers),
           linked_.file)
        .answers = {{"node-setup", "done"}};
}

void SetupMapper::leave_to_a_person(const std::string& reason) {
    record_all(rules::setup_task);
    report("B2A0306", place(), task_text() + " becomes part of no image: " + reason, linked_.file).answers = {
        {"node-setup", "done"}};
}

void SetupMapper::build_image() {
    Environment environment;
    environment.name = linked_.name;
    environment.file = file_of_environment();
    environment.header.source = described_source(*linked_.document, *linked_.cluster);
    choose_base(environment);
    for (const EnvironmentVariable& variable : task_.environment_variables)
        add_variable(environment, variable);
    // A shell reads the carriage return of a line that ends in CR LF as part of the last word.
    environment.setup = replace_all(task_.command_line->value, "\r\n", "\n");
    record(task_.command_line, rules::setup_task_image, "build.path");
    if (task_.run_elevated)
        record(task_.run_elevated,
               task_.run_elevated->value ? rules::setup_task_image : rules::setup_task_root, "build.path");
    report("B2A0315", place(),
           task_text() + " runs when the image of " + count_jobs(users_.jobs_without_container)
               + " is built: as root, and not again when a node starts",
           environment.file)
        .answers = {{"node-setup", "done"}, {"findings.B2A0315", "off"}};
    out_.environment = std::move(environment);
}

void SetupMapper::choose_base(Environment& environment) {
    environment.base_image.text = options_.default_image;
    if (is_image_name(options_.default_image)) return;
    environment.base_image.text = base_image;
    environment.base_image.comment =
        "This image holds MPI and no framework: name the one that holds what the jobs need (--image IMAGE).";
    environment.header.needs_work.emplace_back("name the image that it is built on: --image IMAGE");
}

void SetupMapper::add_variable(Environment& environment, const EnvironmentVariable& variable) {
    const bool good = variable.name && variable.value && is_variable_name(variable.name->value);
    record(variable.name, good ? rules::setup_task_image : rules::setup_task, good ? "build.path" : "");
    record(variable.value, good ? rules::setup_task_image : rules::setup_task, good ? "build.path" : "");
    if (good) {
        environment.variables.push_back({variable.name->value, expanding_word(variable.value->value)});
        return;
    }
    if (!variable.name)
        report_variable(environment, "B2A0201", variable.value ? variable.value->leaf : task_.origin,
                        "an environment variable of the set-up task has no name; it was left out");
    else if (!variable.value)
        report_variable(environment, "B2A0201", variable.name->leaf,
                        "the variable " + quoted(variable.name->value) + " has no value; it was left out");
    else
        report_variable(environment, "B2A0504", variable.name->leaf,
                        quoted(variable.name->value)
                            + " is no name of an environment variable; it was left out");
}

void SetupMapper::report_variable(Environment& environment, std::string_view code, LeafId at,
                                  std::string message) {
    environment.header.needs_work.push_back(message);
    report(code, at, std::move(message), environment.file);
}

} // namespace

void map_node_setup(const Project& project, const LinkedCluster& linked, const Options& options,
                    MappedCompute& out) {
    if (!linked.cluster->setup_task) return;
    const LinkedCluster& users = linked.copy_of == nowhere ? linked : project.clusters[linked.copy_of];
    SetupMapper(linked, users, options, out).run();
}

} // namespace batchai2aml
