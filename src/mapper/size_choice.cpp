// The size of each cluster (design.md 7, row 4; vm-sizes.md 6).
#include "mapper/size_choice.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

#include "catalog/images.hpp"
#include "catalog/size_facts.hpp"
#include "mapper/job_image.hpp"
#include "mapper/mapper.hpp"
#include "mapper/node_plan.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

// The name as Azure spells it. A `_Promo` name keeps its spelling.
std::string spelt(std::string_view size) {
    const VmSize* known = find_vm_size(size);
    return std::string(known != nullptr && iequals(known->match, size) ? known->name : size);
}

// The smaller, the nearer to the old size.
auto distance(const VmSize& old, const VmSize& size, bool needs_rdma) {
    return std::tuple(needs_rdma && !size.rdma, size.gpus != old.gpus, !has_memory_of(old, size),
                      size.amlcompute != AmlSupport::yes);
}

/// What the jobs of one cluster ask of its size.
struct Demands {
    std::vector<LinkedJob*> jobs;
    std::set<CudaVersion> cuda; ///< of their images, where it is known
    bool several_nodes = false;

    // An image that no candidate can run needs another image; it decides nothing for the others.
    void forget_hopeless(const VmSize& old) {
        const std::vector<SizeCandidate> candidates = size_candidates(old);
        std::erase_if(cuda, [&](CudaVersion version) {
            return std::none_of(candidates.begin(), candidates.end(), [&](const SizeCandidate& one) {
                return may_run(cuda_verdict(version, one.size->architecture));
            });
        });
    }
    [[nodiscard]] bool may_run_on(const VmSize& size) const {
        return std::all_of(cuda.begin(), cuda.end(), [&](CudaVersion version) {
            return may_run(cuda_verdict(version, size.architecture));
        });
    }
};

class SizeChooser {
  public:
    SizeChooser(Project& project, const Options& options) : project_(project), options_(options) {}

    void run() {
        demands_.resize(project_.clusters.size());
        for (LinkedJob& job : project_.jobs)
            if (job.cluster != nowhere) add(job);
        for (std::size_t i = 0; i < demands_.size(); ++i)
            choose(i);
        for (std::size_t i = 0; i < demands_.size(); ++i)
            plan(project_.clusters[i], demands_[i]);
        // Jobs belong to originals; a copy that differs in nothing must not seem to.
        for (std::size_t i = 0; i < demands_.size(); ++i)
            project_.clusters[i].largest_job = project_.clusters[original(i)].largest_job;
    }

  private:
    [[nodiscard]] std::size_t original(std::size_t cluster) const {
        const std::size_t of = project_.clusters[cluster].copy_of;
        return of == nowhere ? cluster : of;
    }

    void add(LinkedJob& job) {
        Demands& demands = demands_[job.cluster];
        demands.jobs.push_back(&job);
        if (job.copy_of != nowhere) return;
        demands.several_nodes =
            demands.several_nodes || (job.job->node_count && job.job->node_count->value > 1);
        const ImageCuda cuda = find_image_cuda(job_image(*job.job, options_).written);
        if (cuda.kind == ImageCuda::Kind::known) demands.cuda.insert(cuda.version);
    }

    void choose(std::size_t index) {
        LinkedCluster& cluster = project_.clusters[index];
        const Demands& demands = demands_[original(index)];
        SizeChoice& choice = cluster.choice;
        choice.largest_job_before = project_.clusters[original(index)].largest_job;
        if (cluster.cluster->vm_size)
            choice.before = cluster.cluster->vm_size->value;
        else
            take_setting(choice, cluster);
        const VmSize* known = find_vm_size(choice.before);
        choice.after = spelt(choice.before);
        const std::string* set = find_setting(choice.before, known);
        if (set != nullptr) {
            choice.reason = SizeChoice::Reason::setting;
            choice.after = spelt(*set);
        } else if (known != nullptr && !known->kept && !known->replacement.empty()
                   && options_.vm_sizes == SizePolicy::check) {
            take_successor(choice, *known, demands);
        }
        if (options_.vm_sizes == SizePolicy::keep || known == nullptr) return;
        const VmSize* after = find_vm_size(choice.after);
        choice.gpus_before = known->gpus;
        choice.gpus_after = after == nullptr ? 0 : after->gpus;
    }

    // A cluster that names no size gets the one of the settings, by its name or for all of them.
    void take_setting(SizeChoice& choice, const LinkedCluster& cluster) const {
        choice.by_setting = true;
        const auto own = options_.sizes.find(upper(cluster.source_name));
        choice.before = own == options_.sizes.end() ? options_.vm_size : own->second;
        choice.setting = own == options_.sizes.end() ? "vm-size" : "sizes." + cluster.source_name;
    }

    [[nodiscard]] const std::string* find_setting(const std::string& size, const VmSize* known) const {
        auto found = options_.sizes.find(upper(size));
        if (found == options_.sizes.end() && known != nullptr) found = options_.sizes.find(known->match);
        return found == options_.sizes.end() ? nullptr : &found->second;
    }

    static void take_successor(SizeChoice& choice, const VmSize& old, Demands demands) {
        demands.forget_hopeless(old);
        const bool needs_rdma = demands.several_nodes && !old.replacement_rdma.empty();
        const VmSize* preferred = find_vm_size(needs_rdma ? old.replacement_rdma : old.replacement);
        const VmSize* best = demands.may_run_on(*preferred) ? preferred : nullptr;
        for (const SizeCandidate& candidate : size_candidates(old)) {
            if (!demands.may_run_on(*candidate.size)) continue;
            if (best == nullptr
                || distance(old, *candidate.size, needs_rdma) < distance(old, *best, needs_rdma))
                best = candidate.size;
        }
        if (best != nullptr && best != preferred) choice.passed_over = preferred->name;
        choice.reason = SizeChoice::Reason::successor;
        choice.after = best == nullptr ? preferred->name : best->name;
    }

    static void plan(LinkedCluster& cluster, const Demands& demands) {
        if (!cluster.choice.counts_anew()) return;
        cluster.largest_job = 0;
        for (LinkedJob* job : demands.jobs) {
            job->plan = plan_nodes(*job->job, cluster.choice);
            const std::int64_t source = job->job->node_count ? job->job->node_count->value : 0;
            cluster.largest_job =
                std::max(cluster.largest_job, job->plan.nodes > 0 ? job->plan.nodes : source);
        }
    }

    Project& project_;
    const Options& options_;
    std::vector<Demands> demands_;
};

} // namespace

void choose_sizes(Project& project, const Options& options) {
    SizeChooser(project, options).run();
}

std::string size_setting(const SizeChoice& choice) {
    return choice.by_setting ? choice.setting : "sizes." + spelt(choice.before);
}

const VmSize* size_instead(const SizeChoice& choice, const std::function<bool(const VmSize&)>& will_do) {
    const VmSize* old = find_vm_size(choice.before);
    const VmSize* like = old != nullptr && old->gpus > 0 ? old : find_vm_size(choice.after);
    const VmSize* best = nullptr;
    const auto rank = [&](const VmSize& size) {
        return std::tuple(distance(*like, size, false), size.vcpus, size.memory_gib);
    };
    for (const VmSize& size : vm_sizes()) {
        const bool possible = like != nullptr && size.state == SizeState::available
                              && size.amlcompute == AmlSupport::yes && will_do(size);
        if (possible && (best == nullptr || rank(size) < rank(*best))) best = &size;
    }
    return best;
}

std::vector<Answer> size_answer(const SizeChoice& choice, const VmSize* size) {
    if (size == nullptr) return {};
    return {{size_setting(choice), std::string(size->name)}};
}

std::vector<Answer> same_gpus_answer(const SizeChoice& choice, std::optional<CudaVersion> cuda) {
    return size_answer(choice, size_instead(choice, [&](const VmSize& size) {
                           return static_cast<std::int64_t>(size.gpus) == choice.gpus_before
                                  && (!cuda || may_run(cuda_verdict(*cuda, size.architecture)));
                       }));
}

} // namespace batchai2aml
