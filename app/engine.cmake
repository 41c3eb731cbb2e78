# tiebreak-engine. A new subcommand: its file here, its declaration in commands/commands.h, its line in
# commands/commands.cpp.
find_package(CLI11 REQUIRED)
add_executable(tiebreak-engine engine_main.cpp
  commands/commands.cpp
  commands/command.cpp
  commands/devices_command.cpp
  commands/forward_command.cpp)
# What needs model and text joins once both rooms are whole.
set(core_folder "${CMAKE_SOURCE_DIR}/core")
if(EXISTS "${core_folder}/model/load_model.cpp" AND EXISTS "${core_folder}/text/load_tokenizer.cpp"
   AND EXISTS "${core_folder}/text/chat_template.cpp")
  target_compile_definitions(tiebreak-engine PRIVATE TIEBREAK_ENGINE_SAMPLES)
  target_sources(tiebreak-engine PRIVATE
    commands/bench_command.cpp
    commands/generate_command.cpp
    commands/render_command.cpp
    commands/serve_command.cpp
    commands/tokenize_command.cpp
    engine_model.cpp
    serve/heartbeat.cpp
    serve/message_writer.cpp
    serve/request_queue.cpp
    serve/request_reader.cpp
    serve/serve_session.cpp
    serve/served_model.cpp)
  if(TARGET tiebreak_training)
    target_compile_definitions(tiebreak-engine PRIVATE TIEBREAK_ENGINE_TRAINS)
    target_sources(tiebreak-engine PRIVATE commands/bench_dpo.cpp commands/detach.cpp commands/train_command.cpp)
  endif()
endif()
target_include_directories(tiebreak-engine PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}")
target_compile_definitions(tiebreak-engine PRIVATE TIEBREAK_VERSION="${PROJECT_VERSION}")
target_link_libraries(tiebreak-engine PRIVATE CLI11::CLI11 tiebreak_warnings tiebreak_base tiebreak_tensor)
# Rooms join as they land.
foreach(room model sampling reward training text protocol)
  if(TARGET tiebreak_${room})
    target_link_libraries(tiebreak-engine PRIVATE tiebreak_${room})
  endif()
endforeach()
