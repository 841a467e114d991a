#include "rehearse/records.hpp"

#include <gmock/gmock.h>

namespace batchai2aml {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

std::string record(const std::vector<std::string>& fields) {
    std::string payload;
    for (const std::string& field : fields)
        payload += field + '\0';
    std::string out;
    for (unsigned i = 0; i < 4; ++i)
        out += static_cast<char>(payload.size() >> (8 * i) & 0xff);
    return out + payload;
}

TEST(Records, HoldCallsAndFiles) {
    ProcessResult process;
    read_records(record({"exec", "probe", "/wd", "/usr/bin/python", "2", "python", "a b", "1", "X=1=2"})
                     + record({"open", "read", "/r"}) + record({"open", "read", "/r"})
                     + record({"open", "write", "/w"}) + record({"open", "elsewhere", "/etc/x"})
                     + record({"exec", "inside", "/wd", "sh", "0", "0"}),
                 process);
    ASSERT_EQ(process.calls.size(), 2U);
    EXPECT_EQ(process.calls[0].kind, CallKind::program);
    EXPECT_EQ(process.calls[0].folder, "/wd");
    EXPECT_THAT(process.calls[0].arguments, ElementsAre("python", "a b"));
    EXPECT_THAT(process.calls[0].variables, ElementsAre(Pair("X", "1=2")));
    EXPECT_EQ(process.calls[1].kind, CallKind::inside);
    EXPECT_THAT(process.read, ElementsAre("/r"));
    EXPECT_THAT(process.written, ElementsAre("/w"));
    EXPECT_THAT(process.elsewhere, ElementsAre("/etc/x"));
}

TEST(Records, ThatWereCutOffOrBrokenAreLeftOut) {
    const std::string whole = record({"exec", "run", "/wd", "cat", "1", "cat", "99999999", "A=1"});
    ProcessResult process;
    read_records(whole + whole.substr(0, whole.size() - 3), process);
    ASSERT_EQ(process.calls.size(), 1U);
    EXPECT_THAT(process.calls[0].variables, ElementsAre(Pair("A", "1")));
    read_records("\x01", process);
    read_records(std::string("\xff\xff\xff\xff", 4), process);
    EXPECT_EQ(process.calls.size(), 1U);
}

} // namespace
} // namespace batchai2aml
