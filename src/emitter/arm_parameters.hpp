/// \file
/// What the deployment template asks for besides names: secrets, and names that no input tells. Requests have
/// placeholders of the same names. Internal to src/emitter.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/azureml.hpp"

namespace batchai2aml::arm {

struct SecretParameter {
    std::string name;
    std::string help;
    bool is_secret = true;             ///< false: a name that no input tells
    const Datastore* store = nullptr;  ///< whose account it is the key of
    const std::string* host = nullptr; ///< registry whose account it belongs to
    std::string url{};                 ///< of the key vault's secret that held it; may be empty
};

/// Each once, in the order of the resources. They point into `migration` and `registries`.
[[nodiscard]] std::vector<SecretParameter> secret_parameters(const Migration& migration,
                                                             const std::vector<RegistryLogin>& registries);

/// "accountKey_contoso"; of an unknown account, one for each datastore. \pre a file share
[[nodiscard]] std::string account_key_parameter(const Datastore& datastore);
/// "password_registry_nvcr_io", "username_registry_nvcr_io"
[[nodiscard]] std::string password_parameter(std::string_view host);
[[nodiscard]] std::string username_parameter(std::string_view host);

/// Letters, digits and underscores of `text`, all else as one `filler`; none at the ends; at most 200.
[[nodiscard]] std::string plain(std::string_view text, char filler);

} // namespace batchai2aml::arm
