# tree-sitter with its grammar for bash, from the sources that scripts/fetch-grammar leaves in a cache folder.
if(DEFINED ENV{XDG_CACHE_HOME} AND NOT "$ENV{XDG_CACHE_HOME}" STREQUAL "")
  set(b2a_cache "$ENV{XDG_CACHE_HOME}")
else()
  set(b2a_cache "$ENV{HOME}/.cache")
endif()
set(B2A_TREE_SITTER_BASH "${b2a_cache}/batchai2aml/tree-sitter-bash-0.23.3" CACHE PATH
    "Folder with the sources of tree-sitter and of its grammar for bash, made by scripts/fetch-grammar")
if(NOT EXISTS "${B2A_TREE_SITTER_BASH}/complete")
  message(FATAL_ERROR "${B2A_TREE_SITTER_BASH} does not hold tree-sitter's grammar for bash. Run "
                      "scripts/fetch-grammar, or set B2A_TREE_SITTER_BASH to the folder that it made.")
endif()

# Not our code: neither its warnings nor the sanitizers concern us.
add_library(b2a_tree_sitter STATIC ${B2A_TREE_SITTER_BASH}/core/src/lib.c ${B2A_TREE_SITTER_BASH}/bash/parser.c
                                   ${B2A_TREE_SITTER_BASH}/bash/scanner.c)
target_include_directories(b2a_tree_sitter SYSTEM PUBLIC ${B2A_TREE_SITTER_BASH}/include)
target_include_directories(b2a_tree_sitter PRIVATE ${B2A_TREE_SITTER_BASH}/core/src)
target_compile_definitions(b2a_tree_sitter PRIVATE _POSIX_C_SOURCE=200112L _DEFAULT_SOURCE NDEBUG)
target_compile_options(b2a_tree_sitter PRIVATE -w -O1)
set_target_properties(b2a_tree_sitter PROPERTIES C_STANDARD 11)
