#!/usr/bin/env bash
# Debian's libraries, fonts and tools that the program needs, and the two Fandol fonts in .fonts/.
# Silent and quick where everything is there already. Usage: setup/system.sh [python]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
python=${1:-python3}

packages=(
    libpango-1.0-0 libpangoft2-1.0-0   # WeasyPrint's typesetting
    libharfbuzz-subset0                # without it a PDF takes four to seven times as long
    fontconfig
    fonts-noto-cjk fonts-lxgw-wenkai   # 宋体、黑体, and rare characters of names
    fonts-liberation2 fonts-dejavu-core # Latin letters and digits, signs such as ☑
    poppler-utils                      # the tests read the PDF back with pdftotext
    make
)
fandol=(FandolFang-Regular.otf FandolKai-Regular.otf) # 仿宋、楷体: GPL with font exception, hence fetched, not committed
fandol_package=texlive-lang-chinese
fandol_folder=usr/share/texlive/texmf-dist/fonts/opentype/public/fandol

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        echo "需要管理员权限，请由管理员运行 / needs root: $*" >&2
        exit 1
    fi
}

install_packages() {
    local missing=() package
    for package in "${packages[@]}"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    "$python" -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
    [ ${#missing[@]} -eq 0 ] && return
    echo "安装系统软件包 / installing: ${missing[*]}"
    as_root apt-get -qq update
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "${missing[@]}" >/dev/null
}

have_fandol() {
    local font
    for font in "${fandol[@]}"; do
        [ -s "$root/.fonts/$font" ] || return 1
    done
}

fetch_fandol() {
    local unpacked=/
    if [ ! -s "/$fandol_folder/${fandol[0]}" ]; then
        echo "取字体 / fetching fonts: ${fandol[*]} ($fandol_package, 49 MB)"
        temporary=$(mktemp -d)
        trap 'rm -rf "$temporary"' EXIT
        unpacked=$temporary
        (
            cd "$temporary"
            apt-get -qq -o APT::Sandbox::User=root download "$fandol_package" 2>/dev/null || {
                as_root apt-get -qq update
                apt-get -qq -o APT::Sandbox::User=root download "$fandol_package"
            }
            dpkg-deb --fsys-tarfile ./*.deb | tar -x "${fandol[@]/#/./$fandol_folder/}"
        )
    fi
    mkdir -p "$root/.fonts"
    local font
    for font in "${fandol[@]}"; do
        cp "$unpacked/$fandol_folder/$font" "$root/.fonts/.$font"
        mv "$root/.fonts/.$font" "$root/.fonts/$font"
    done
}

if ! command -v dpkg-query >/dev/null; then
    echo "不是 Debian 系统，请自行安装 / not Debian, install these yourself: ${packages[*]}; .fonts/: ${fandol[*]}" >&2
    exit 0
fi
install_packages
have_fandol || fetch_fandol
have_fandol || { echo "缺少字体 / fonts are missing: ${fandol[*]} (.fonts/)" >&2; exit 1; }
