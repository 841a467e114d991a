az batchai cluster create -w w -n nc6 -s Standard_D4s_v3 -t 1 --storage-account-name contosoimages --afs-name data
az batchai cluster auto-scale -w w -n nc6 --min 0 --max 5
az batchai job create -w w -e images -n train -c nc6 -f jobs/train.json
az batchai job create -w w -e images -n test -c nc6 -f /home/ana/jobs/test.json
az batchai job create -w w -e images -n gone -c nc6 -f gone.json
