#!/usr/bin/env bash
# Creates the cluster with all it mounts.
set -e
cd "$(dirname "$0")/.."
source scripts/settings.sh
az configure --defaults group="$GROUP"

az storage share create --name runs --account-name "$STORAGE_ACCOUNT"
az storage container create --name photos --account-name "$STORAGE_ACCOUNT"

az batchai cluster create -w $WORKSPACE -n "$CLUSTER" \
    --config-file cluster.json \
    --vm-size Standard_NC6 --image UbuntuLTS --min 0 --max $((NODES * 2)) \
    --storage-account-name "$STORAGE_ACCOUNT" \
    --afs-name runs --afs-mount-path runs \
    --bfs-name photos --bfs-mount-path photos \
    --generate-ssh-keys
