# Shared by run, test and bench, which source it: what each needs, and how it comes about.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)

# Everything that is ever installed. ccache, mold and clang-format are used where they are found.
to_build=(g++ cmake ninja-build qt6-base-dev qt6-svg-dev qt6-l10n-tools nlohmann-json3-dev libsimdjson-dev libcsv-dev zlib1g-dev
          libsqlite3-dev libxxhash-dev libpq-dev libqt6sql6-sqlite libqt6sql6-psql qt6-translations-l10n
          qtkeychain-qt6-dev libsecret-1-0)
# for the fuzzers, to make disks fail, to set the clock, servers, a certificate for one, a desktop and real windows
to_test=("${to_build[@]}" clang-14 libclang-rt-14-dev strace libfaketime postgresql mariadb-server-core
         mariadb-client-core libqt6sql6-mysql openssl dbus-daemon gnome-keyring libsm-dev xvfb openbox)
to_show=("${to_build[@]}" xvfb openbox fonts-noto-core pngquant) # pictures of the window
to_bench=("${to_build[@]}" python3 python3-psycopg2 postgresql xvfb openbox) # the peers are Python's

say() { printf '%s\n' "$*" >&2; }

# install PACKAGE…: those that are missing, from Debian's own archive.
install() {
    if ! command -v apt-get >/dev/null; then
        say "This is no Debian: what is needed must be there already ($*)."
        return
    fi
    local package missing=() as_root=()
    for package in "$@"; do
        [[ $(dpkg-query -Wf '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
    done
    ((${#missing[@]})) || return 0
    if ((EUID != 0)); then
        command -v sudo >/dev/null || {
            say "Install these as root, then try again: apt-get install ${missing[*]}"
            exit 1
        }
        as_root=(sudo)
    fi
    as_root+=(env DEBIAN_FRONTEND=noninteractive)
    say "Installing ${missing[*]}"
    "${as_root[@]}" apt-get -qq update
    "${as_root[@]}" apt-get -qq install --no-install-recommends -y "${missing[@]}" </dev/null >&2
}

# build PRESET TARGET…: configured as the preset says, and by BATCHDECK_WERROR where it is set.
build() {
    local preset=$1 told
    shift
    (
        cd "$root"
        say "Building $preset"
        told=$(cmake --preset "$preset" ${BATCHDECK_WERROR:+-DBATCHDECK_WERROR="$BATCHDECK_WERROR"} 2>&1) || {
            say "$told"
            exit 1
        }
        cmake --build --preset "$preset" --target "$@" >&2
    )
}
