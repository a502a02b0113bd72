#!/bin/sh
# Makes the images of docs/quality.md, "Container", in the folder that is given, without a registry and without Docker:
# OCI layouts (umoci) of root file systems that Debian's and Ubuntu's own installer (debootstrap), rpm, npm and pip filled.
# Needs root, debootstrap, umoci, skopeo, rpm, rpmbuild, npm and pip; DEBIAN and UBUNTU name the mirrors, GO_PROGRAM a program of Go.
set -eu
out=$1
here=$(cd "$(dirname "$0")" && pwd)
debian=${DEBIAN:-http://deb.debian.org/debian}
ubuntu=${UBUNTU:-http://archive.ubuntu.com/ubuntu}
mkdir -p "$out"
cd "$out"

# image NAME ROOT...: an OCI layout with one layer for each root file system.
image() {
  name=$1
  shift
  rm -rf "$name"
  umoci init --layout "$name"
  umoci new --image "$name:latest"
  for root; do
    umoci insert --image "$name:latest" --history.created_by "COPY $root /" "$root" /
  done
  umoci gc --layout "$name"
}

# genuine: Debian 12 and Ubuntu 22.04 as their installers make them
[ -d roots/debian ] || debootstrap --variant=minbase bookworm roots/debian "$debian"
[ -d roots/ubuntu ] || debootstrap --no-check-gpg --variant=minbase --components=main jammy roots/ubuntu "$ubuntu"
image debian roots/debian
image ubuntu roots/ubuntu

# genuine packages, laid out as images without dpkg have them: one control file each in status.d
rm -rf roots/distroless debs
mkdir -p roots/distroless/var/lib/dpkg/status.d roots/distroless/etc debs
(cd debs && apt-get download base-files libc6 libssl3 tzdata ca-certificates netbase zlib1g)
for deb in debs/*.deb; do
  package=$(dpkg-deb -f "$deb" Package)
  dpkg-deb -f "$deb" >"roots/distroless/var/lib/dpkg/status.d/$package"
  dpkg-deb -x "$deb" roots/distroless
  (cd roots/distroless && find usr -type f | head -20 | xargs md5sum >"var/lib/dpkg/status.d/$package.md5sums")
done
image distroless roots/distroless

# made up, in apk's real format: no mirror of Alpine was reachable
rm -rf roots/alpine
mkdir -p roots/alpine/lib/apk/db roots/alpine/etc roots/alpine/bin
printf 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.19.1\nPRETTY_NAME="Alpine Linux v3.19"\n' >roots/alpine/etc/os-release
for entry in alpine-baselayout:3.4.3-r2:alpine-baselayout busybox:1.36.1-r15:busybox ssl_client:1.36.1-r15:busybox musl:1.2.4_git20230717-r4:musl \
  musl-utils:1.2.4_git20230717-r4:musl libcrypto3:3.1.4-r5:openssl libssl3:3.1.4-r5:openssl zlib:1.3.1-r0:zlib apk-tools:2.14.0-r5:apk-tools; do
  name=${entry%%:*}
  rest=${entry#*:}
  printf 'C:Q1AAAAAAAAAAAAAAAAAAAAAAAAAAA=\nP:%s\nV:%s\nA:x86_64\nS:1000\nI:4096\nT:%s\nU:https://example.invalid\nL:MIT\no:%s\nm:Nobody <nobody@example.invalid>\nt:1700000000\nc:0000000000000000000000000000000000000000\nD:so:libc.musl-x86_64.so.1\nF:usr\nF:usr/lib\nR:%s\na:0:0:755\nZ:Q1AAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n' \
    "$name" "${rest%%:*}" "$name" "${rest#*:}" "$name"
done >roots/alpine/lib/apk/db/installed
: >roots/alpine/bin/busybox
image alpine roots/alpine

# a genuine database of rpm; the packages in it are made up
rm -rf rpms roots/rpm-sqlite roots/rpm-ndb
mkdir -p rpms
spec() { # NAME VERSION RELEASE EPOCH
  printf 'Name: %s\nVersion: %s\nRelease: %s\n%sSummary: x\nLicense: MIT\nBuildArch: noarch\n%%description\nx\n%%package libs\nSummary: y\n%%description libs\ny\n%%files\n%%files libs\n' \
    "$1" "$2" "$3" "${4:+Epoch: $4
}" >"rpms/$1.spec"
  rpmbuild -bb --quiet --define "_topdir $PWD/rpms/build" "rpms/$1.spec"
}
spec bash 5.1.8 6.el9
spec openssl 3.0.7 24.el9 1
spec glibc 2.34 83.el9
spec zlib-ng 2.1.3 4.el9_2
spec vim-minimal 8.2.2637 20.el9_1 2
rocky() {
  mkdir -p "$1/etc"
  printf 'NAME="Rocky Linux"\nID="rocky"\nID_LIKE="rhel centos fedora"\nVERSION_ID="9.3"\nPRETTY_NAME="Rocky Linux 9.3 (Blue Onyx)"\n' >"$1/etc/os-release"
}
rocky roots/rpm-sqlite
rpm --root "$PWD/roots/rpm-sqlite" --dbpath /var/lib/rpm --define '_db_backend sqlite' --initdb
rpm --root "$PWD/roots/rpm-sqlite" --dbpath /var/lib/rpm --define '_db_backend sqlite' --nodeps --nosignature -i rpms/build/RPMS/noarch/*.rpm
image rpm-sqlite roots/rpm-sqlite
# Debian's rpm has no backend "ndb": the same headers, put into its layout
rocky roots/rpm-ndb
mkdir -p roots/rpm-ndb/usr/lib/sysimage/rpm
node "$here/rpm-ndb.js" roots/rpm-sqlite/var/lib/rpm/rpmdb.sqlite roots/rpm-ndb/usr/lib/sysimage/rpm/Packages.db
image rpm-ndb roots/rpm-ndb

# an application on Debian in three layers, packages of npm and PyPI genuine; the last layer removes some of both
rm -rf roots/app bundle application.tar
mkdir -p roots/app/app roots/app/usr/local/lib/python3.11/dist-packages
(cd roots/app/app && printf '{"name":"shop","version":"1.0.0","private":true}' >package.json && npm install --silent --no-audit --no-fund --ignore-scripts express@4.18.2 lodash@4.17.20 @types/node@20.0.0)
pip install --quiet --no-compile --target roots/app/usr/local/lib/python3.11/dist-packages requests==2.30.0 flask==2.2.2 PyYAML==6.0.1
image application roots/debian roots/app
umoci unpack --image application:latest bundle >/dev/null
rm -rf bundle/rootfs/app/node_modules/lodash bundle/rootfs/usr/local/lib/python3.11/dist-packages/PyYAML-6.0.1.dist-info
awk 'BEGIN { RS = ""; ORS = "\n\n" } !/^Package: (tzdata|adduser)\n/' roots/debian/var/lib/dpkg/status >bundle/rootfs/var/lib/dpkg/status
umoci repack --image application:latest --history.created_by "RUN apt-get purge" bundle
rm -rf bundle
skopeo copy --quiet oci:application:latest docker-archive:application.tar:application:latest

# a program of Go on the distroless image, as multi-stage builds make it; GO_PROGRAM names one that `go install` built
if [ -n "${GO_PROGRAM:-}" ]; then
  rm -rf roots/program
  mkdir -p roots/program/usr/local/bin
  cp "$GO_PROGRAM" roots/program/usr/local/bin/
  image program roots/distroless roots/program
fi
