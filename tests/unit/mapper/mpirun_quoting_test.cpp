// Characters in mpirun lines that a shell does not take for what they look like.
#include <gtest/gtest.h>

#include "mapper/mpirun.hpp"

namespace batchai2aml {
namespace {

TEST(Mpirun, EscapedCharactersAreNoSeparatorsOrQuotes) {
    for (const std::string program : {R"(./a "x\" ; y")", R"(./a x\;y)", R"(./a x\"y)", R"(./a 'x\')"}) {
        const MpiLaunch launch = find_mpirun("mpirun -n 2 " + program);
        EXPECT_EQ(launch.use, MpiUse::launch) << program;
        EXPECT_EQ(launch.program, program);
    }
    EXPECT_EQ(find_mpirun(R"(mpirun -n 2 ./a 'x\'; y)").use, MpiUse::complex)
        << "a backslash means nothing between single quotes";
}

TEST(Mpirun, InTheValueOfAVariableStartsNothing) {
    for (const char* command : {"LAUNCHER=mpirun python train.py", "LAUNCHER=mpirun"})
        EXPECT_EQ(find_mpirun(command).use, MpiUse::complex) << command;
}

} // namespace
} // namespace batchai2aml
