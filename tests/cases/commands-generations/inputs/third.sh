az batchai cluster create -w digits -g contoso-ml -n pool -s Standard_D4s_v3 -i UbuntuLTS -t2 --min=0 --max=2 \
    --user ana --storage-account-name=contosodigits --bfs-name data --bfs-mount afs
az batchai job create -w digits -g contoso-ml -e first --j score --cluster pool --config job.json
az batchai job file stream -w digits -g contoso-ml -e first -j score -f stdout.txt
