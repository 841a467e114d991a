# Compiler options that every target of the project shares.
find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Relative paths, so that checkouts in different folders share what was compiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${CMAKE_CXX_COMPILER_LAUNCHER})
endif()

add_library(b2a_options INTERFACE)
target_compile_options(b2a_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # False alarms of g++ 12 at -O3: about "literal" + std::string (GCC bug 105651), and about temporaries that hold a
  # std::string. The sanitizers and clang-tidy look for what these two would find.
  target_compile_options(b2a_options INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()
if(B2A_WERROR)
  target_compile_options(b2a_options INTERFACE -Werror)
endif()
if(B2A_SANITIZE)
  target_compile_options(b2a_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all
                                               -fno-omit-frame-pointer)
  target_link_options(b2a_options INTERFACE -fsanitize=address,undefined)
endif()
if(B2A_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "B2A_FUZZ needs clang: only clang has libFuzzer")
  endif()
  target_compile_options(b2a_options INTERFACE -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
                                               -fno-omit-frame-pointer)
  target_compile_definitions(b2a_options INTERFACE _GLIBCXX_ASSERTIONS)
  target_link_options(b2a_options INTERFACE -fsanitize=address,undefined)
endif()
target_include_directories(b2a_options INTERFACE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
