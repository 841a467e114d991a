/// \file
/// Commands of `az` that tell of Batch AI resources, and their options in three generations of the tool
/// (batchai.md 11.1 to 11.3). Not here: what an option means (az_calls.cpp).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace batchai2aml {

enum class AzCommandKind : std::uint8_t {
    workspace_create,
    experiment_create,
    cluster_create,
    cluster_scale,
    file_server_create,
    job_create,
    share_create,     ///< `az storage share create`
    container_create, ///< `az storage container create`
    configure,        ///< `az configure --defaults`
    other_batchai,    ///< looks at, waits for or deletes resources
};

/// One option. Its name is the one of the last generation.
struct AzOption {
    std::string_view name;  ///< "--config-file"
    std::string_view other; ///< other spellings, parted by blanks: "--config -f -c"
    bool takes_value = true;
};

/// A command, as words after `az`.
struct AzCommand {
    AzCommandKind kind = AzCommandKind::other_batchai;
    std::string_view words;       ///< "batchai cluster create"
    std::string_view counterpart; ///< what takes its place: "az ml compute create"
    std::span<const AzOption> options;
};

/// True for options whose value is a number: "--target".
[[nodiscard]] bool is_count_option(std::string_view name);

/// The command that the words of a call are, and how many of them name it ("az" included); null when it is
/// none of those that matter. Commands of Batch AI that are in no table count as `other_batchai`.
struct FoundCommand {
    const AzCommand* command = nullptr;
    std::size_t words = 0;
};
[[nodiscard]] FoundCommand find_az_command(std::span<const std::string_view> words);

/// The option that a word starting with `-` names: exactly, by a prefix that only it has, or a letter with
/// its value glued on. `value` becomes what is glued on or follows `=`, with the bytes of the word before it.
struct FoundOption {
    const AzOption* option = nullptr; ///< null: there is none, or several
    std::string_view value;
    std::size_t value_offset = 0; ///< in the word; 0: the value is the next word
};
/// `config`: what `-c` is short for: the file, else the cluster.
enum class ShortC : bool { cluster, file };
[[nodiscard]] FoundOption find_az_option(const AzCommand& command, std::string_view word, ShortC short_c);

} // namespace batchai2aml
