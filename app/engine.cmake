# tiebreak-engine. A new subcommand: its file here, its declaration in commands/commands.h, its line in
# commands/commands.cpp.
find_package(CLI11 REQUIRED)
add_executable(tiebreak-engine engine_main.cpp engine_model.cpp
  commands/bench_command.cpp
  commands/bench_dpo.cpp
  commands/bench_loading.cpp
  commands/command.cpp
  commands/commands.cpp
  commands/detach.cpp
  commands/devices_command.cpp
  commands/export_command.cpp
  commands/forward_command.cpp
  commands/generate_command.cpp
  commands/model_facts.cpp
  commands/models_command.cpp
  commands/render_command.cpp
  commands/sampling_options.cpp
  commands/score_command.cpp
  commands/selftest_command.cpp
  commands/serve_command.cpp
  commands/tokenize_command.cpp
  commands/train_command.cpp
  serve/heartbeat.cpp
  serve/message_writer.cpp
  serve/request_queue.cpp
  serve/request_reader.cpp
  serve/response_scorer.cpp
  serve/serve_session.cpp
  serve/served_model.cpp)
target_include_directories(tiebreak-engine PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}")
target_compile_definitions(tiebreak-engine PRIVATE TIEBREAK_VERSION="${PROJECT_VERSION}")
target_link_libraries(tiebreak-engine PRIVATE CLI11::CLI11 tiebreak_warnings tiebreak_base tiebreak_files
  tiebreak_text tiebreak_protocol tiebreak_tensor tiebreak_model tiebreak_sampling tiebreak_reward tiebreak_training)
tiebreak_share_pch(tiebreak-engine training)
