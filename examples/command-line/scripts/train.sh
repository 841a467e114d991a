#!/usr/bin/env bash
# Submits one job for each size of the model.
set -e
cd "$(dirname "$0")/.."
source scripts/settings.sh

for size in small large; do
    cat > jobs/petals.json <<EOF
{
    "\$schema": "https://raw.githubusercontent.com/Azure/BatchAI/master/schemas/2018-05-01/job.json",
    "properties": {
        "nodeCount": ${NODES},
        "horovodSettings": {
            "pythonScriptFilePath": "\$AZ_BATCHAI_MOUNT_ROOT/runs/scripts/train.py",
            "commandLineArgs": "--model $size --photos \$AZ_BATCHAI_MOUNT_ROOT/photos --out \$AZ_BATCHAI_OUTPUT_MODEL"
        },
        "stdOutErrPathPrefix": "\$AZ_BATCHAI_MOUNT_ROOT/runs",
        "outputDirectories": [
            {"id": "MODEL", "pathPrefix": "\$AZ_BATCHAI_MOUNT_ROOT/runs", "pathSuffix": "models"}
        ],
        "containerSettings": {
            "imageSourceRegistry": {"image": "horovod/horovod:0.28.1"}
        }
    }
}
EOF
    az batchai job create -g $GROUP -w $WORKSPACE -e petals -n "petals-$size" -c $CLUSTER -f jobs/petals.json
done
