// CUDA and GPUs (vm-sizes.md 7), and the CUDA version of images (vm-sizes.md 8).
#include "catalog/cuda.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/images.hpp"
#include "catalog/vm_sizes.hpp"

namespace batchai2aml {
namespace {

using Gpu = GpuArchitecture;

TEST(Cuda, VersionsAreReadAndSpelt) {
    EXPECT_EQ(read_cuda_version("9.2-devel"), (CudaVersion{9, 2}));
    EXPECT_EQ(read_cuda_version("11"), (CudaVersion{11, 0}));
    EXPECT_EQ(read_cuda_version("8.cudnn"), (CudaVersion{8, 0}));
    EXPECT_EQ(read_cuda_version("latest"), CudaVersion{});
    EXPECT_EQ(read_cuda_version(""), CudaVersion{});
    EXPECT_EQ(to_string(CudaVersion{10, 1}), "10.1");
    EXPECT_LT((CudaVersion{9, 2}), (CudaVersion{10, 0}));
}

TEST(Cuda, RunsWhereTheToolkitKnowsTheGpu) {
    using enum CudaVerdict;
    EXPECT_EQ(cuda_verdict({9, 0}, Gpu::volta), ok);
    EXPECT_EQ(cuda_verdict({9, 2}, Gpu::turing), binary_compatible);
    EXPECT_EQ(cuda_verdict({8, 0}, Gpu::turing), jit_only);
    EXPECT_EQ(cuda_verdict({10, 0}, Gpu::turing), ok);
    EXPECT_EQ(cuda_verdict({10, 2}, Gpu::ampere), jit_only);
    EXPECT_EQ(cuda_verdict({11, 0}, Gpu::ampere), ok);
    EXPECT_EQ(cuda_verdict({11, 7}, Gpu::hopper), jit_only);
    EXPECT_EQ(cuda_verdict({11, 8}, Gpu::hopper), ok);
    EXPECT_EQ(cuda_verdict({12, 4}, Gpu::kepler), dropped);
    EXPECT_EQ(cuda_verdict({13, 1}, Gpu::volta), dropped);
    EXPECT_EQ(cuda_verdict({6, 5}, Gpu::turing), jit_only) << "older than the table: its first line";
    EXPECT_EQ(cuda_verdict({99, 0}, Gpu::hopper), ok) << "newer than the table: its last line";
    EXPECT_EQ(cuda_verdict({8, 0}, Gpu::none), ok);
    EXPECT_TRUE(may_run(ok));
    EXPECT_TRUE(may_run(binary_compatible));
    EXPECT_FALSE(may_run(jit_only));
    EXPECT_FALSE(may_run(dropped));
}

TEST(Cuda, HasALowestVersionForEachGpu) {
    EXPECT_EQ(lowest_cuda(Gpu::volta), (CudaVersion{9, 0}));
    EXPECT_EQ(lowest_cuda(Gpu::turing), (CudaVersion{10, 0}));
    EXPECT_EQ(lowest_cuda(Gpu::ampere), (CudaVersion{11, 0}));
    EXPECT_EQ(lowest_cuda(Gpu::hopper), (CudaVersion{11, 8}));
    EXPECT_EQ(lowest_cuda(Gpu::none), CudaVersion{});
    for (const VmSize& size : vm_sizes()) {
        EXPECT_EQ(cuda_verdict(lowest_cuda(size.architecture), size.architecture), CudaVerdict::ok)
            << size.name;
    }
}

struct Image {
    const char* reference;
    const char* cuda; ///< "none": without; "": unknown
};
class Images : public testing::TestWithParam<Image> {};

TEST_P(Images, TellTheirCuda) {
    const ImageCuda found = find_image_cuda(GetParam().reference);
    const std::string text = found.kind == ImageCuda::Kind::known  ? to_string(found.version)
                             : found.kind == ImageCuda::Kind::none ? "none"
                                                                   : "";
    EXPECT_EQ(text, GetParam().cuda) << GetParam().reference;
}
// Images of the recipes and of public job files, then those that Azure ML offers.
INSTANTIATE_TEST_SUITE_P(
    Cuda, Images,
    testing::Values(
        Image{"tensorflow/tensorflow:0.7.1-devel-gpu", "7.5"},
        Image{"tensorflow/tensorflow:1.1.0-gpu", "8.0"}, Image{"tensorflow/tensorflow:1.4.0-gpu-py3", "8.0"},
        Image{"tensorflow/tensorflow:1.8.0-gpu", "9.0"},
        Image{"myregistry.azurecr.io/tensorflow/tensorflow:1.12.3-gpu", "9.0"},
        Image{"localhost:5000/tensorflow/tensorflow:1.13.1-gpu", "10.0"},
        Image{"tensorflow/tensorflow:1.2.0-rc1-gpu", "8.0"}, Image{"tensorflow/tensorflow:latest-gpu", ""},
        Image{"tensorflow/tensorflow:2.9.1-gpu", ""}, Image{"tensorflow/tensorflow:1.8.0", "none"},
        Image{"tensorflow/tensorflow", "none"}, Image{"TensorFlow/TensorFlow:1.8.0-GPU", "9.0"},
        Image{"microsoft/cntk:2.1-gpu-python3.5-cuda8.0-cudnn6.0", "8.0"},
        Image{"microsoft/cntk:2.5.1-gpu-python2.7-cuda9.0-cudnn7.0", "9.0"},
        Image{"microsoft/cntk:2.5-cpu-python3.5", "none"}, Image{"microsoft/cntk:latest", ""},
        Image{"pytorch/pytorch:0.4_cuda9_cudnn7", "9.0"},
        Image{"pytorch/pytorch:1.9.0-cuda10.2-cudnn7-runtime", "10.2"}, Image{"pytorch/pytorch", ""},
        Image{"batchaitraining/pytorch:0.4.0-cp36-cuda9-cudnn7", "9.0"},
        Image{"batchaitraining/cntk:2.3-gpu-1bitsgd-py36-cuda8-cudnn6-intelmpi", "8.0"},
        Image{"batchaitraining/chainermn:openMPI", "8.0"}, Image{"batchaitraining/chainermn:IntelMPI", "8.0"},
        Image{"batchaitraining/chainer:distributed", ""}, Image{"bvlc/caffe:gpu", "8.0"},
        Image{"bvlc/caffe:cpu", "none"}, Image{"caffe2ai/caffe2", "8.0"},
        Image{"caffe2ai/caffe2:c2v0.8.1.cuda8.cudnn7.ubuntu16.04", "8.0"},
        Image{"chainer/chainer:v3.5.0", "7.5"}, Image{"chainer/chainer:v4.0.0b1", "8.0"},
        Image{"chainer/chainer:v5.2.0-python3", "9.2"}, Image{"chainer/chainer:v1.20.0", ""},
        Image{"chainer/chainer:v8.0.0", ""},
        Image{"horovod/horovod:0.16.4-tf1.12.0-torch1.1.0-mxnet1.4.1-py3.5", "9.0"},
        Image{"horovod/horovod:0.19.1-tf2.1.0-torch1.4.0", "10.0"},
        Image{"uber/horovod:0.19.2-tf2.1.0", "10.1"}, Image{"horovod/horovod:0.20.0-tf2.3.0-cpu", "none"},
        Image{"horovod/horovod:0.18.1.post1", "10.0"}, Image{"nvcr.io/nvidia/tensorflow:17.10", "9.0"},
        Image{"nvcr.io/nvidia/caffe:18.09-py2", "10.0"}, Image{"nvcr.io/nvidia/pytorch:19.06-py3", "10.1"},
        Image{"nvcr.io/nvidia/pytorch:21.05-py3", "11.3"},
        Image{"nvcr.io/nvidia/tensorflow:23.01-tf1-py3", "12.0"},
        Image{"nvcr.io/nvidia/tensorflow:23.01-tf2-py3", ""}, Image{"nvidia/tensorflow:17.10", ""},
        Image{"nvidia/cuda:9.0-cudnn7-devel-ubuntu16.04", "9.0"},
        Image{"nvcr.io/nvidia/cuda:11.8.0-base", "11.8"}, Image{"nvidia/cuda", ""},
        Image{"me/thing:cu101", "10.1"}, Image{"me/thing:cu90", "9.0"},
        Image{"me/thing-cuda12:latest", "12.0"}, Image{"me/thing:cuda_9.2", "9.2"},
        Image{"me/thing:cuda-118", "11.8"}, Image{"me/thing:focus8", ""}, Image{"me/thing:cuda", ""},
        Image{"me/thing:cu2", ""}, Image{"me/thing:1.0-cpu", "none"}, Image{"me/cpu-thing:1.0", ""},
        Image{"me/thing:cuda9@sha256:cu101", "9.0"}, Image{"me/thing@sha256:0123", ""}, Image{"", ""},
        Image{":", ""}, Image{"/", ""}, Image{"ubuntu", "none"}, Image{"library/ubuntu:16.04", "none"},
        Image{"mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04", "none"},
        Image{"mcr.microsoft.com/azureml/openmpi4.1.0-cuda11.8-cudnn8-ubuntu22.04", "11.8"},
        Image{"mcr.microsoft.com/azureml/base-gpu:openmpi3.1.2-cuda10.0-cudnn7-ubuntu18.04", "10.0"},
        Image{"angusrtaylor/kerasr-gpu", ""}, Image{"me/tool:cuda99999999999999999999", ""}));

TEST(Images, TellWhatTheirVersionWasReadFrom) {
    EXPECT_EQ(find_image_cuda("bvlc/caffe:gpu").basis, CudaBasis::dockerfile);
    EXPECT_EQ(find_image_cuda("me/thing:cu90").basis, CudaBasis::tag);
    EXPECT_EQ(find_image_cuda("caffe2ai/caffe2").basis, CudaBasis::inferred);
    EXPECT_EQ(find_image_cuda("me/thing").basis, CudaBasis::none);
}

} // namespace
} // namespace batchai2aml
