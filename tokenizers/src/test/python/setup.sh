#!/usr/bin/env bash
# Makes the virtual environment that the SciPy tests run in: setup.sh FOLDER. Does nothing where it is up to date.
set -euo pipefail
folder=$1
here=$(cd "$(dirname "$0")" && pwd)
python=$(command -v python3) || {
    echo "python3 is not on this machine; on Debian or Ubuntu: apt-get install python3 python3-venv" >&2
    exit 3
}
if cmp -s "$here/requirements.txt" "$folder/installed.txt"; then
    exit 0
fi
rm -rf "$folder"
"$python" -m venv "$folder" || {
    echo "python3 cannot make a virtual environment; on Debian or Ubuntu: apt-get install python3-venv" >&2
    exit 3
}
"$folder/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
cp "$here/requirements.txt" "$folder/installed.txt"
