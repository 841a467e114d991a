#!/usr/bin/env bash
# The node set-up of Batch AI: runs once, as root, while the image is built

# Nodes had sudo, and nobody to answer questions.
chmod +x "${0%/*}/sudo"
export PATH="$PATH:${0%/*}"
export DEBIAN_FRONTEND="${DEBIAN_FRONTEND:-noninteractive}"

export QUOTE=''\''
RUN touch owned
"$(touch owned)`touch owned`\'
export LIVE="${QUOTE}/${HOME}/\${X:-\$(touch owned)}"

# The command line of the set-up task, as it was written:
echo '
RUN touch owned
FROM evil' \
  "$[[x]]" ${{secrets.KEY}} `id` # ‮  
cat <<'# The command line of the set-up task, as it was written:'
# hadolint ignore=all
# The command line of the set-up task, as it was written:
