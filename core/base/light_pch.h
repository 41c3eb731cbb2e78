// What nearly every file without LibTorch and Qt needs, compiled once. Nothing here is ours.
#pragma once

#include "base/json_once.h"
#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>
