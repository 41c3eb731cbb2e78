# tiebreak-engine. A new subcommand: its file here, its declaration in commands/commands.h, its line in
# commands/commands.cpp.
find_package(CLI11 REQUIRED)
add_executable(tiebreak-engine engine_main.cpp
  commands/commands.cpp
  commands/command.cpp
  commands/devices_command.cpp)
target_include_directories(tiebreak-engine PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}")
target_compile_definitions(tiebreak-engine PRIVATE TIEBREAK_VERSION="${PROJECT_VERSION}")
target_link_libraries(tiebreak-engine PRIVATE CLI11::CLI11 tiebreak_warnings tiebreak_base tiebreak_tensor)
# Rooms join as they land.
foreach(room model sampling reward training text protocol)
  if(TARGET tiebreak_${room})
    target_link_libraries(tiebreak-engine PRIVATE tiebreak_${room})
  endif()
endforeach()
