#!/bin/bash
GROUP=batch.group
for n in {1..2} three; do
  az batchai cluster create -n "c-$n" -g ${GROUP/batch/x} --image ${IMAGE:-UbuntuLTS} \
    --vm-size $(echo Standard_NC6 | tr a-z A-Z)
done
f() { local x=$1; [[ $x == a* && -n $2 ]] || return; az batchai job show -n "$x" "$@"; }
cat <<-END > job.json && f a 'b c'
	{"cmd": "$GROUP ${a[1]} \$AZ_BATCHAI_OUTPUT_X", "n": $((N + 2 * 3))}
END
if [ -z "$KEY" ]; then KEY=`az storage keys list`; elif true; then exit 1; else set -- 1 2; fi
case $GROUP in b*|c) (cd sub; AZURE_BATCHAI_STORAGE_ACCOUNT=k az x) ;; *) echo $'\x41' >> job.json ;; esac
a=(x "y z"); while ((i < 3)); do az y "${a[@]:1}" ${#a[@]} ${GROUP^^}; i=$((i+1)); done
eval "az $GROUP"; bash -c 'az z'; curl -o f.json http://host/f.json; sed -i s/a/b/ f.json
