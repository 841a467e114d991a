# One static library for each folder of src/. What a component may use is what it links:
# the same arrows stand in ARCHITECTURE.md and are checked by tests/architecture.
find_package(nlohmann_json REQUIRED)
find_package(spdlog REQUIRED)
find_package(Threads REQUIRED)
# One hash function is used: linked statically it costs 25 KB, dynamically 1 ms at each start.
set(OPENSSL_USE_STATIC_LIBS TRUE)
find_package(OpenSSL QUIET COMPONENTS Crypto)
if(NOT OpenSSL_FOUND)
  set(OPENSSL_USE_STATIC_LIBS FALSE)
  find_package(OpenSSL REQUIRED COMPONENTS Crypto)
endif()
find_package(PkgConfig REQUIRED)
pkg_check_modules(YAML REQUIRED IMPORTED_TARGET yaml-0.1)

function(b2a_component name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  add_library(b2a_${name} STATIC ${sources})
  target_link_libraries(b2a_${name} PUBLIC b2a_options ${ARGN})
endfunction()

b2a_component(support OpenSSL::Crypto Threads::Threads)
b2a_component(model)
b2a_component(catalog b2a_model)
include(${PROJECT_SOURCE_DIR}/cmake/tables.cmake)
b2a_generate_table(vm-sizes VmSize COLUMNS
  size:name old:flag state:SizeState announced:text retired:text closed:flag vcpus:number memory_gib:number gpu:text
  architecture:GpuArchitecture gpus:number gpu_memory_gib:number rdma:flag quota_family:text amlcompute:AmlSupport
  kept:flag replacement:text replacement_rdma:text candidates:text note:text sources:text)
b2a_generate_table(cuda CudaSupport COLUMNS toolkit:text architecture:GpuArchitecture verdict:CudaVerdict)
b2a_generate_table(images ImageRule COLUMNS
  repository:text registry:Registry tag:text cuda:text cudnn:text basis:CudaBasis sources:text)
b2a_generate_table(sources FactSource COLUMNS key:text title:text date:text url:text)
target_include_directories(b2a_catalog PRIVATE ${PROJECT_BINARY_DIR}/generated)
include(${PROJECT_SOURCE_DIR}/cmake/tree_sitter.cmake)
b2a_component(parser b2a_model b2a_catalog b2a_support)
target_link_libraries(b2a_parser PRIVATE nlohmann_json::nlohmann_json b2a_tree_sitter)
b2a_component(calls b2a_model b2a_catalog b2a_support)
b2a_component(project b2a_model b2a_support)
b2a_component(mapper b2a_model b2a_catalog b2a_support)
b2a_component(emitter b2a_model b2a_support)
b2a_component(report b2a_model b2a_catalog b2a_support)
b2a_component(convert b2a_parser b2a_calls b2a_project b2a_mapper b2a_emitter b2a_report)
# Fuzzers call the library; its program is not built for them.
if(B2A_FUZZ)
  return()
endif()
include(${PROJECT_SOURCE_DIR}/cmake/probe.cmake)
b2a_component(rehearse b2a_support)
target_link_libraries(b2a_rehearse PRIVATE PkgConfig::YAML)
b2a_embed_probe(b2a_rehearse ${PROJECT_SOURCE_DIR}/src/rehearse/probe_library.cpp)
b2a_component(cli b2a_convert b2a_rehearse spdlog::spdlog PkgConfig::YAML)

add_executable(batchai2aml_cli ${PROJECT_SOURCE_DIR}/src/cli/main.cpp)
set_target_properties(batchai2aml_cli PROPERTIES OUTPUT_NAME batchai2aml)
target_link_libraries(batchai2aml_cli PRIVATE b2a_cli)
