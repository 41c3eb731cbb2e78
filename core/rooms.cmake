# How rooms are built, and which room may use which. A room that uses one outside its list stops the
# configuration; a header of a room that is not linked is not on the include path at all.

# room -> the rooms whose headers it may include directly
set(TIEBREAK_ARROWS_base "")
set(TIEBREAK_ARROWS_files base)
set(TIEBREAK_ARROWS_text base files)
set(TIEBREAK_ARROWS_store base)
set(TIEBREAK_ARROWS_formats base)
set(TIEBREAK_ARROWS_stats base)
set(TIEBREAK_ARROWS_metrics base)
set(TIEBREAK_ARROWS_protocol base)
set(TIEBREAK_ARROWS_tensor base files text)
set(TIEBREAK_ARROWS_model base files text tensor)
set(TIEBREAK_ARROWS_sampling base files text protocol tensor model)
set(TIEBREAK_ARROWS_reward base files text protocol tensor model sampling)
set(TIEBREAK_ARROWS_training base files text formats metrics protocol tensor model sampling reward)
set(TIEBREAK_ARROWS_ui_widgets base store formats stats metrics protocol)
set(TIEBREAK_ARROWS_ui_services base store formats stats metrics protocol)
foreach(page playground label train models)
  set(TIEBREAK_ARROWS_ui_${page} base store formats stats metrics protocol ui_widgets ui_services)
endforeach()
set(TIEBREAK_ARROWS_ui_shell ${TIEBREAK_ARROWS_ui_label} ui_playground ui_label ui_train ui_models)

add_library(tiebreak_warnings INTERFACE)
target_compile_options(tiebreak_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow=local
  -Wno-missing-field-initializers $<$<BOOL:${TIEBREAK_WERROR}>:-Werror>
  # GCC 12's optimiser sees overlaps, sizes and bounds in std::string's operator+ that are not there (its bug 105651).
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict;-Wno-stringop-overflow;-Wno-array-bounds>)

# LibTorch as an interface target: torch_cpu and c10 alone; CUDA is loaded at run time where it is.
# TIEBREAK_TORCH names the folder; the NVIDIA companions lie beside it when it came from wheels.
if(NOT TIEBREAK_CORE_ONLY)
  if(NOT TIEBREAK_TORCH)
    set(TIEBREAK_TORCH "${CMAKE_SOURCE_DIR}/.deps/libtorch/torch")
  endif()
  if(NOT EXISTS "${TIEBREAK_TORCH}/lib/libtorch_cpu.so")
    message(FATAL_ERROR "TIEBREAK_TORCH '${TIEBREAK_TORCH}': lib/libtorch_cpu.so is not there. Run ./tiebreak setup")
  endif()
  add_library(tiebreak_libtorch INTERFACE)
  target_include_directories(tiebreak_libtorch SYSTEM INTERFACE
    "${TIEBREAK_TORCH}/include" "${TIEBREAK_TORCH}/include/torch/csrc/api/include")
  target_link_libraries(tiebreak_libtorch INTERFACE
    "${TIEBREAK_TORCH}/lib/libtorch_cpu.so" "${TIEBREAK_TORCH}/lib/libc10.so")
  get_filename_component(tiebreak_site "${TIEBREAK_TORCH}" DIRECTORY)
  target_link_options(tiebreak_libtorch INTERFACE -Wl,--disable-new-dtags
    "-Wl,-rpath,${TIEBREAK_TORCH}/lib" "-Wl,-rpath,${tiebreak_site}/nvidia/cu13/lib"
    "-Wl,-rpath-link,${tiebreak_site}/nvidia/cu13/lib")
endif()

# tiebreak_room(<folder> SOURCES <files> [USES <rooms>] [LINKS <libraries>] [PRIVATE_LINKS <libraries>])
# makes tiebreak_<room> (core/base -> tiebreak_base, ui/label -> tiebreak_ui_label). Its headers are
# included as "base/result.h" or "ui/label/…", and only by those who link it.
function(tiebreak_room folder)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;LINKS;PRIVATE_LINKS" ${ARGN})
  string(REGEX REPLACE "^core/" "" include_name "${folder}")
  string(REPLACE "/" "_" room "${include_name}")
  add_library(tiebreak_${room} STATIC ${ARG_SOURCES})
  set(include_root "${CMAKE_BINARY_DIR}/rooms/${room}")
  get_filename_component(include_parent "${include_root}/${include_name}" DIRECTORY)
  file(MAKE_DIRECTORY "${include_parent}")
  file(CREATE_LINK "${CMAKE_SOURCE_DIR}/${folder}" "${include_root}/${include_name}" SYMBOLIC)
  target_include_directories(tiebreak_${room} PUBLIC "${include_root}")
  foreach(used ${ARG_USES})
    if(NOT used IN_LIST TIEBREAK_ARROWS_${room})
      message(FATAL_ERROR "room '${room}' uses '${used}': allowed are '${TIEBREAK_ARROWS_${room}}' (core/rooms.cmake)")
    endif()
    target_link_libraries(tiebreak_${room} PUBLIC tiebreak_${used})
  endforeach()
  target_link_libraries(tiebreak_${room} PUBLIC ${ARG_LINKS} PRIVATE ${ARG_PRIVATE_LINKS} tiebreak_warnings)
  if(NOT room MATCHES "^(base|tensor)$") # they own one
    tiebreak_share_pch(tiebreak_${room} ${room} ${ARG_USES})
  endif()
endfunction()

# tiebreak_share_pch(<target> <its room and the rooms it uses>…): the precompiled header for what it stands on. base
# has the one of the rooms without LibTorch, tensor of those with it, ui/ the one over Qt Widgets.
function(tiebreak_share_pch target)
  if("${ARGN}" MATCHES "ui_(widgets|playground|label|train|models|shell)")
    set(owner qt)
  elseif("${ARGN}" MATCHES "tensor|model|sampling|reward|training")
    set(owner tensor)
  else()
    set(owner base)
  endif()
  get_target_property(kind ${target} TYPE)
  if(kind STREQUAL "EXECUTABLE") # position-independent in the way the headers are
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
    target_compile_options(${target} PRIVATE -fPIC)
  endif()
  target_precompile_headers(${target} REUSE_FROM tiebreak_${owner})
endfunction()

# tiebreak_add_test(<name> SOURCES <files> LINKS <libraries> [LABELS <labels>] [TIMEOUT <s>])
# A Qt Test program, run offscreen from CTest.
function(tiebreak_add_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LINKS;LABELS" ${ARGN})
  add_executable(tst_${name} ${ARG_SOURCES})
  set_target_properties(tst_${name} PROPERTIES AUTOMOC OFF
    RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  # Each file with tests includes its own .moc; moc alone costs a tenth of AUTOMOC's detour.
  foreach(source ${ARG_SOURCES})
    if(source MATCHES "^tst_.*[.]cpp$")
      string(REPLACE ".cpp" ".moc" moc "${source}")
      qt6_generate_moc("${source}" "${CMAKE_CURRENT_BINARY_DIR}/${moc}" TARGET tst_${name})
      target_sources(tst_${name} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/${moc}")
    endif()
  endforeach()
  target_include_directories(tst_${name} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}")
  target_compile_definitions(tst_${name} PRIVATE QT_NO_KEYWORDS
    TIEBREAK_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data"
    TIEBREAK_STARTER_MODEL="${CMAKE_SOURCE_DIR}/.deps/models/SmolLM2-135M-Instruct.Q4_1.gguf"
    TIEBREAK_BIN_DIR="${CMAKE_BINARY_DIR}/bin")
  target_link_libraries(tst_${name} PRIVATE Qt6::Test tiebreak_warnings ${ARG_LINKS})
  target_compile_options(tst_${name} PRIVATE $<$<CONFIG:Release>:-O1>) # built more often than run
  if(ARG_LINKS MATCHES "tiebreak_")
    tiebreak_share_pch(tst_${name} ${ARG_LINKS})
  endif()
  add_test(NAME ${name} COMMAND tst_${name})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}"
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8")
endfunction()

# tiebreak_add_long_form(<name> ROUNDS <n> [TIMEOUT <s>])
# The same test program once more with TIEBREAK_ROUNDS=n, as <name>_long in the suite `reliability`.
function(tiebreak_add_long_form name)
  cmake_parse_arguments(ARG "" "ROUNDS;TIMEOUT" "" ${ARGN})
  add_test(NAME ${name}_long COMMAND tst_${name})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 1800)
  endif()
  set_tests_properties(${name}_long PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS reliability
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TIEBREAK_ROUNDS=${ARG_ROUNDS}")
endfunction()
