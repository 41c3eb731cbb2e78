# Reading configurations, which needs no LibTorch: built alone by the fuzzers too.
set(tiebreak_model_config_sources activation.cpp config_json.cpp config_read.cpp config_rope.cpp config_families.cpp
  config_write.cpp model_config.cpp gguf_config.cpp weight_layout.cpp)
