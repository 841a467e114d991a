#include "rehearse/expressions.hpp"

#include "support/text.hpp"

namespace batchai2aml {

Substituted substitute_expressions(std::string_view text,
                                   const std::function<std::optional<std::string>(std::string_view)>& value) {
    Substituted out;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = text.substr(at);
        if (rest.starts_with("$[[")) out.problems.emplace_back("$[[ would be taken for an expression");
        const std::size_t end = rest.starts_with("${{") ? rest.find("}}") : std::string_view::npos;
        if (end == std::string_view::npos) {
            if (rest.starts_with("${{"))
                out.problems.emplace_back("${{ starts an expression that has no end");
            out.text += text[at++];
            continue;
        }
        const std::string_view name = trim(rest.substr(3, end - 3));
        if (const auto known = value(name)) {
            out.text += *known;
        } else {
            out.problems.push_back("${{" + printable(shorten(name, 60))
                                   + "}} is no input or output of the job");
            out.text += rest.substr(0, end + 2);
        }
        at += end + 2;
    }
    return out;
}

} // namespace batchai2aml
