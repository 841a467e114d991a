#include "rehearse/records.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace batchai2aml {

namespace {

constexpr std::size_t header = 4;

/// The fields of one record, from the first on.
class Fields {
  public:
    explicit Fields(std::string_view payload) : rest_(payload) {}

    std::string next() {
        const std::size_t end = rest_.find('\0');
        std::string field(rest_.substr(0, end));
        rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
        return field;
    }
    std::size_t next_count() {
        const std::string field = next();
        std::size_t count = 0;
        std::from_chars(field.data(), field.data() + field.size(), count);
        return std::min(count, rest_.size());
    }

  private:
    std::string_view rest_;
};

ProgramCall read_call(Fields& fields) {
    ProgramCall call;
    const std::string action = fields.next();
    call.kind = action == "probe" ? CallKind::program : action == "run" ? CallKind::tool : CallKind::inside;
    call.folder = fields.next();
    call.program = fields.next();
    for (std::size_t n = fields.next_count(); n > 0; --n)
        call.arguments.push_back(fields.next());
    for (std::size_t n = fields.next_count(); n > 0; --n) {
        const std::string entry = fields.next();
        const std::size_t equals = entry.find('=');
        if (equals != std::string::npos)
            call.variables.emplace_back(entry.substr(0, equals), entry.substr(equals + 1));
    }
    return call;
}

void add_once(std::vector<std::string>& paths, std::string path) {
    if (std::find(paths.begin(), paths.end(), path) == paths.end()) paths.push_back(std::move(path));
}

void read_record(std::string_view payload, ProcessResult& process) {
    Fields fields(payload);
    if (fields.next() == "exec") {
        process.calls.push_back(read_call(fields));
        return;
    }
    const std::string mode = fields.next();
    add_once(mode == "read"    ? process.read
             : mode == "write" ? process.written
                               : process.elsewhere,
             fields.next());
}

} // namespace

void read_records(std::string_view bytes, ProcessResult& process) {
    while (bytes.size() >= header) {
        std::size_t size = 0;
        for (std::size_t i = 0; i < header; ++i)
            size |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
        bytes.remove_prefix(header);
        if (size > bytes.size()) return;
        read_record(bytes.substr(0, size), process);
        bytes.remove_prefix(size);
    }
}

} // namespace batchai2aml
