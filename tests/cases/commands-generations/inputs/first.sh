az batchai cluster create -l eastus -g contoso-ml -n pool -s Standard_D4s_v3 -i UbuntuLTS --min 2 --max 2 \
    -u ana -k ~/.ssh/id_rsa.pub --storage-account-name contosodigits --storage-account-key "$KEY" \
    --container-name data --container-mount-path afs
az batchai job create -l eastus -g contoso-ml -n score -r pool -c job.json
az batchai job stream-file -g contoso-ml -j score -n stdout.txt
