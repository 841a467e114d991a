#include "mapper/cluster_size.hpp"

#include <algorithm>

#include "catalog/size_facts.hpp"
#include "mapper/job_builder.hpp"
#include "mapper/size_choice.hpp"

namespace batchai2aml {

namespace {

std::string dated(std::string_view words, const VmSize& size) {
    return std::string(words) + (size.retired.empty() ? "" : " on " + std::string(size.retired));
}

// Why a size is not written.
std::string fault_of(const VmSize& old) {
    switch (old.state) {
    case SizeState::retired:
        return dated("was retired", old);
    case SizeState::unknown:
        return "is no longer described by Azure";
    case SizeState::retiring:
        return (old.amlcompute == AmlSupport::yes ? "" : "is not one that Azure ML names for clusters, and ")
               + dated("will be retired", old);
    case SizeState::available:
        break;
    }
    return "is not one that Azure ML names for clusters";
}

// "Standard_A, Standard_B"
std::string names_of_candidates(const VmSize& size) {
    std::string out;
    for (const SizeCandidate& candidate : size_candidates(size))
        out += (out.empty() ? "" : ", ") + std::string(candidate.size->name);
    return out;
}

std::string family_of(const VmSize& size) {
    return size.quota_family.empty() ? "" : " Quota is counted in " + std::string(size.quota_family) + ".";
}

Diagnostic successor(const SizeChoice& choice, const VmSize& old, const VmSize& after) {
    std::string message =
        "the size " + quoted(choice.before) + " " + fault_of(old) + "; " + choice.after + " takes its place";
    for (const std::string& loss : losses(old, after))
        message += ", " + loss;
    if (const VmSize* other = find_vm_size(choice.passed_over); other != nullptr)
        message += " (the images of its jobs are too old for the " + std::string(other->gpu) + " of "
                   + choice.passed_over + ")";
    return {.code = "B2A0804",
            .message = std::move(message),
            .remedy = "Confirm it with --set " + size_setting(choice) + "=" + choice.after
                      + ", or name another size there (candidates: " + names_of_candidates(old) + ")."
                      + family_of(after),
            .answers = size_answer(choice, &after)};
}

// A retired size that a setting names, or for which nothing is known to take its place.
Diagnostic gone(const SizeChoice& choice, const VmSize& size) {
    const VmSize* old = find_vm_size(choice.before);
    const VmSize* instead = find_vm_size(old != nullptr && !old->kept ? old->replacement : size.replacement);
    Diagnostic out{.code = "B2A0801",
                   .message = "the size " + quoted(choice.after) + " " + fault_of(size),
                   .answers = size_answer(choice, instead),
                   .question = "Which VM size takes the place of " + quoted(choice.before) + "?"};
    if (instead == nullptr) out.answers = {{size_setting(choice), ""}};
    out.remedy = "Pass --set " + size_setting(choice) + "="
                 + (instead == nullptr ? "SIZE" : std::string(instead->name)) + ".";
    return out;
}

Diagnostic retiring(const SizeChoice& choice, const VmSize& size) {
    return {.code = "B2A0802",
            .message = "the size " + quoted(choice.before) + " " + dated("will be retired", size),
            .remedy = size.replacement.empty()
                          ? std::string{}
                          : "Pass --set " + size_setting(choice) + "=" + std::string(size.replacement)
                                + " (candidates: " + names_of_candidates(size) + ").",
            .answers = size_answer(choice, find_vm_size(size.replacement))};
}

bool can_be_set(std::string_view size) {
    return std::all_of(size.begin(), size.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
               || c == '-';
    });
}

Diagnostic unknown(const SizeChoice& choice) {
    Diagnostic out{.code = "B2A0803", .message = "nothing is known about the size " + quoted(choice.before)};
    if (can_be_set(choice.before)) out.answers = {{size_setting(choice), ""}};
    return out;
}

std::optional<Diagnostic> finding_of(const SizeChoice& choice, const VmSize* after) {
    const VmSize* old = find_vm_size(choice.before);
    if (after != nullptr && after->state == SizeState::retired) return gone(choice, *after);
    switch (choice.reason) {
    case SizeChoice::Reason::successor:
        if (old != nullptr && after != nullptr) return successor(choice, *old, *after);
        break;
    case SizeChoice::Reason::kept:
        if (after == nullptr && !choice.by_setting) return unknown(choice);
        if (after != nullptr && after->state == SizeState::retiring) return retiring(choice, *after);
        break;
    case SizeChoice::Reason::setting:
        break;
    }
    return std::nullopt;
}

} // namespace

ChosenSize describe_size(const SizeChoice& choice, const Options& options) {
    ChosenSize out;
    out.size.text = choice.after;
    out.rule = choice.reason == SizeChoice::Reason::setting     ? &rules::vm_size_replaced
               : choice.reason == SizeChoice::Reason::successor ? &rules::vm_size_successor
                                                                : &rules::vm_size;
    const VmSize* after = find_vm_size(choice.after);
    if (after != nullptr) {
        out.quota_family = after->quota_family;
        out.vcpus = after->vcpus;
    }
    if (options.vm_sizes == SizePolicy::keep) return out;
    out.finding = finding_of(choice, after);
    if (out.finding && out.finding->code == "B2A0801") {
        out.rule = &rules::vm_size_gone;
        out.size.comment = dated("Azure retired this size", *after) + ": no node of it can be created.";
    }
    return out;
}

} // namespace batchai2aml
