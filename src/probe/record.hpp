/// \file
/// What the probe saw, appended to the file of the process. A record is its size in bytes (4 bytes, lowest
/// first) and that many bytes: fields that each end in a zero byte.
///
///     exec ACTION FOLDER PROGRAM COUNT ARGUMENT... COUNT VARIABLE...     ACTION: probe, run, inside
///     open MODE PATH                                                    MODE: read, write, elsewhere
///
/// ACTION: a program of the job; a tool that always runs; what a program that ran has started in turn. COUNT
/// is a decimal number. `elsewhere`: a file outside of the rehearsal, which was not written; the text went
/// into the shadow folder.
#pragma once

#include <string_view>

namespace batchai2aml::probe {

enum class Action : unsigned char { probe, run, inside };

void record_exec(Action action, const char* program, char* const* arguments, char* const* environment);
void record_open(std::string_view mode, std::string_view path);

} // namespace batchai2aml::probe
