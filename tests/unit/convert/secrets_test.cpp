// Promise: a secret of an input appears in nothing that comes out: no file, no report, no message. Each
// secret here is unlike all others and looks random, so that finding it means that it leaked.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/conversion.hpp"
#include "support/json_edit.hpp"
#include "support/members.hpp"

namespace batchai2aml {
namespace {

using namespace batchai2aml::testing;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view secret = "Zq7Rk2Wm9Xv4";
constexpr std::string_view storage_key =
    "tYh3vB8nQ1wE5rT9uI0oP2aS4dF6gH7jK8lZ1xC3vB5nM6qW8eR0tY2uI4oP6aS8dF0gH1jK3lZ5xC7vB9nM1q==";

void expect_absent(const Conversion& conversion, std::string_view text) {
    for (const auto& [what, bytes] : everything_of(conversion))
        EXPECT_THAT(bytes, Not(HasSubstr(std::string(text)))) << "leaked into " << what;
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
    std::string out(text);
    for (std::size_t at = out.find(from); at != std::string::npos; at = out.find(from, at + to.size()))
        out.replace(at, from.size(), to);
    return out;
}

std::string job_with_command(std::string_view command) {
    return R"({"properties": {"nodeCount": 1, "containerSettings": {"imageSourceRegistry": {"image": "i:1"}},)"
           R"("customToolkitSettings": {"commandLine": )"
           + json_string(command) + "}}}";
}

// The text of the only job that was written.
std::string job_file(const Conversion& conversion) {
    for (const OutputFile& file : conversion.files)
        if (file.path.starts_with("jobs/") && file.path.ends_with(".yml")) return file.bytes;
    return "";
}

// --- members that hold nothing but a secret

std::vector<std::pair<MemberGroup, Member>> secret_members() {
    std::vector<std::pair<MemberGroup, Member>> out;
    for (const auto& groups : {job_members(), cluster_members()})
        for (const MemberGroup& group : groups)
            for (const Member& member : group.members) {
                const std::string name = name_of(member.path);
                if (name == "accountKey" || name == "password" || name == "adminUserPassword"
                    || name == "instrumentationKey" || member.path.ends_with("secrets[].value"))
                    out.emplace_back(group, member);
            }
    return out;
}

TEST(SecretMembers, AreFoundInTheTableOfMembers) {
    EXPECT_EQ(secret_members().size(), 11U);
}

TEST(SecretMembers, AreWrittenNowhere) {
    for (const auto& [group, member] : secret_members()) {
        SCOPED_TRACE(member.path);
        const std::string document = with_member(group.base, member.path, json_string(secret));
        for (const std::string& text : {document, flattened(document)}) {
            const Conversion conversion = convert_one(text);
            expect_absent(conversion, secret);
            EXPECT_TRUE(has_finding(conversion, "B2A0901") || has_finding(conversion, "B2A0903")
                        || has_finding(conversion, "B2A0702"))
                << "nobody is told to change the secret";
        }
    }
}

TEST(SecretMembers, AreWrittenNowhereWhenMisspeltOrDoubled) {
    for (const auto& [group, member] : secret_members()) {
        SCOPED_TRACE(member.path);
        const std::string document = with_member(group.base, member.path, json_string(secret));
        for (const std::string& name : misspellings(name_of(member.path)))
            expect_absent(convert_one(with_renamed(document, member.path, name)), secret);
        const std::string plain = with_member(group.base, member.path, R"("<placeholder>")");
        expect_absent(convert_one(with_duplicate(plain, member.path, json_string(secret))), secret);
    }
}

TEST(SecretMembers, AreWrittenNowhereWhenInsideAValueOfTheWrongType) {
    for (const auto& [group, member] : secret_members()) {
        SCOPED_TRACE(member.path);
        for (const std::string_view shape : {R"(["@"])", R"({"value": "@"})", R"([{"key": "@"}, "@"])"})
            expect_absent(convert_one(with_member(group.base, member.path, replaced(shape, "@", secret))),
                          secret);
    }
}

TEST(SecretMembers, AreRemovedFromTextsOfOtherDocuments) {
    const std::string cluster =
        R"({"properties": {"vmSize": "Standard_NC6s_v3", "nodeSetup": {"mountVolumes": {
        "azureFileShares": [{"accountName": "acc", "azureFileUrl": "https://acc.file.core.windows.net/s",
        "relativeMountPath": "afs", "credentials": {"accountKey": "@"}}]}}}})";
    const std::string job = job_with_command("python upload.py --account acc " + std::string(secret)
                                             + " done '" + std::string(secret) + "5'");
    for (const bool cluster_first : {true, false}) {
        const Conversion conversion =
            convert({{cluster_first ? "a.json" : "z.json", "run", replaced(cluster, "@", secret)},
                     {"job.json", "run", job}},
                    plain_options());
        expect_absent(conversion, secret);
        EXPECT_TRUE(has_finding(conversion, "B2A0902"));
        EXPECT_THAT(job_file(conversion),
                    HasSubstr("python upload.py --account acc ${BATCHAI2AML_SECRET_1} done "
                              "''\"${BATCHAI2AML_SECRET_2}\"'5'"))
            << "what follows does not become part of the name";
    }
}

// --- texts

// `%S` is where the secret stands.
constexpr std::array command_lines = {
    "wget 'https://acc.blob.core.windows.net/data/x.zip?sv=2018-03-28&sr=c&sig=%S%3D&se=2019'",
    "export "
    "AZURE='DefaultEndpointsProtocol=https;AccountName=acc;AccountKey=%S;EndpointSuffix=core.windows.net'",
    "export CS=\"AccountName=acc;SharedAccessSignature=sv=2018&sig=%S\"",
    "curl -H 'Authorization: Bearer %S' https://host/x",
    "curl -H \"Authorization: Basic %S\" https://host/x",
    "curl -H 'authorization: token %S' https://api.host/x",
    "curl -u user:%S https://host/x",
    "docker login -u user -p %S registry.azurecr.io",
    "docker login -u user --password=%S registry.azurecr.io",
    "docker login -p=%S -u user registry.azurecr.io",
    "docker login -u user -p'%S' registry.azurecr.io",
    "az login --service-principal -u app -p %S --tenant t",
    "az login --service-principal --username app --password '%S' --tenant t",
    "az storage blob download --account-key %S -c c -n n",
    "az storage blob download --account-key=\"%S\" -c c -n n",
    "az storage blob download --sas-token '?sv=1&sig=%S' -c c",
    "azcopy --source-key %S --source https://acc.blob.core.windows.net/c",
    "azcopy --source https://x --source-key:%S --dest-key:%S",
    "python train.py --db-password %S --epochs 3",
    "python train.py --api_key=%S --epochs 3",
    "python train.py --token %S",
    "python train.py --storage-key %S",
    "PASSWORD=%S python train.py",
    "export AWS_SECRET_ACCESS_KEY=%S; aws s3 ls",
    "export DB_PASSWORD=\"%S\" && python x.py",
    "git clone https://user:%S@github.com/org/repo.git",
    "git clone https://%S@github.com/org/repo.git",
    "pip install --extra-index-url https://user:%S@host/simple pkg",
    "sshpass -p %S ssh user@host",
    "mount -t cifs //10.0.0.4/share -o vers=2.1,username=u,password=%S,dir_mode=0777",
};

TEST(SecretTexts, AreWrittenNowhereInACommandLine) {
    for (const std::string_view line : command_lines) {
        SCOPED_TRACE(line);
        const Conversion conversion = convert_one(job_with_command(replaced(line, "%S", secret)));
        expect_absent(conversion, secret);
        EXPECT_TRUE(has_finding(conversion, "B2A0902"));
        EXPECT_FALSE(conversion.internal_error);
    }
}

TEST(SecretTexts, AreWrittenNowhereWhereverTheTextStands) {
    const std::string text =
        "run --account-key " + std::string(storage_key) + " --password " + std::string(secret);
    for (const auto& groups : {job_members(), cluster_members()})
        for (const MemberGroup& group : groups)
            for (const Member& member : group.members) {
                if (type_of(member.value) != "string") continue;
                SCOPED_TRACE(member.path);
                const std::string document = with_member(group.base, member.path, json_string(text));
                for (const std::string& form : {document, flattened(document)}) {
                    const Conversion conversion = convert_one(form);
                    expect_absent(conversion, secret);
                    expect_absent(conversion, storage_key);
                }
            }
}

TEST(SecretTexts, AreWrittenNowhereWhenMembersAreUnknownOrMisspelt) {
    for (const std::string_view member :
         {R"("myPassword": "@")", R"("command_line": "run --password @")",
          R"("CommandLine": "run --password @")", R"("run --password @": 1)",
          R"("password=@": {"sig=@": []})", R"("comment": "key: AccountKey=@")", R"("accountKey": "@")",
          R"("Password": {"deep": ["@"]})", R"("secrets": [{"value": "@"}, "@"])",
          R"("inputDirectories": ["password=@", {"id": "password=@", "path": "password=@"}])",
          R"("outputDirectories": [["password=@"]])", R"("mountVolumes": "password=@")",
          R"("nodeCount": "password=@")", R"("constraints": {"maxWallClockTime": "password=@"})",
          R"("cluster": {"id": "/x/password=@"})",
          R"("executionInfo": {"errors": [{"message": "password=@"}]})"}) {
        SCOPED_TRACE(member);
        const std::string document =
            R"({"properties": {"nodeCount": 1, "customToolkitSettings": {"commandLine": "x"}, )"
            + replaced(member, "@", secret) + "}}";
        expect_absent(convert_one(document), secret);
        expect_absent(convert_one(flattened(document)), secret);
    }
}

TEST(SecretTexts, AreWrittenNowhereInTagsAndVariables) {
    for (const std::string_view name :
         {"DB_PASSWORD", "API_TOKEN", "STORAGE_KEY", "AZURE_STORAGE_KEY", "apikey", "dbPassword",
          "storageKey", "AZURE_STORAGE_CONNECTION_STRING", "SAS_URL"}) {
        SCOPED_TRACE(name);
        const std::string value =
            name == "SAS_URL" ? "https://x?sig=" + std::string(secret) : std::string(secret);
        const std::string variable =
            R"([{"name": )" + json_string(name) + R"(, "value": )" + json_string(value) + "}]";
        const Conversion conversion =
            convert_one(with_member(job_with_command("x"), "properties.environmentVariables", variable));
        expect_absent(conversion, secret);
        EXPECT_TRUE(has_finding(conversion, "B2A0902") || has_finding(conversion, "B2A0903"));
        const std::string tag = "{" + json_string(name) + ": " + json_string(value) + "}";
        expect_absent(convert_one(with_member(job_with_command("x"), "tags", tag)), secret);
    }
}

// --- files that are not converted

TEST(SecretFiles, ThatDoNotParseAreNotQuoted) {
    for (const std::string_view text :
         {R"({"properties": {"accountKey": "@" "x": 1}})", R"({"accountKey": "@)", R"({"accountKey": @})",
          R"({"properties": {"nodeCount": 1 "password=@": 2}})", "{\"accountKey\": '@'}", R"({"a": "@\q"})",
          R"({"@": tru})", "{\"properties\": {}} @", R"(["@")", R"({@: 1})", R"({"a": @b})"}) {
        SCOPED_TRACE(text);
        const Conversion conversion = convert_one(replaced(text, "@", secret));
        expect_absent(conversion, secret);
    }
}

TEST(SecretFiles, CommentsAreNotQuoted) {
    const Conversion conversion =
        convert_one("// old key @\n" + std::string("{ /* password=") + std::string(secret) + " */ // "
                    + std::string(secret) + "\n" + job_with_command("x").substr(1));
    expect_absent(conversion, secret);
}

TEST(SecretFiles, OtherKindsOfFilesAreNotQuoted) {
    const std::vector<std::pair<std::string, std::string>> files = {
        {"setup.sh", "az batchai cluster create --storage-account-key @\n"},
        {"run.ipynb", R"({"nbformat": 4, "cells": [{"source": ["!az batchai cluster create -p @"]}]})"},
        {"configuration.json", R"({"subscription_id": "s", "aad_client_id": "a", "aad_secret": "@",
            "storage_account": {"name": "acc", "key": "@"}, "admin_user": {"name": "u", "password": "@"}})"},
        {"sweep.json", R"({"params": [{"paramType": "FileParam", "storageAccountKey": "@"}]})"},
        {"files.json", R"([{"name": "x", "downloadUrl": "https://x?sig=@"}])"},
        {"page.json",
         R"({"value": [{"type": "Microsoft.BatchAI/jobs", "properties": {"k": "password=@"}}]})"},
        {"arm.json",
         R"({"resources": [{"type": "Microsoft.BatchAI/clusters", "properties": {"accountKey": "@"}}]})"},
        {"nfs.json",
         R"({"properties": {"sshConfiguration": {"userAccountSettings": {"adminUserPassword": "@"}}}})"},
        {"other.json", R"({"password": "@"})"},
    };
    for (const auto& [name, text] : files) {
        SCOPED_TRACE(name);
        expect_absent(convert_one(replaced(text, "@", secret), name), secret);
    }
}

// --- what is no secret stays as it was

TEST(HarmlessTexts, StayAsTheyAre) {
    for (const std::string_view line : {"mkdir -p dir && cd dir",
                                        "python train.py --config=x.json --design=modern",
                                        "python t.py --tokenizer=bert",
                                        "python t.py --tokenizer bert --key-frames 3",
                                        "login -p $PASSWORD -u user",
                                        "docker login -p $PASSWORD",
                                        "docker login -p ${PASSWORD}",
                                        "curl -H \"Authorization: Bearer $TOKEN\" https://host",
                                        "export KEY=<AZURE_BATCHAI_STORAGE_KEY>",
                                        "run --account-key <placeholder>",
                                        "run --password=$(cat file)",
                                        "python t.py --num_tokens=512",
                                        "tar -xzf x.tgz -C /mnt --no-same-permissions",
                                        "ssh -p 22 host ls",
                                        "python t.py -p 8080",
                                        "echo 'no password here'",
                                        "git clone https://github.com/org/repo.git",
                                        "python t.py --author=me --authentic yes",
                                        "echo user@host:22",
                                        "pip install 'git+https://host/x@main'"}) {
        SCOPED_TRACE(line);
        const Conversion conversion = convert_one(job_with_command(line));
        EXPECT_FALSE(has_finding(conversion, "B2A0902"));
        EXPECT_THAT(job_file(conversion), HasSubstr(std::string(line)));
    }
}

// Whatever is taken out of a text is told, so that a mistake can be undone by hand.
TEST(HarmlessTexts, AreNeverChangedInSilence) {
    for (const std::string_view line :
         {"python t.py --token=max-length", "run password=none", "SECRET=1 run --secret x2", "echo token=abc",
          "run --pwd=/home/me", "oauth=2 run", "export AUTH=basic"}) {
        SCOPED_TRACE(line);
        const Conversion conversion = convert_one(job_with_command(line));
        const bool kept = job_file(conversion).find(line) != std::string::npos;
        EXPECT_TRUE(kept || has_finding(conversion, "B2A0902"));
    }
}

} // namespace
} // namespace batchai2aml
