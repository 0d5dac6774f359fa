#!/bin/bash
# Boots systemd as process 1 of namespaces of its own, on a throw-away copy of this machine's disk: what is written there is
# in memory and gone with the last process. No network but lo. To be run by unshare; see debian-machine.ts.
#   boot-machine.sh WORK FOLDER=PLACE …   the folders are seen at their places, read-only
set -euo pipefail
WORK=$1
shift
mount --make-rprivate /
mount -t tmpfs -o size=6G tmpfs "$WORK"
mkdir "$WORK/upper" "$WORK/under" "$WORK/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$WORK/upper,workdir=$WORK/under" "$WORK/root"
ROOT="$WORK/root"
mount -t proc proc "$ROOT/proc"
mount -t sysfs -o ro sysfs "$ROOT/sys"
mount -t cgroup2 cgroup2 "$ROOT/sys/fs/cgroup"
for folder in run dev tmp; do mount -t tmpfs -o mode=755 tmpfs "$ROOT/$folder"; done
chmod 1777 "$ROOT/tmp"
for device in null zero full random urandom tty; do
  : >"$ROOT/dev/$device"
  mount --bind "/dev/$device" "$ROOT/dev/$device"
done
mkdir "$ROOT/dev/pts" "$ROOT/dev/shm"
mount -t devpts -o newinstance,ptmxmode=666 devpts "$ROOT/dev/pts"
mount -t tmpfs -o mode=1777 tmpfs "$ROOT/dev/shm"
ln -s pts/ptmx "$ROOT/dev/ptmx"
ln -s /proc/self/fd "$ROOT/dev/fd"
for pair in "$@"; do
  mkdir -p "$ROOT${pair#*=}"
  mount --bind -o ro "${pair%%=*}" "$ROOT${pair#*=}"
done
# Nothing that the machine around it starts by itself, and nothing that looks for hardware.
rm -rf "$ROOT"/etc/systemd/system/*.wants
for unit in systemd-udevd.service systemd-udev-trigger.service systemd-networkd.service systemd-modules-load.service \
  systemd-remount-fs.service systemd-sysctl.service; do
  ln -sf /dev/null "$ROOT/etc/systemd/system/$unit"
done
: >"$ROOT/etc/machine-id"
: >"$ROOT/etc/fstab"
cd "$ROOT"
mkdir -p .before
pivot_root . .before
umount -l /.before
# As on a real machine (systemd.exec(5), LoadCredential=).
mount --make-rshared /
ip link set lo up
exec env -i container=sluse-test PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --system --unit=multi-user.target --log-target=null
