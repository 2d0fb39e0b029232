# Shared by the scripts of this folder: what they install and how they build. Sourced, not run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '\n\033[1m== %s\033[0m\n' "$*"; }

fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# Installs the Debian packages that are missing among the names given.
need_packages() {
  local missing=() name
  for name in "$@"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || missing+=("$name")
  done
  if [ ${#missing[@]} -eq 0 ]; then return; fi
  say "installing Debian packages: ${missing[*]}"
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "installing ${missing[*]} needs root or sudo"
    as_root=(sudo)
  fi
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
}

need_libraries() {
  command -v swift >/dev/null || fail "Swift 6.3 is needed: https://www.swift.org/install"
  need_packages libzmq3-dev libsodium-dev libsqlite3-dev libsndfile1-dev libsoxr-dev libfftw3-dev liblapacke-dev \
    libpng-dev libcairo2-dev zlib1g-dev libdnnl-dev fonts-dejavu-core
}

# A virtual environment in folder $1 with the packages of requirements file $2; kept while the file is the same.
need_venv() {
  local folder=$1 requirements=$2
  if [ -x "$folder/bin/python" ] && cmp -s "$requirements" "$folder/requirements.installed"; then return; fi
  say "installing the Python packages of $requirements into $folder"
  python3 -m venv --help >/dev/null 2>&1 || need_packages python3 python3-venv
  python3 -c 'import ensurepip' 2>/dev/null || need_packages python3-venv
  [ -x "$folder/bin/python" ] || python3 -m venv "$folder"
  "$folder/bin/python" -m pip install --quiet --disable-pip-version-check -r "$requirements"
  cp "$requirements" "$folder/requirements.installed"
}

# Builds the release program and installs it with its kernelspec into the virtual environment $1.
install_kernel() {
  say "building mvae (release)"
  swift build -c release --product mvae
  .build/release/mvae install --prefix "$1"
}
