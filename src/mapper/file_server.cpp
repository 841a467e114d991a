// File servers (batchai.md 5; azureml.md 6.1; design.md 7, row 12): nothing of the machine is left to
// convert, but its data has to go somewhere.
#include "mapper/job_builder.hpp"
#include "mapper/mapper.hpp"
#include "mapper/storage_copy.hpp"

namespace batchai2aml {

namespace {

class FileServerAccount {
  public:
    FileServerAccount(const Project& project, const LinkedFileServer& linked)
        : storage_(project.storages[linked.storage]), server_(*linked.server) {}

    Notes run() {
        record(server_.id, rules::file_server_name, "name");
        record(server_.name, rules::file_server_name, "name");
        record(server_.type, rules::resource_type);
        record(server_.location, rules::location);
        for (const Tag& tag : server_.tags)
            notes_.ledger.add(tag.value.leaf, rules::file_server_tags);
        for (const Text* text :
             {&server_.vm_size, &server_.storage_account_type, &server_.caching_type, &server_.subnet_id})
            record(*text, rules::file_server_machine);
        record(server_.disk_size_gb, rules::file_server_disks);
        record(server_.disk_count, rules::file_server_disks);
        if (server_.user_account) account_login(*server_.user_account);
        if (!storage_.copied_from.empty())
            ask_for_copy(report("B2A0406", server_.origin,
                                "the data of " + storage_.copied_from + amount()
                                    + " has to be copied to Azure storage"),
                         storage_);
        return std::move(notes_);
    }

  private:
    template <class T>
    void record(const std::optional<Field<T>>& field, const Rule& rule, std::string_view path = {}) {
        if (!field) return;
        notes_.ledger.add(field->leaf, rule, path.empty() ? std::string{} : storage_.file, std::string(path));
    }

    Diagnostic& report(std::string_view code, LeafId at, std::string message, std::string remedy = {}) {
        notes_.diagnostics.push_back({.code = code,
                                      .at = at,
                                      .message = std::move(message),
                                      .remedy = std::move(remedy),
                                      .subject = storage_.file});
        return notes_.diagnostics.back();
    }

    void account_login(const UserAccount& account) {
        record(account.admin_user_name, rules::file_server_login);
        record(account.admin_user_ssh_public_key, rules::file_server_login);
        record(account.admin_user_password, rules::file_server_password);
        if (account.admin_user_password && !account.admin_user_password->value.placeholder)
            report("B2A0901", account.admin_user_password->leaf,
                   "a password stands here in clear text; it was left out");
    }

    [[nodiscard]] std::string amount() const {
        if (!server_.disk_count || !server_.disk_size_gb) return {};
        return " (" + std::to_string(server_.disk_count->value) + " x "
               + std::to_string(server_.disk_size_gb->value) + " GB at most)";
    }

    const Storage& storage_;
    const FileServer& server_;
    Notes notes_;
};

} // namespace

Notes account_file_server(const Project& project, std::size_t server) {
    return FileServerAccount(project, project.file_servers[server]).run();
}

} // namespace batchai2aml
