#include "emitter/build_context.hpp"

#include "emitter/shell.hpp"
#include "support/utf8.hpp"

namespace batchai2aml {
namespace {

/// What follows the path of an image: ":tag", "@digest", or nothing.
std::string_view version_of(std::string_view image) {
    const auto slash = image.rfind('/');
    const auto mark = image.find_first_of(":@", slash == std::string_view::npos ? 0 : slash);
    return mark == std::string_view::npos ? std::string_view{} : image.substr(mark);
}

/// The name is the user's choice: the rules of hadolint about it are answered in words.
std::string base(const Value& image) {
    const std::string_view version = version_of(image.text);
    std::string out = image.comment.empty() ? "" : "# " + utf8::one_line(image.comment) + "\n";
    if (version.empty() || version == ":latest") {
        out += "# No tag fixes what this image is: add one, or a later build may start from something else.\n"
               "# hadolint ignore=";
        out += version.empty() ? "DL3006\n" : "DL3007\n";
    }
    return out + "FROM " + image.text + "\n";
}

constexpr std::string_view sudo_text = R"sh(#!/bin/sh
# Stands in for sudo while an image is built, where everything is root already. An image's own sudo comes first.
unsupported() {
  echo "sudo (stand-in of batchai2aml): $1 is not supported" >&2
  exit 1
}

user=root
shell=
background=
home=
while [ "$#" -gt 0 ]; do
  OPTIND=1
  while getopts :ABbC:D:EHiKkNnPp:SsT:u:v-: option; do
    # --name=value and --name value are read as the option of one letter.
    if [ "$option" = - ]; then
      case $OPTARG in
        user=*) option=u OPTARG=${OPTARG#*=} ;;
        chdir=*) option=D OPTARG=${OPTARG#*=} ;;
        user | chdir)
          [ "$OPTARG" = user ] && option=u || option=D
          eval "OPTARG=\${$OPTIND-}"
          OPTIND=$((OPTIND + 1))
          ;;
        login) option=i ;;
        shell) option=s ;;
        background) option=b ;;
        set-home) option=H ;;
        preserve-env | preserve-env=* | non-interactive | stdin | reset-timestamp) continue ;;
        *) unsupported "--$OPTARG" ;;
      esac
    fi
    case $option in
      u) user=$OPTARG ;;
      D) cd "$OPTARG" || exit 1 ;;
      i) shell=login ;;
      s) shell=${shell:-yes} ;;
      b) background=yes ;;
      H) home=yes ;;
      [ABCEKkNnPpSTv]) ;;
      *) unsupported "-$OPTARG" ;;
    esac
  done
  shift "$((OPTIND - 1))"
  # NAME=value words are variables of the command, and options may follow them.
  name=${1%%=*}
  case ${1-} in
    *=*)
      case $name in
        '' | [0-9]* | *[!A-Za-z0-9_]*) break ;;
      esac
      export "${1?}"
      shift
      ;;
    *) break ;;
  esac
done

if [ -n "$shell" ]; then
  [ "$#" -gt 0 ] || set -- "${SHELL:-/bin/sh}"
fi
[ "$#" -gt 0 ] || exit 0
if [ "$user" != root ] && [ "$user" != '#0' ]; then
  [ -z "$home$shell" ] || HOME=$(getent passwd "$user" | cut -d : -f 6)
  set -- runuser -u "$user" -- "$@"
fi
if [ -n "$background" ]; then
  "$@" &
  exit 0
fi
exec "$@"
)sh";

} // namespace

std::string dockerfile(const Environment& environment) {
    return "# What the node set-up of Batch AI installed, for jobs that ran on the nodes without a "
           "container\n"
           + base(environment.base_image)
           + "COPY setup.sh sudo /opt/batchai2aml/\n"
             "RUN bash /opt/batchai2aml/setup.sh\n";
}

std::string setup_script(const Environment& environment) {
    std::string out = "#!/usr/bin/env bash\n"
                      "# The node set-up of Batch AI: runs once, as root, while the image is built\n\n"
                      "# Nodes had sudo, and nobody to answer questions.\n"
                      "chmod +x \"${0%/*}/sudo\"\n"
                      "export PATH=\"$PATH:${0%/*}\"\n"
                      "export DEBIAN_FRONTEND=\"${DEBIAN_FRONTEND:-noninteractive}\"\n";
    if (environment.setup.find("apt") != std::string::npos)
        out += "# Nodes had the lists of packages, which images mostly lack.\n"
               "if command -v apt-get >/dev/null && ! compgen -G '/var/lib/apt/lists/*_Packages*' "
               ">/dev/null; then\n"
               "  apt-get update\n"
               "fi\n";
    if (!environment.variables.empty()) out += "\n";
    for (const Export& variable : environment.variables)
        out += "export " + variable.name + "=" + quote(variable.value) + "\n";
    out.append("\n").append(setup_begin).append("\n").append(environment.setup);
    // A backslash at the end of the text would join an added line end.
    if (!environment.setup.ends_with('\n') && !environment.setup.ends_with('\\')) out += '\n';
    return out;
}

std::string_view sudo_stand_in() {
    return sudo_text;
}

} // namespace batchai2aml
