# Settings
$ResourceGroup = "contoso-ml"
$Workspace = 'digits'
$ClusterName = $Workspace + "-pool"
$project = Get-Content -Raw -Path project.json | ConvertFrom-Json

if (-not $env:SKIP_CLUSTER) {
    az batchai cluster create -n $clusterName -g $ResourceGroup -w $Workspace `
        -s Standard_D4s_v3 -t 2 --vm-priority dedicated `
        --storage-account-name contosodigits --afs-name "digits"
}
$name = Get-Date -Format yyyyMMdd
az batchai job create -n "score-$name" -c $ClusterName -g $ResourceGroup -w $Workspace -e $project.experiment -f job.json
