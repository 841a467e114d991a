#include "calls/accounts.hpp"

#include <string>
#include <string_view>

#include "catalog/rules.hpp"
#include "model/placeholder.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

// The account in which a line creates the container; empty: none, or several do.
std::string created_in(const std::vector<StorageLine>& lines, bool is_share, std::string_view name) {
    std::string account;
    for (const StorageLine& line : lines) {
        if (line.is_share != is_share || line.name.value != name) continue;
        if (!account.empty() && account != line.account.value) return {};
        account = line.account.value;
    }
    return account;
}

bool has_key(const StorageCredentials& credentials) {
    return credentials.account_key || credentials.account_key_reference.secret_url;
}

// "https://ACCOUNT.file…" or "…/SHARE/folder": first label and first segment.
std::string_view account_in(std::string_view url) {
    const std::size_t host = url.find("://");
    if (host == std::string_view::npos) return {};
    url.remove_prefix(host + 3);
    return url.substr(0, url.find('.'));
}

std::string_view share_in(std::string_view url) {
    const std::size_t host = url.find("://");
    const std::size_t slash = host == std::string_view::npos ? host : url.find('/', host + 3);
    if (slash == std::string_view::npos) return {};
    url.remove_prefix(slash + 1);
    return url.substr(0, url.find('/'));
}

class Filler {
  public:
    Filler(const Call& call, const std::vector<StorageLine>& lines) : call_(call), lines_(lines) {}

    void fill(AzureFileShare& share) {
        if (!share.azure_file_url) return;
        std::string& url = share.azure_file_url->value;
        const std::string account = account_of(true, share_in(url));
        if (account.empty()) return;
        url = replace_all(url, account_placeholder, account);
        if (share.account_name && share.account_name->value == account_placeholder)
            share.account_name->value = account;
        add_key(share.credentials, account_in(url));
    }

    void fill(AzureBlobFileSystem& container) {
        if (!container.account_name || !container.container_name) return;
        std::string& account = container.account_name->value;
        const std::string known = account_of(false, container.container_name->value);
        if (account == account_placeholder && !known.empty()) account = known;
        add_key(container.credentials, account);
    }

    [[nodiscard]] bool key_used() const { return key_used_; }

  private:
    [[nodiscard]] std::string account_of(bool is_share, std::string_view container) const {
        return call_.storage_account ? call_.storage_account->value : created_in(lines_, is_share, container);
    }

    void add_key(StorageCredentials& credentials, std::string_view account) {
        const bool is_it =
            call_.storage_key && call_.storage_account && iequals(call_.storage_account->value, account);
        if (is_it && !has_key(credentials)) credentials.account_key = call_.storage_key;
        key_used_ = key_used_
                    || (credentials.account_key && call_.storage_key
                        && credentials.account_key->leaf == call_.storage_key->leaf);
    }

    const Call& call_;
    const std::vector<StorageLine>& lines_;
    bool key_used_ = false;
};

} // namespace

void fill_in_account(MountVolumes& volumes, const Call& call, const std::vector<StorageLine>& lines,
                     Notes& notes) {
    Filler filler(call, lines);
    for (AzureFileShare& share : volumes.azure_file_shares)
        filler.fill(share);
    for (AzureBlobFileSystem& container : volumes.azure_blob_file_systems)
        filler.fill(container);
    if (!call.storage_key || filler.key_used()) return;
    notes.ledger.add(call.storage_key->leaf, rules::call_unused_option);
    if (!call.storage_key->value.placeholder)
        notes.diagnostics.push_back({.code = "B2A0901",
                                     .at = call.storage_key->leaf,
                                     .message = "an account key stands here in clear text; it was left out"});
}

} // namespace batchai2aml
