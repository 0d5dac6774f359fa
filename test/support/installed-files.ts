/** Where an installation may write. */
export const PLACES = `$(ls -d ${[
  ...['/etc/sluse', '/etc/tor', '/etc/systemd', '/etc/tmpfiles.d', '/etc/apparmor.d/local'],
  ...['/etc/passwd', '/etc/group', '/opt/sluse', '/usr/local/sbin', '/run/sluse'],
].join(' ')} 2>/dev/null)`;

/** Names, modes, owners and contents of what is installed; of what tor and the server themselves write, the folders only. */
export const LIST_OF_EVERYTHING = `{ find ${PLACES} -name node_modules -prune -o -printf '%p %m %u %g %l\\n'; find /var/lib -maxdepth 2 -type d '(' -path '*sluse*' -o -path '*tor*' ')' -printf '%p %m %u\\n'; } | sort; find ${PLACES} -name node_modules -prune -o -type f -print0 | sort -z | xargs -0 cat | sha256sum`;
