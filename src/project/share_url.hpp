/// \file
/// Addresses of Azure file shares, in URLs and in mount commands. Not here: what becomes of them
/// (mounts.hpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace batchai2aml {

/// Parts of `https://{account}.file.{endpoint}/{share}/{folder}` (batchai.md 3.1, 15).
struct ShareUrl {
    std::string account;
    std::string endpoint;
    std::string share;
    std::string folder;
};

/// With or without scheme, with slashes of either kind; nothing when it is not the address of a share.
[[nodiscard]] std::optional<ShareUrl> split_share_url(std::string_view url);

/// The share that `mount -t cifs //{account}.file.{endpoint}/{share} …` mounts; nothing for any other
/// command.
[[nodiscard]] std::optional<ShareUrl> mounted_share(std::string_view command);

} // namespace batchai2aml
