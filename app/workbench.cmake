# The window. It links Qt and the rooms of ui, and never LibTorch.
add_executable(tiebreak_workbench workbench_main.cpp)
set_target_properties(tiebreak_workbench PROPERTIES OUTPUT_NAME tiebreak)
target_compile_definitions(tiebreak_workbench PRIVATE QT_NO_KEYWORDS TIEBREAK_VERSION="${PROJECT_VERSION}")
target_link_libraries(tiebreak_workbench PRIVATE tiebreak_ui_shell tiebreak_warnings)
if(TARGET tiebreak_translations)
  target_link_libraries(tiebreak_workbench PRIVATE tiebreak_translations)
endif()
