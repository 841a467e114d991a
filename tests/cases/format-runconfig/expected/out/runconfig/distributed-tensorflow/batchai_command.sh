#!/bin/bash
# Written by batchai2aml. The command of the job, which the run configuration starts.
export AZ_BATCHAI_JOB_TEMP="${PWD}/.batchai/temp"
export AZ_BATCHAI_JOB_TEMP_DIR="${AZ_BATCHAI_JOB_TEMP}"
export AZ_BATCHAI_STDOUTERR_DIR="${PWD}/logs"
export AZ_BATCHAI_SHARED_JOB_TEMP="${sharedjobtemp}"
export AZ_BATCHAI_INPUT_SCRIPT="${AZUREML_DATAREFERENCE_inSCRIPT}"
export AZ_BATCHAI_INPUT_DATASET="${AZUREML_DATAREFERENCE_inDATASET}"
export AZ_BATCHAI_OUTPUT_MODEL="${outMODEL}"
export AZ_BATCHAI_OUTPUT_TENSORBOARD="${outTENSORBOARD}"
export AZ_BATCHAI_MOUNT_ROOT="${PWD}/.batchai/cluster_mounts"
export AZ_BATCHAI_JOB_MOUNT_ROOT="${PWD}/.batchai/job_mounts"
export AZ_BATCH_HOST_LIST="${AZ_BATCH_HOST_LIST:-127.0.0.1}"
export AZ_BATCHAI_MPI_HOST_FILE="${PWD}/.batchai/hostfile"
export AZ_BATCHAI_NUM_GPUS="$(nvidia-smi -L 2>/dev/null | grep -c '^GPU ')"
export AZ_BATCHAI_NUM_GPUS_PER_NODE="${AZ_BATCHAI_NUM_GPUS}"
mkdir -p "${AZ_BATCHAI_JOB_TEMP}" "${AZ_BATCHAI_STDOUTERR_DIR}" "${AZ_BATCHAI_MOUNT_ROOT}" "${AZ_BATCHAI_JOB_MOUNT_ROOT}" || exit 1
printf '%s\n' "$AZ_BATCH_HOST_LIST" | tr ',' '\n' >"$AZ_BATCHAI_MPI_HOST_FILE.$$" &&
  mv -f "$AZ_BATCHAI_MPI_HOST_FILE.$$" "$AZ_BATCHAI_MPI_HOST_FILE" || exit 1
python batchai_launch.py
