az batchai cluster create -l eastus -g contoso-ml -n pool -s Standard_D4s_v3 -i UbuntuLTS -t 2 --vm-priority lowpriority \
    --user-name ana --storage-account-name contosodigits --bfs-name data --bfs-mount-path afs
az batchai job create -g contoso-ml -n score --cluster-name pool --cluster-resource-group contoso-ml --config job.json
az batchai job file stream -g contoso-ml -n score -f stdout.txt
