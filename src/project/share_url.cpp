#include "project/share_url.hpp"

#include <algorithm>

#include "model/project.hpp"
#include "support/text.hpp"

namespace batchai2aml {

std::optional<ShareUrl> split_share_url(std::string_view url) {
    url = trim(url);
    const auto scheme = url.find("://");
    if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
    std::string normal(url);
    std::replace(normal.begin(), normal.end(), '\\', '/');
    const auto slash = normal.find('/');
    if (slash == std::string::npos) return std::nullopt;
    const std::string host = normal.substr(0, slash);
    const auto dot = host.find('.');
    if (dot == std::string::npos || dot == 0) return std::nullopt;
    const std::string rest = lower(host.substr(dot + 1));
    if (!rest.starts_with("file.") || rest.size() == 5) return std::nullopt;
    std::string path =
        normalise_path(std::string_view(normal).substr(slash + 1, normal.find('?') - slash - 1));
    if (path.empty()) return std::nullopt;
    const auto end = path.find('/');
    return ShareUrl{host.substr(0, dot), rest.substr(5), path.substr(0, end),
                    end == std::string::npos ? std::string{} : path.substr(end + 1)};
}

std::optional<ShareUrl> mounted_share(std::string_view command) {
    for (std::string_view word : split(command, ' ')) {
        word = trim(word);
        while (!word.empty() && (word.front() == '"' || word.front() == '\''))
            word.remove_prefix(1);
        while (!word.empty() && (word.back() == '"' || word.back() == '\''))
            word.remove_suffix(1);
        if (!word.starts_with("//") && !word.starts_with("\\\\")) continue;
        return split_share_url(word.substr(2));
    }
    return std::nullopt;
}

} // namespace batchai2aml
