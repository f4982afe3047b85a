#!/bin/sh
# Written from xtask/src/headers.rs; docs/hosting.md tells what to do with it.
# sh object-storage.sh dist s3://bucket/folder
#
# Everything goes up as it is: storage does not choose by what a browser takes, so the .br and .gz
# files of the build stay here. Files with a hash go first, so that no page names what is not yet
# there. For another storage change `upload`.
set -eu
dist=$1
target=${2%/}

# upload FILE TYPE CACHING
upload() {
    aws s3 cp "$dist/$1" "$target/$1" --content-type "$2" --cache-control "$3"
}

each() {
    (cd "$dist" && find . -type f ! -path '*/.*' ! -name '_headers') | sed 's|^\./||' | sort |
        while IFS= read -r file; do
            case $file in
                *.br | *.gz) [ -f "$dist/${file%.*}" ] && continue ;;
            esac
            case $file in
                *.bin) type='application/octet-stream' ;;
                *.css) type='text/css; charset=utf-8' ;;
                *.csv) type='text/csv; charset=utf-8' ;;
                *.html) type='text/html; charset=utf-8' ;;
                *.ico) type='image/x-icon' ;;
                *.js) type='text/javascript; charset=utf-8' ;;
                *.json) type='application/json' ;;
                *.md) type='text/markdown; charset=utf-8' ;;
                *.png) type='image/png' ;;
                *.svg) type='image/svg+xml' ;;
                *.txt) type='text/plain; charset=utf-8' ;;
                *.wasm) type='application/wasm' ;;
                *.webmanifest) type='application/manifest+json' ;;
                *) type='application/octet-stream' ;;
            esac
            if printf '%s\n' "$file" | grep -Eq -e '-[0-9a-f]{15,16}(_bg)?\.(bin|css|js|wasm)$'; then
                if [ "$1" = hashed ]; then upload "$file" "$type" 'public, max-age=31536000, immutable' </dev/null; fi
            elif [ "$1" = others ]; then
                upload "$file" "$type" 'no-cache' </dev/null
            fi
        done
}

each hashed
each others
