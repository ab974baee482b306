#!/usr/bin/env bash
# Makes the virtual environment with genuine ROS 2: setup.sh FOLDER. Does nothing where it is up to date; exit 3, with one
# line, where there is no Python 3.12 (the wheels are for no other) or the wheels cannot be had.
set -euo pipefail
folder=$1
here=$(cd "$(dirname "$0")" && pwd)
if cmp -s "$here/requirements.txt" "$folder/installed.txt"; then
    exit 0
fi
python=
for candidate in python3.12 python3 "$HOME"/.pyenv/versions/3.12*/bin/python; do
    if "$candidate" -c 'import sys, venv; sys.exit(sys.version_info[:2] != (3, 12))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
[[ -n $python ]] || {
    echo "genuine ROS 2 is not tested against: its wheels need Python 3.12, which is not on this machine" >&2
    exit 3
}
rm -rf "$folder"
"$python" -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check --only-binary=:all: --no-binary=empy \
    -r "$here/requirements.txt" >&2 || {
    rm -rf "$folder"
    echo "genuine ROS 2 is not tested against: its wheels could not be installed" >&2
    exit 3
}
cp "$here/requirements.txt" "$folder/installed.txt"
