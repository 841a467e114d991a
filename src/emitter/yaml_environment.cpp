#include "emitter/build_context.hpp"
#include "emitter/yaml.hpp"
#include "emitter/yaml_file.hpp"

namespace batchai2aml {

std::vector<OutputFile> emit_environment(const Environment& environment) {
    BlockWriter out = yaml::begin_file(environment.header, "environment");
    out.string("name", environment.name);
    yaml::add_build(out, "");
    const std::string context = environment.file.substr(0, environment.file.rfind('/') + 1) + "context/";
    return {{environment.file, std::move(out).take(), false},
            {context + "Dockerfile", dockerfile(environment), false},
            {context + "setup.sh", setup_script(environment), true},
            {context + "sudo", std::string(sudo_stand_in()), true}};
}

} // namespace batchai2aml
