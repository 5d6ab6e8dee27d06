#!/usr/bin/env bash
# Sets up what the Makefile needs, one step a call: setup.sh python | node | browser | firefox
# Safe to run again: each step looks at what is there first.
set -euo pipefail
cd "$(dirname "$0")/../.."

say() { printf '· %s / %s\n' "$1" "$2"; }
fail() { printf '✗ %s\n  %s\n' "$1" "$2" >&2; exit 1; }

# The first Python on this machine that is new enough.
find_python() {
    local name
    for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    fail "需要 Python 3.11 或更新版本，本机没有找到（python3：$(python3 --version 2>&1 || true)）。" \
         "Python 3.11 or newer is needed and was not found on this machine."
}

setup_python() {
    local python
    if ! .venv/bin/python -c '' 2>/dev/null; then
        python=$(find_python)
        say "用 $("$python" --version) 创建 .venv" "Creating .venv"
        rm -rf .venv
        "$python" -m venv .venv || fail \
            "无法创建 .venv；在 Debian 或 Ubuntu 上请先安装 python3-venv。" \
            "Could not create .venv; on Debian or Ubuntu install python3-venv first."
    fi
    say "安装 Python 软件包（requirements.lock）" "Installing Python packages"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check \
        --require-hashes --requirement requirements.lock
}

setup_node() {
    if ! node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null; then
        fail "需要 Node.js 18 或更新版本（含 npm），本机没有找到。" \
             "Node.js 18 or newer, with npm, is needed and was not found on this machine."
    fi
    say "安装浏览器端软件包（package-lock.json）" "Installing the browser's packages"
    npm ci --ignore-scripts --loglevel=error >/dev/null
}

# Where Playwright would put its own browser; the file need not be there.
playwright_browser() {
    .venv/bin/python - <<'PYTHON'
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
PYTHON
}

# A browser counts only if it runs: one without its system libraries is none.
have_browser() {
    local name
    for name in chromium chromium-browser google-chrome "$(playwright_browser)"; do
        if "$name" --version >/dev/null 2>&1; then return; fi
    done
    return 1
}

have_chinese_font() { [ -n "$(fc-list :lang=zh 2>/dev/null)" ]; }

# Runs apt-get where this machine has it and we may; false elsewhere.
apt_install() {
    local as_root=()
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || return 1
        as_root=(sudo -n)
    fi
    "${as_root[@]}" apt-get update -qq &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
}

setup_browser() {
    if ! have_browser; then
        say "安装测试用的 Chromium" "Installing Chromium for the tests"
        timeout 600 .venv/bin/python -m playwright install chromium >/dev/null 2>&1 || true
        have_browser || apt_install chromium fonts-noto-cjk || true
        have_browser || fail \
            "没有可用的浏览器，请安装 Chromium 或 Google Chrome 后重试。" \
            "No browser for the tests: install Chromium or Google Chrome and try again."
    fi
    if command -v apt-get >/dev/null && ! command -v chromium-headless-shell >/dev/null; then
        say "安装不带窗口的 Chromium，测试更快" "Installing Chromium without a window, for faster tests"
        apt_install chromium-headless-shell || true # the tests then drive the other one
    fi
    if command -v apt-get >/dev/null && ! have_chinese_font; then
        say "安装中文字体（截图用）" "Installing a Chinese font for screenshots"
        apt_install fontconfig fonts-noto-cjk || say "没有装上中文字体，截图里的汉字会显示为方框" \
            "No Chinese font was installed: screenshots will show boxes"
    fi
}

# Which ones will do is the test's to say: tests/browser/support/firefox.py.
have_firefox() {
    .venv/bin/python -c 'from tests.browser.support.firefox import find_firefox; find_firefox()' >/dev/null 2>&1
}

# Where there is none, its own test fails with the same words; the others need not wait for it.
setup_firefox() {
    if have_firefox; then return; fi
    say "安装测试用的 Firefox" "Installing Firefox for the tests"
    apt_install firefox-esr || true
    have_firefox || .venv/bin/python -c 'from tests.browser.support.firefox import MISSING; print("✗", MISSING)' >&2
}

case "${1:-}" in
    python | node | browser | firefox) "setup_$1" ;;
    *) fail "用法：setup.sh python | node | browser | firefox" "Usage: setup.sh python | node | browser | firefox" ;;
esac
