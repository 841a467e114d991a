#include "catalog/rules.hpp"

#include <algorithm>
#include <array>

namespace batchai2aml {

namespace {

constexpr std::array list = {
    &rules::null_member,
    &rules::empty_member,
    &rules::empty_text,
    &rules::unknown_member,
    &rules::wrong_case,
    &rules::duplicate_member,
    &rules::beside_properties,
    &rules::wrong_type,
    &rules::count_placeholder,
    &rules::other_version,
    &rules::control_characters,
    &rules::schema_line,
    &rules::api_version,
    &rules::comment_member,
    &rules::service_state,
    &rules::request_parameter,
    &rules::around_resources,
    &rules::workspace_name,
    &rules::workspace_location,
    &rules::workspace_tags,
    &rules::workspace_other,
    &rules::experiment_resource,
    &rules::call_command,
    &rules::call_looks_at,
    &rules::call_general_option,
    &rules::call_storage_line,
    &rules::call_resource_group,
    &rules::call_workspace,
    &rules::call_config_file,
    &rules::call_config_missing,
    &rules::call_without_file,
    &rules::call_overridden,
    &rules::call_unused_option,
    &rules::call_unknown_option,
    &rules::call_unknown_value,
    &rules::call_unknown_name,
    &rules::call_storage_account,
    &rules::call_auto_storage,
    &rules::call_key_elsewhere,
    &rules::call_fixed_scale,
    &rules::call_scaled_cluster,
    &rules::call_scale_replaced,
    &rules::call_stopped,
    &rules::call_scale_unknown,
    &rules::resource_id,
    &rules::resource_name,
    &rules::resource_type,
    &rules::location,
    &rules::cluster_tags,
    &rules::vm_size,
    &rules::vm_size_replaced,
    &rules::vm_size_successor,
    &rules::vm_size_gone,
    &rules::dedicated_nodes,
    &rules::low_priority_kept,
    &rules::low_priority_dedicated,
    &rules::manual_scale,
    &rules::manual_scale_exact,
    &rules::node_deallocation,
    &rules::autoscale_minimum,
    &rules::autoscale_maximum,
    &rules::autoscale_initial,
    &rules::scale_anew,
    &rules::scale_conflict,
    &rules::host_image,
    &rules::custom_image,
    &rules::setup_task,
    &rules::setup_task_image,
    &rules::setup_task_root,
    &rules::setup_task_outside,
    &rules::setup_task_done,
    &rules::setup_task_logs,
    &rules::app_insights,
    &rules::app_insights_key,
    &rules::admin_name,
    &rules::admin_name_unused,
    &rules::admin_key,
    &rules::admin_key_unusable,
    &rules::admin_password,
    &rules::subnet,
    &rules::idle_time,
    &rules::identity,
    &rules::default_tier,
    &rules::missing_size,
    &rules::missing_scale,
    &rules::file_server_name,
    &rules::file_server_disks,
    &rules::file_server_machine,
    &rules::file_server_login,
    &rules::file_server_password,
    &rules::file_server_tags,
    &rules::share_url,
    &rules::share_account,
    &rules::share_account_differs,
    &rules::container_account,
    &rules::container_name,
    &rules::mount_path,
    &rules::mount_modes,
    &rules::mount_options,
    &rules::account_key,
    &rules::account_key_reference,
    &rules::mount_invalid,
    &rules::file_server_mount,
    &rules::file_server_copied,
    &rules::source_directory,
    &rules::unmanaged_mount,
    &rules::unmanaged_copied,
    &rules::unmanaged_share,
    &rules::datastore_endpoint,
    &rules::job_cluster,
    &rules::job_cluster_unknown,
    &rules::job_cluster_only,
    &rules::job_cluster_setting,
    &rules::job_cluster_missing,
    &rules::node_count,
    &rules::node_count_anew,
    &rules::node_count_missing,
    &rules::log_prefix,
    &rules::experiment,
    &rules::experiment_default,
    &rules::display_name,
    &rules::priority,
    &rules::image,
    &rules::image_replaced,
    &rules::image_missing,
    &rules::image_built,
    &rules::registry,
    &rules::registry_user,
    &rules::registry_password,
    &rules::shm_size,
    &rules::shm_size_invalid,
    &rules::preparation,
    &rules::input_id,
    &rules::input_path,
    &rules::input_unresolved,
    &rules::directory_invalid,
    &rules::output_id,
    &rules::output_prefix,
    &rules::output_suffix,
    &rules::output_unresolved,
    &rules::output_type,
    &rules::output_create_new,
    &rules::variable_name,
    &rules::variable_value,
    &rules::variable_expanded,
    &rules::variable_repeated,
    &rules::variable_of_process,
    &rules::variable_invalid,
    &rules::variable_secret,
    &rules::secret_name,
    &rules::secret_value,
    &rules::secret_reference,
    &rules::shared_temp,
    &rules::time_limit,
    &rules::time_limit_invalid,
    &rules::time_limit_default,
    &rules::job_tags,
    &rules::tag_secret,
    &rules::redacted,
    &rules::script,
    &rules::interpreter,
    &rules::arguments,
    &rules::command_line,
    &rules::command_line_mpi,
    &rules::command_line_first_node,
    &rules::role_arguments,
    &rules::unused_arguments,
    &rules::config_file,
    &rules::language_type,
    &rules::process_count,
    &rules::process_count_uneven,
    &rules::process_count_default,
    &rules::worker_count,
    &rules::worker_count_default,
    &rules::server_count,
    &rules::server_count_default,
    &rules::backend,
    &rules::backend_tcp,
    &rules::other_toolkit,
    &rules::member_of_other,
};

std::string cell(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '|') out += '\\';
        out += c;
    }
    return out;
}

} // namespace

std::span<const Rule* const> all_rules() {
    return list;
}

const Rule* find_rule(std::string_view id) {
    const auto found = std::ranges::find(list, id, &Rule::id);
    return found == list.end() ? nullptr : *found;
}

std::string mapping_page() {
    std::string page =
        "# What becomes of each value\n\n"
        "Made from the rules of the program by `scripts/update-docs`; `migration.json` names the rule of "
        "each record.\n\n"
        "| rule | Batch AI | outcome | Azure ML | why |\n|---|---|---|---|---|\n";
    for (const Rule* rule : all_rules()) {
        page += "| `" + cell(rule->id) + "` | " + cell(rule->source) + " | " + cell(to_string(rule->outcome))
                + " | " + cell(rule->target) + " | " + cell(rule->reason) + " |\n";
    }
    return page;
}

} // namespace batchai2aml
