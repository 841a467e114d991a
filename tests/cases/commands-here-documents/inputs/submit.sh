#!/bin/sh
IMAGE=python:3.11
submit() {
    az batchai job create -w digits -e forms -c pool -n "$1" -f "$2"
}

cat > expanded.json <<EOF
{
  "\$schema": "https://raw.githubusercontent.com/Azure/BatchAI/master/schemas/2018-05-01/job.json",
  "properties": {
    "nodeCount": ${NODES:-2},
    "customToolkitSettings": {"commandLine": "python \$AZ_BATCHAI_MOUNT_ROOT/data/a.py"},
    "containerSettings": {"imageSourceRegistry": {"image": "$IMAGE"}}
  }
}
EOF
submit expanded expanded.json

cat <<'EOF' > literal.json
{
  "properties": {
    "nodeCount": 1,
    "customToolkitSettings": {"commandLine": "python $AZ_BATCHAI_MOUNT_ROOT/data/b.py"},
    "containerSettings": {"imageSourceRegistry": {"image": "python:3.11"}}
  }
}
EOF
submit literal ./literal.json

# The usual slip: nothing protects the dollar signs.
cat > slip.json <<EOF
{
  "$schema": "https://raw.githubusercontent.com/Azure/BatchAI/master/schemas/2018-05-01/job.json",
  "properties": {
    "nodeCount": 1,
    "customToolkitSettings": {"commandLine": "python $AZ_BATCHAI_MOUNT_ROOT/data/c.py"},
    "containerSettings": {"imageSourceRegistry": {"image": "$REGISTRY/$IMAGE"}}
  }
}
EOF
submit slip slip.json

echo '{"properties": {"nodeCount": 1, "customToolkitSettings": {"commandLine": "ls"}, "containerSettings": {"imageSourceRegistry": {"image": "'$IMAGE'"}}}}' > echoed.json
submit echoed echoed.json

cp literal.json copy.json
submit copied copy.json

sed "s/b.py/d.py/" literal.json > changed.json
submit changed changed.json

wget -O fetched.json https://example.com/contoso/digits/jobs/remote.json
submit fetched fetched.json
