// Whether the image of a job runs on the GPUs that its cluster gets (vm-sizes.md 7).
#include "catalog/images.hpp"
#include "mapper/job_builder.hpp"
#include "mapper/job_image.hpp"
#include "mapper/size_choice.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

class CudaCheck {
  public:
    CudaCheck(JobBuilder& builder, const SizeChoice& choice, const VmSize& size)
        : builder_(builder),
          choice_(choice),
          size_(size),
          image_(job_image(builder.source, builder.options)),
          cuda_(find_image_cuda(image_.written)) {}

    void run() {
        if (image_.written.empty() || cuda_.kind == ImageCuda::Kind::none) return;
        if (cuda_.kind == ImageCuda::Kind::unknown) return report_unknown();
        const CudaVerdict verdict = cuda_verdict(cuda_.version, size_.architecture);
        if (verdict == CudaVerdict::binary_compatible) report_untested();
        if (!may_run(verdict)) report_unfit(verdict);
    }

  private:
    [[nodiscard]] LeafId place() const {
        const auto& container = builder_.source.container;
        return container && container->image ? container->image->leaf : builder_.source.origin;
    }
    // "the T4 of Standard_NC8as_T4_v3"
    [[nodiscard]] std::string gpu() const {
        return "the " + std::string(size_.gpu) + " of " + std::string(size_.name);
    }
    [[nodiscard]] std::string lowest() const { return to_string(lowest_cuda(size_.architecture)); }
    [[nodiscard]] std::string built() const {
        return "the image " + quoted(image_.written) + " was built with CUDA " + to_string(cuda_.version);
    }
    // The same image, named by a setting: the user vouches for it.
    [[nodiscard]] bool vouched_for() const { return image_.by_setting && image_.written == image_.source; }
    [[nodiscard]] std::string keep_image() const {
        return "--set '" + image_.setting() + "=" + image_.source + "'";
    }

    void report_unknown() {
        // A guess of `--vm-size` is no change that the program made; an image that the settings name is not
        // news.
        if (image_.by_setting || choice_.reason == SizeChoice::Reason::kept) return;
        Diagnostic& finding = builder_.report(
            "B2A0807", place(),
            "the CUDA version of " + quoted(image_.written) + " is not known; " + gpu() + " needs " + lowest()
                + " or later",
            "Look into the image (nvcc --version, or FROM in its Dockerfile). Confirm it with " + keep_image()
                + ", or name a newer one there.");
        finding.answers = {{image_.setting(), image_.source}};
    }

    void report_untested() {
        if (vouched_for()) return;
        const VmSize* better = size_instead(choice_, [&](const VmSize& size) {
            return size.gpus > 0 && cuda_verdict(cuda_.version, size.architecture) == CudaVerdict::ok;
        });
        const std::string remedy = image_.source.empty() || image_.by_setting
                                       ? "Name an image for CUDA " + lowest() + " or later."
                                       : "Confirm it with " + keep_image() + ", or name an image for CUDA "
                                             + lowest() + " or later there.";
        Diagnostic& finding = builder_.report("B2A0806", place(),
                                              built() + " and may run on " + gpu() + ", which asks for "
                                                  + lowest() + ": test one node first",
                                              remedy);
        if (!image_.by_setting) finding.answers = {{image_.setting(), image_.source}};
        for (Answer& answer : size_answer(choice_, better))
            finding.answers.push_back(std::move(answer));
    }

    void report_unfit(CudaVerdict verdict) {
        const VmSize* other = size_instead(choice_, [&](const VmSize& size) {
            return size.gpus > 0 && may_run(cuda_verdict(cuda_.version, size.architecture));
        });
        const std::string why = verdict == CudaVerdict::dropped
                                    ? ", which no longer knows " + gpu()
                                    : ", and " + gpu() + " needs " + lowest() + " or later";
        std::string remedy = "Build it anew and pass --set '" + image_.setting() + "=IMAGE'";
        for (const Answer& answer : size_answer(choice_, other))
            remedy += ", or pass --set " + answer.setting + "=" + answer.value + " ("
                      + std::string(other->gpu) + ")";
        Diagnostic& finding = builder_.report(
            "B2A0805", place(), built() + why,
            remedy + (other == nullptr ? "; no size of Azure ML has a GPU for this one." : "."));
        finding.answers = size_answer(choice_, other);
        finding.answers.push_back({image_.setting(), ""});
        const std::string size(choice_.before);
        finding.question = other != nullptr
                               ? "Which VM size takes the place of " + printable(shorten(size, 60)) + "?"
                               : "Which image, built for CUDA " + lowest() + " or later, takes the place of "
                                     + printable(shorten(image_.written, 60)) + "?";
    }

    JobBuilder& builder_;
    const SizeChoice& choice_;
    const VmSize& size_;
    const JobImage image_;
    const ImageCuda cuda_;
};

} // namespace

void check_cuda(JobBuilder& builder) {
    const LinkedCluster* cluster = builder.cluster();
    if (cluster == nullptr || builder.options.vm_sizes == SizePolicy::keep) return;
    const SizeChoice& choice = cluster->choice;
    const bool own = choice.reason == SizeChoice::Reason::kept && !choice.by_setting;
    const VmSize* before = find_vm_size(choice.before);
    const VmSize* after = find_vm_size(choice.after);
    if (own || after == nullptr || after->gpus == 0) return;
    // The job has run on such GPUs.
    if (before != nullptr && choice.reason != SizeChoice::Reason::kept
        && before->architecture == after->architecture)
        return;
    CudaCheck(builder, choice, *after).run();
}

} // namespace batchai2aml
