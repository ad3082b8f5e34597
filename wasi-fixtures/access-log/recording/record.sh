#!/bin/sh
# Records ../access.log: a real nginx under a real, bounded load by wrk, on loopback.
# Needs nginx and wrk (Debian packages of these names) and Node. Usage: record.sh [SECONDS]
set -eu

seconds=${1:-16}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
chmod 755 "$work"

mkdir -p "$work/site/docs" "$work/site/img" "$work/site/download" "$work/site/private"
file() { head -c "$2" /dev/zero | tr '\0' x >"$work/site/$1"; }
file index.html 1843
file style.css 5210
file app.js 31877
for n in $(seq 8); do file "img/$n.jpg" $((n * n * 1777)); done
for n in $(seq 20); do file "docs/$n.html" $((n * 613 + 900)); done
for n in $(seq 3); do file "download/$n.bin" $((n * 60000)); done

node "$here/upstream.mjs" &
upstream=$!
# A zone that is not UTC, so that the offset in the log matters.
TZ=CET-1 nginx -p "$work" -c "$here/nginx.conf" -e "$work/error.log" &
nginx=$!
trap 'kill $nginx $upstream; wait; rm -rf "$work"' EXIT
sleep 1

wrk --threads 2 --connections 24 --duration "${seconds}s" --script "$here/load.lua" http://127.0.0.1:18080
kill -QUIT $nginx
wait $nginx
trap 'kill $upstream; wait; rm -rf "$work"' EXIT

cp "$work/access.log" "$here/../access.log"
