# The probe of `batchai2aml rehearse`: a shared library that is loaded into programs of this machine. The program
# carries it in itself, so that there is one file to install. No sanitizer: it lives in programs that have none.
file(GLOB probe_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/probe/*.cpp)
add_library(b2a_probe MODULE ${probe_sources})
target_include_directories(b2a_probe PRIVATE ${PROJECT_SOURCE_DIR}/src)
target_compile_definitions(b2a_probe PRIVATE _GNU_SOURCE)
target_compile_options(b2a_probe PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -O2
  -U_FORTIFY_SOURCE -fno-exceptions -fno-rtti -fvisibility=hidden -fno-strict-aliasing)
if(B2A_WERROR)
  target_compile_options(b2a_probe PRIVATE -Werror)
endif()
# Nothing of the C++ library is used.
target_link_options(b2a_probe PRIVATE -Wl,--as-needed -Wl,-z,defs)
target_link_libraries(b2a_probe PRIVATE ${CMAKE_DL_LIBS})
set_target_properties(b2a_probe PROPERTIES PREFIX "" OUTPUT_NAME batchai2aml_probe
  LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})

# `source` includes the bytes of the library.
function(b2a_embed_probe target source)
  set_source_files_properties(${source} PROPERTIES
    COMPILE_DEFINITIONS "B2A_PROBE_FILE=\"${PROJECT_BINARY_DIR}/batchai2aml_probe.so\""
    OBJECT_DEPENDS ${PROJECT_BINARY_DIR}/batchai2aml_probe.so)
  add_dependencies(${target} b2a_probe)
endfunction()
