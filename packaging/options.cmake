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
# mold 1.10 may miss symbols where some files are optimised as a whole and others are not: a release goes without it.
find_program(BATCHDECK_MOLD mold)
if(BATCHDECK_MOLD)
    add_link_options($<$<NOT:$<CONFIG:Release>>:-fuse-ld=mold>)
endif()

# batchdeck_layer(NAME [AS_A_WHOLE] SOURCES … LINKS …): the static library of one folder of src/. A release optimises
# AS_A_WHOLE across files; there gcc 12 warns of sizes that QHash never asks for.
include(CheckIPOSupported)
check_ipo_supported(RESULT BATCHDECK_IPO OUTPUT ignored LANGUAGES CXX)
function(batchdeck_layer name)
    cmake_parse_arguments(LAYER "AS_A_WHOLE" "" "SOURCES;LINKS" ${ARGN})
    add_library(batchdeck_${name} STATIC ${LAYER_SOURCES})
    target_link_libraries(batchdeck_${name} PUBLIC batchdeck_options ${LAYER_LINKS})
    if(LAYER_AS_A_WHOLE AND BATCHDECK_IPO)
        set_property(TARGET batchdeck_${name} PROPERTY INTERPROCEDURAL_OPTIMIZATION_RELEASE ON)
        target_link_options(batchdeck_${name} INTERFACE
            $<$<AND:$<CONFIG:Release>,$<CXX_COMPILER_ID:GNU>>:-Wno-alloc-size-larger-than>)
    endif()
endfunction()

# batchdeck_translations(TARGET FILE.ts …): in the resource "translations", as :/translations/FILE.qm.
find_program(BATCHDECK_LRELEASE lrelease HINTS /usr/lib/qt6/bin REQUIRED)
function(batchdeck_translations target)
    set(released "")
    set(listed "")
    foreach(source IN LISTS ARGN)
        get_filename_component(name "${source}" NAME_WE)
        set(file "${CMAKE_CURRENT_BINARY_DIR}/${name}.qm")
        add_custom_command(OUTPUT "${file}" COMMAND "${BATCHDECK_LRELEASE}" -silent "${source}" -qm "${file}" DEPENDS "${source}")
        list(APPEND released "${file}")
        string(APPEND listed "<file>${name}.qm</file>")
    endforeach()
    set(listing "${CMAKE_CURRENT_BINARY_DIR}/translations.qrc")
    set(compiled "${CMAKE_CURRENT_BINARY_DIR}/qrc_translations.cpp")
    file(CONFIGURE OUTPUT "${listing}" CONTENT "<RCC><qresource prefix=\"/translations\">${listed}</qresource></RCC>")
    add_custom_command(OUTPUT "${compiled}" COMMAND Qt6::rcc --name translations "${listing}" -o "${compiled}"
        DEPENDS ${released} "${listing}")
    set_source_files_properties("${compiled}" PROPERTIES SKIP_AUTOGEN ON)
    target_sources(${target} PRIVATE "${compiled}")
endfunction()
