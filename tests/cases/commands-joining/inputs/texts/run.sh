az batchai cluster create -w w -n nc6 -s Standard_D8s_v3 -t 1 --storage-account-name contosotexts --afs-name data
az batchai job create -w w -e texts -n train -c nc6 -f train.json
az batchai cluster resize -w w -n nc6 --target 0
