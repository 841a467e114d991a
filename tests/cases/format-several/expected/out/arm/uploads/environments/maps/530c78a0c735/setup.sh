#!/usr/bin/env bash
# The node set-up of Batch AI: runs once, as root, while the image is built

# Nodes had sudo, and nobody to answer questions.
chmod +x "${0%/*}/sudo"
export PATH="$PATH:${0%/*}"
export DEBIAN_FRONTEND="${DEBIAN_FRONTEND:-noninteractive}"
# Nodes had the lists of packages, which images mostly lack.
if command -v apt-get >/dev/null && ! compgen -G '/var/lib/apt/lists/*_Packages*' >/dev/null; then
  apt-get update
fi

export RASTERIO_VERSION=1.3.11

# The command line of the set-up task, as it was written:
sudo apt-get install -y gdal-bin && sudo -H pip install "rasterio==$RASTERIO_VERSION"
