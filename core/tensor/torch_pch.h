// What nearly every file over LibTorch needs, compiled once. Nothing here is ours.
#pragma once

#include "base/json_once.h"
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>
