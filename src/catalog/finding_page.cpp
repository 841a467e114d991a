#include "catalog/findings.hpp"

namespace batchai2aml {

std::string finding_page(const FindingCode& code) {
    std::string page = "# " + std::string(code.code) + ": " + std::string(code.title) + "\n\n";
    page += "Level: " + std::string(to_string(code.level)) + " (change it with `--set findings."
            + std::string(code.code) + "=LEVEL`)\n\n";
    page += std::string(code.meaning) + "\n\n";
    page += "**What to do.** " + std::string(code.remedy) + "\n";
    return page;
}

} // namespace batchai2aml
