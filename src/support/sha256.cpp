#include "support/sha256.hpp"

// The functions below are marked deprecated in favour of EVP. They stay in use here because EVP loads
// providers and openssl.cnf on first use, which takes longer than the conversion of a file and depends on the
// machine.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

#include <array>

namespace batchai2aml {

std::string sha256_hex(std::string_view bytes) {
    SHA256_CTX context{};
    SHA256_Init(&context);
    SHA256_Update(&context, bytes.data(), bytes.size());
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256_Final(digest.data(), &context);

    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    hex.reserve(2 * digest.size());
    for (const unsigned char byte : digest) {
        hex += digits[byte >> 4U];
        hex += digits[byte & 0xFU];
    }
    return hex;
}

} // namespace batchai2aml
