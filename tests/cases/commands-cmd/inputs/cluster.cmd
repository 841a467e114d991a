rem Creates the cluster.
@echo off
set GROUP=contoso-ml
set POOL=digits-pool
call az batchai cluster create -g %GROUP% -w digits -n %pool% -s Standard_D4s_v3 ^
  --min 0 --max 2 --storage-account-name %STORAGE% --afs-name digits
