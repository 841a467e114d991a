# Compiler options that every target of the project shares.
find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(b2a_options INTERFACE)
target_compile_options(b2a_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # A false alarm of g++ 12 about "literal" + std::string (GCC bug 105651).
  target_compile_options(b2a_options INTERFACE -Wno-restrict)
endif()
if(B2A_WERROR)
  target_compile_options(b2a_options INTERFACE -Werror)
endif()
if(B2A_SANITIZE)
  target_compile_options(b2a_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all
                                               -fno-omit-frame-pointer)
  target_link_options(b2a_options INTERFACE -fsanitize=address,undefined)
endif()
target_include_directories(b2a_options INTERFACE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
