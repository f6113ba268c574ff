#!/usr/bin/env bash
# The browser that the tests of the review pages use. Without it they are skipped, each with a line that says so.
set -euo pipefail

command -v chromium >/dev/null && exit 0
command -v apt-get >/dev/null || exit 0
run=()
[ "$(id -u)" -eq 0 ] || run=(sudo)
echo "安装浏览器，用于测试审核页面 / installing: chromium"
"${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install chromium >/dev/null ||
    echo "没有装上 chromium，审核页面的浏览器测试将跳过 / chromium is missing: the browser tests are skipped" >&2
