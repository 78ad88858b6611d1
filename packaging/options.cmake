# What every target of the project is built with.
add_library(batchdeck_options INTERFACE)
target_compile_features(batchdeck_options INTERFACE cxx_std_20)
target_include_directories(batchdeck_options INTERFACE "${PROJECT_SOURCE_DIR}/src")
target_compile_definitions(batchdeck_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_NO_FOREACH QT_USE_QSTRINGBUILDER
    BATCHDECK_VERSION="${PROJECT_VERSION}")
target_compile_options(batchdeck_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
    $<$<BOOL:${BATCHDECK_WERROR}>:-Werror>)
if(BATCHDECK_SANITIZE)
    target_compile_options(batchdeck_options INTERFACE
        -fsanitize=${BATCHDECK_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(batchdeck_options INTERFACE -fsanitize=${BATCHDECK_SANITIZE})
endif()

find_program(BATCHDECK_CCACHE ccache)
if(BATCHDECK_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${BATCHDECK_CCACHE}")
endif()
find_program(BATCHDECK_MOLD mold)
if(BATCHDECK_MOLD)
    add_link_options(-fuse-ld=mold)
endif()

# batchdeck_layer(NAME SOURCES … LINKS …): the static library of one folder of src/.
function(batchdeck_layer name)
    cmake_parse_arguments(LAYER "" "" "SOURCES;LINKS" ${ARGN})
    add_library(batchdeck_${name} STATIC ${LAYER_SOURCES})
    target_link_libraries(batchdeck_${name} PUBLIC batchdeck_options ${LAYER_LINKS})
endfunction()
