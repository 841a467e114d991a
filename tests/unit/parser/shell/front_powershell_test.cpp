#include <gtest/gtest.h>

#include "front_support.hpp"

namespace batchai2aml::test {
namespace {

std::string powershell(const std::string& text) {
    return text_of("a.ps1", text);
}

TEST(PowerShell, IsNamed) {
    EXPECT_EQ(shell_text("a.PS1", "az login\n").shape, "PowerShell script");
}

TEST(PowerShell, ValuesAreAssigned) {
    EXPECT_EQ(powershell("$A = \"x\"\n$b='y''z'\n$C = 3 # three\n[string]$D = $a + \"-1\"\n"),
              "A=\"x\"\nb=\"y'z\"\nC=\"3\"\nD=\"${A}-1\"\n");
}

TEST(PowerShell, NamesHaveTheSpellingOfTheFirstUse) {
    EXPECT_EQ(powershell("$Group = 'a'\naz x -g $GROUP\n"), "Group=\"a\"\naz x -g ${Group}\n");
}

TEST(PowerShell, EnvironmentVariablesAreExported) {
    EXPECT_EQ(powershell("$env:KEY = 'a'\naz x $env:KEY\n"), "export KEY=\"a\"\naz x ${KEY}\n");
}

TEST(PowerShell, OutputOfAzIsCaptured) {
    EXPECT_EQ(powershell("$a = az x -o json | ConvertFrom-Json\n$b = (az y).id\n$c = Get-Date\n"),
              "a=$(az x -o json )\nb=$(az y)\nc=$(unknown c)\n");
}

TEST(PowerShell, MembersAreUnknown) {
    EXPECT_EQ(powershell("az x $c.name $($c.id) $c.a().b[0] \"$c.name $($c)\" ./a/$c.txt (Get-X)\n"),
              "az x $(unknown c.name) $(unknown c.id) $(unknown c.a.b[0]) \"${c}.name ${c}\" ./a/${c}.txt "
              "$(unknown Get-X)\n");
}

TEST(PowerShell, BackticksContinueLines) {
    EXPECT_EQ(powershell("az x `\r\n  -n a `  \n  -g b\n"), "az x \\\n  -n a \\\n  -g b\n");
}

TEST(PowerShell, StructureIsLeftOut) {
    EXPECT_EQ(
        powershell("<# az no #>\nif ($a -eq 'az no') {\n  az x; & az y\n} else { az.cmd z | Out-Null }\n"
                   "foreach ($i in $l) { az w $i @more 2>$null }\n# az no\nWrite-Host \"az no\"\n"),
        "az x\naz y\naz z \naz w ${i}   \n");
}

TEST(PowerShell, QuotesAndEscapesMeanTheSame) {
    EXPECT_EQ(powershell("az x 'a $b' \"c `\"d`\" `$e\" f`$ C:\\g\n"),
              "az x \"a \\$b\" \"c \\\"d\\\" \\$e\" f\\$ C:\\\\g\n");
    EXPECT_EQ(powershell("az x '{\\\"a\\\": 1}' $null $true\n"), "az x \"{\\\"a\\\": 1}\" '' true\n");
}

TEST(PowerShell, HereStringsAreWrittenToFiles) {
    EXPECT_EQ(powershell("@\"\n{\"n\": \"$N\"}\n\"@ | Out-File -Encoding ascii job.json\naz x\n"),
              "cat > job.json <<B2A_END_OF_FILE\n{\"n\": \"${N}\"}\nB2A_END_OF_FILE\naz x\n");
    EXPECT_EQ(powershell("@'\n$x\n'@ | Set-Content a.json\n"),
              "cat > a.json <<'B2A_END_OF_FILE'\n$x\nB2A_END_OF_FILE\n");
    EXPECT_EQ(powershell("$t = @'\na\"b\n'@\n$t | Out-File a.json\n"),
              "t=\"a\\\"b\"\necho \"${t}\" > a.json\n");
}

TEST(PowerShell, DownloadsAreThoseOfWget) {
    EXPECT_EQ(powershell("Invoke-WebRequest -UseBasicParsing -Uri \"https://a/$B\" -OutFile job.json\niwr "
                         "https://c -outfile d\niwr e\n"),
              "wget -O job.json \"https://a/${B}\"\nwget -O d https://c\n");
}

TEST(PowerShell, FoldersAreFollowed) {
    EXPECT_EQ(powershell("Set-Location -Path sub\n"), "cd sub\n");
}

TEST(PowerShell, PlacesAreThoseOfTheFile) {
    const Document file = file_of("a.ps1", "$g = 'a'\nif ($x) {\n\taz batchai y -n b\n}\n");
    const Place place = place_of(file, "batchai");
    EXPECT_EQ(place.line, 3U);
    EXPECT_EQ(place.column, 5U);
}

TEST(PowerShell, BrokenTextEndsSomewhere) {
    for (const char* text : {"\"", "'", "@\"\n", "@'", "$", "${", "$(", "az x $(", "az x `", "az x \"", "<#",
                             "$a =", "$a = \"b\" +", "az x $a[", "az x $a.b(", "$a |", "@\"\n\"@ |",
                             "@\"\n\"@ | Out-File \"", "[string]"}) {
        EXPECT_NE(shell_text("a.ps1", text).shape, "") << text;
    }
}

} // namespace
} // namespace batchai2aml::test
