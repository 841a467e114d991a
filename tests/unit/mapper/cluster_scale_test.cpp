// Scale (design.md 7, rows 1 and 2) and SSH (row 27).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/mapped.hpp"

namespace batchai2aml {
namespace {

using test::Told;
using test::Workbench;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr int absent = -1000;

struct Case {
    const char* name;
    int target, minimum, maximum, largest_job;
    ScalePolicy policy;
    int min_instances, max_instances;
    std::vector<std::string> codes;
};
class Scale : public testing::TestWithParam<Case> {};

TEST_P(Scale, BecomesARange) {
    const Case& test = GetParam();
    Workbench bench;
    bench.options.scale = test.policy;
    bench.linked_cluster.largest_job = test.largest_job;
    bench.cluster.vm_size = bench.text("Standard_NC4as_T4_v3");
    if (test.target != absent) bench.cluster.target_node_count = bench.count(test.target);
    if (test.minimum != absent) bench.cluster.minimum_node_count = bench.count(test.minimum);
    if (test.maximum != absent) bench.cluster.maximum_node_count = bench.count(test.maximum);
    const MappedCompute mapped = bench.map_compute();
    EXPECT_EQ(mapped.compute.min_instances, test.min_instances);
    EXPECT_EQ(mapped.compute.max_instances, test.max_instances);
    EXPECT_EQ(Told(mapped.notes).codes(), test.codes);
}

constexpr auto zero = ScalePolicy::to_zero;
constexpr auto exact = ScalePolicy::exact;
const Case cases[] = {
    {"Manual", 4, absent, absent, 0, zero, 0, 4, {"B2A0303"}},
    {"ManualWithALargerJob", 2, absent, absent, 8, zero, 0, 8, {"B2A0303"}},
    {"ManualWithASmallerJob", 8, absent, absent, 2, zero, 0, 8, {"B2A0303"}},
    {"ManualZero", 0, absent, absent, 0, zero, 0, 1, {"B2A0303"}},
    {"ManualZeroWithAJob", 0, absent, absent, 3, zero, 0, 3, {"B2A0303"}},
    {"ManualExact", 4, absent, absent, 2, exact, 4, 4, {}},
    {"ManualExactZero", 0, absent, absent, 0, exact, 0, 1, {"B2A0303"}},
    {"ManualExactWithALargerJob", 2, absent, absent, 8, exact, 2, 2, {"B2A0305"}},
    {"Automatic", absent, 1, 5, 0, zero, 1, 5, {}},
    {"AutomaticIgnoresExact", absent, 0, 5, 0, exact, 0, 5, {}},
    {"AutomaticWithAJobThatFits", absent, 0, 5, 5, zero, 0, 5, {}},
    {"AutomaticWithALargerJob", absent, 0, 3, 4, zero, 0, 3, {"B2A0305"}},
    {"AutomaticZero", absent, 0, 0, 0, zero, 0, 1, {"B2A0204"}},
    {"AutomaticReversed", absent, 4, 2, 0, zero, 4, 4, {"B2A0204"}},
    {"AutomaticNegative", absent, -1, 2, 0, zero, 0, 2, {"B2A0204"}},
    {"Both", 2, 0, 3, 0, zero, 0, 3, {"B2A0310"}},
    {"Neither", absent, absent, absent, 0, zero, 0, 1, {"B2A0311"}},
    {"NeitherWithAJob", absent, absent, absent, 6, zero, 0, 6, {"B2A0311"}},
};
INSTANTIATE_TEST_SUITE_P(Cluster, Scale, testing::ValuesIn(cases),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(Scale, EachMemberIsAccountedFor) {
    Workbench bench;
    bench.cluster.minimum_node_count = bench.count(1);
    bench.cluster.maximum_node_count = bench.count(2);
    bench.cluster.initial_node_count = bench.count(1);
    bench.cluster.target_node_count = bench.count(1);
    bench.cluster.node_deallocation_option = bench.text("requeue");
    const MappedCompute mapped = bench.map_compute();
    const Told told(mapped.notes);
    EXPECT_THAT(told.of(bench.cluster.minimum_node_count),
                ElementsAre("cluster.autoscale_minimum -> min_instances"));
    EXPECT_THAT(told.of(bench.cluster.maximum_node_count),
                ElementsAre("cluster.autoscale_maximum -> max_instances"));
    EXPECT_THAT(told.of(bench.cluster.initial_node_count), ElementsAre("cluster.autoscale_initial"));
    EXPECT_THAT(told.of(bench.cluster.target_node_count), ElementsAre("cluster.scale_conflict"));
    EXPECT_THAT(told.of(bench.cluster.node_deallocation_option), ElementsAre("cluster.node_deallocation"));
}

TEST(Scale, ManualIsApproximatedUnlessExact) {
    Workbench bench;
    bench.cluster.target_node_count = bench.count(3);
    EXPECT_THAT(Told(bench.map_compute().notes).of(bench.cluster.target_node_count),
                ElementsAre("cluster.manual_scale -> max_instances"));
    bench.options.scale = ScalePolicy::exact;
    EXPECT_THAT(Told(bench.map_compute().notes).of(bench.cluster.target_node_count),
                ElementsAre("cluster.manual_scale_exact -> max_instances"));
}

TEST(Scale, MissingMaximaAreAddedAndTold) {
    Workbench none;
    EXPECT_THAT(Told(none.map_compute().notes).defaults(),
                Contains("cluster.missing_scale -> max_instances"));
    Workbench minimum_only;
    minimum_only.cluster.vm_size = minimum_only.text("Standard_NC4as_T4_v3");
    minimum_only.cluster.minimum_node_count = minimum_only.count(0);
    minimum_only.linked_cluster.largest_job = 3;
    const MappedCompute mapped = minimum_only.map_compute();
    EXPECT_EQ(mapped.compute.max_instances, 3);
    EXPECT_THAT(Told(mapped.notes).defaults(), Contains(HasSubstr("-> max_instances")))
        << "maximumNodeCount is required (batchai.md 4)";
    EXPECT_THAT(Told(mapped.notes).codes(), Not(IsEmpty()));
}

struct Account {
    const char* name;
    const char* user; ///< empty: none
    const char* key;  ///< empty: none
    bool password;
    bool open;
    std::vector<std::string> codes;
    const char* name_rule;
    const char* key_rule;
};
class Ssh : public testing::TestWithParam<Account> {};

TEST_P(Ssh, IsOpenedForPublicKeysOnly) {
    const Account& test = GetParam();
    Workbench bench;
    bench.cluster.vm_size = bench.text("Standard_NC4as_T4_v3");
    bench.cluster.maximum_node_count = bench.count(1);
    UserAccount& account = bench.cluster.user_account.emplace();
    if (*test.user != 0) account.admin_user_name = bench.text(test.user);
    if (*test.key != 0) account.admin_user_ssh_public_key = bench.text(test.key);
    if (test.password) account.admin_user_password = bench.secret();
    const MappedCompute mapped = bench.map_compute();
    const Told told(mapped.notes);
    EXPECT_EQ(mapped.compute.ssh.has_value(), test.open);
    EXPECT_EQ(told.codes(), test.codes);
    EXPECT_EQ(told.of(account.admin_user_name), std::vector<std::string>{test.name_rule});
    EXPECT_EQ(told.of(account.admin_user_ssh_public_key), std::vector<std::string>{test.key_rule});
    if (test.password) {
        EXPECT_THAT(told.of(account.admin_user_password), ElementsAre("cluster.admin_password"));
    }
    if (test.open) {
        EXPECT_EQ(mapped.compute.ssh->admin_username, test.user);
        EXPECT_EQ(mapped.compute.ssh->key_value, "ssh-rsa AAAAB3 me@host");
    }
}

constexpr const char* key = "ssh-rsa AAAAB3 me@host";
constexpr const char* used_name = "cluster.admin_name -> ssh_settings.admin_username";
constexpr const char* used_key = "cluster.admin_key -> ssh_settings.ssh_key_value";
constexpr const char* lost_name = "cluster.admin_name_unused";
constexpr const char* lost_key = "cluster.admin_key_unusable";
// A password in clear text is told (B2A0901), as each secret that was left out (batchai.md 9, design.md 5).
const Account accounts[] = {
    {"Key", "me", key, false, true, {}, used_name, used_key},
    {"KeyWithBlanks", "me", " ssh-rsa AAAAB3 me@host\n", false, true, {}, used_name, used_key},
    {"KeyAndPassword", "me", key, true, true, {"B2A0901"}, used_name, used_key},
    {"PasswordOnly", "me", "", true, false, {"B2A0308", "B2A0901"}, lost_name, "(absent)"},
    {"NameOnly", "me", "", false, false, {"B2A0308"}, lost_name, "(absent)"},
    {"PathOfAKey", "me", "~/.ssh/id_rsa.pub", false, false, {"B2A0309"}, lost_name, lost_key},
    {"PlaceholderKey", "me", "<key>", false, false, {"B2A0309"}, lost_name, lost_key},
    {"KeyOfTwoLines", "me", "ssh-rsa AAAA\nssh-rsa BBBB", false, false, {"B2A0309"}, lost_name, lost_key},
    {"ReservedRoot", "root", key, false, false, {"B2A0312"}, lost_name, lost_key},
    {"ReservedAdmin", "Admin", key, false, false, {"B2A0312"}, lost_name, lost_key},
    {"ReservedAdministrator", "administrator", key, false, false, {"B2A0312"}, lost_name, lost_key},
    {"PlaceholderName", "<user>", key, false, false, {"B2A0312"}, lost_name, lost_key},
    {"KeyWithoutName", "", key, false, false, {"B2A0312"}, "(absent)", lost_key},
};
INSTANTIATE_TEST_SUITE_P(Cluster, Ssh, testing::ValuesIn(accounts),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(Ssh, OtherKindsOfKeysAreTaken) {
    for (const char* other : {"ssh-ed25519 AAAA", "ecdsa-sha2-nistp256 AAAA",
                              "sk-ssh-ed25519@openssh.com AAAA", "ssh-dss AAAA"}) {
        Workbench bench;
        bench.cluster.user_account.emplace().admin_user_name = bench.text("me");
        bench.cluster.user_account->admin_user_ssh_public_key = bench.text(other);
        EXPECT_TRUE(bench.map_compute().compute.ssh.has_value()) << other;
    }
}

TEST(Ssh, PlaceholderPasswordsAreNoSecrets) {
    Workbench bench;
    UserAccount& account = bench.cluster.user_account.emplace();
    account.admin_user_name = bench.text("me");
    account.admin_user_ssh_public_key = bench.text(key);
    account.admin_user_password = bench.secret(true);
    EXPECT_EQ(Told(bench.map_compute().notes).times("B2A0901"), 0U);
}

} // namespace
} // namespace batchai2aml
