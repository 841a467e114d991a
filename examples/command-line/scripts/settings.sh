# Read by the other scripts. STORAGE_ACCOUNT is set by whoever runs them.
GROUP=contoso-ml
WORKSPACE=flowers
CLUSTER=${WORKSPACE}-nc6
NODES=2
