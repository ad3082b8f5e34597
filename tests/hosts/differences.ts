// Where other hosts answer otherwise than ours, and why ours stays as it is. Every difference that the conformance suite
// finds must be here, and every line here must be found.

import type { ConformanceHost } from "./conformance-hosts.js";

export interface Difference {
  on: ConformanceHost;
  /** Matches `call => our answer | their answer`. */
  differs: RegExp;
  reason: string;
  /** Only random sequences come upon it. */
  isRare?: true;
}

/** Calls that would end or stop the other host. */
export const leftOut: { on: ConformanceHost; calls: RegExp; reason: string }[] = [
  {
    on: "wasmtime",
    calls:
      / 'a.txt' 16 | 2 2 32 |^path_(open|filestat_get|filestat_set_times|link) 3 2 |^fd_seek 4 0 3|_flags 4 32|advise 4 0 0 6/,
    reason: "wasmtime ends a guest that passes flags or numbers that there are not; EINVAL, as the witx has it",
  },
  {
    on: "wasmtime",
    calls: /_times .* 16$|sub:tag:3|sub:flags:2|^clock_\w+ 4 | 8 \*4|^sock_shutdown 3 8/,
    reason: "the same",
  },
  { on: "wazero", calls: /60000000000/, reason: "wazero waits for the last event, not for the first" },
  { on: "wazero", calls: /sub:write|^fd_read 1/, reason: "wazero waits for an output to be ready, and reads from one" },
  { on: "wasmer", calls: /^poll_oneoff/, reason: "wasmer does not return from several of them" },
  { on: "wasmer", calls: /^fd_filestat_set_size 4 (-1|0x8)|^proc_raise|^random_get/, reason: "wasmer ends the guest" },
];

export const differences: Difference[] = [
  // ---- wasmtime: everything else is the same, to the byte
  { on: "wasmtime", differs: /^fd_read 0 iov:0/, reason: "POSIX: nothing was asked for; wasmtime says EINTR" },
  {
    on: "wasmtime",
    differs: /^fd_pread 4 iov:2\+3/,
    reason: "POSIX: all buffers are filled; wasmtime takes the first",
  },
  {
    on: "wasmtime",
    differs: /^fd_filestat_set_times 3 /,
    reason: "futimens works on a directory; wasmtime holds directories by path only: EBADF",
  },
  {
    on: "wasmtime",
    differs: /^poll_oneoff sub:cput\+1 /,
    reason: "a clock that cannot be waited for fails always; wasmtime takes any clock when it is the only event",
  },
  {
    on: "wasmtime",
    differs: /^path_filestat_get \d+ 0 '[^']*\/' .* 54 \| path_filestat_get 0$/,
    reason: "POSIX: a link to a file is no directory",
  },
  {
    on: "wasmtime",
    differs: /^path_remove_directory 3 'sub\/'/,
    reason: "POSIX: a slash may follow a directory's name",
  },
  {
    on: "wasmtime",
    differs:
      /^path_open 3 \d '[^']*\/' (1|5|9) .* 54 .* 31 |^path_symlink '' 3 |^path_create_directory \d '[^']*\/' .* 54 .* 20$/,
    reason: "two errors at once: which of them is told is free",
  },
  {
    on: "wasmtime",
    differs: /^poll_oneoff sub:read:\d+,mono\+\d+ .*type 1 flags 1\].*\| poll_oneoff 0 \[1001/,
    reason: "POSIX: a regular file is always ready, at its end and when it cannot be read",
    isRare: true,
  },

  // ---- wazero
  {
    on: "wazero",
    differs: /^path_open .* path_open 0$/,
    reason: "wazero resolves paths as text, and follows links out of the folder",
  },
  {
    on: "wazero",
    differs: /^path_(open|readlink|filestat_get|create_directory|symlink) .*''/,
    reason: "POSIX: the empty path is ENOENT",
  },
  {
    on: "wazero",
    differs: /^path_\w+ .*\/\.\.?'|^path_\w+ .*none\/\.\.|'(up|\.)'/,
    reason: "wazero resolves paths as text",
  },
  {
    on: "wazero",
    differs: /^path_\w+ .* 2 'a.txt'|^path_link 3 1|_times .* 16 |set_times 3 2|_flags 4 32/,
    reason: "wazero ignores flags",
  },
  { on: "wazero", differs: /hex:/, reason: "paths are UTF-8; wazero asks the system" },
  { on: "wazero", differs: /'(\.\/)+a'/, reason: "a path longer than PATH_MAX is ENAMETOOLONG" },
  { on: "wazero", differs: /\| path_unlink_file 44/, reason: "a directory is EISDIR, as POSIX and wasmtime have it" },
  { on: "wazero", differs: /'a.txt\/x'/, reason: "POSIX: a file on the way is ENOTDIR" },
  {
    on: "wazero",
    differs: /^path_remove_directory 3 'new' .* 55$/,
    reason: "follows from a directory that was made by a path that POSIX refuses",
  },
  {
    on: "wazero",
    differs: /^path_readlink 3 's3' \*8 2 /,
    reason: "POSIX: what does not fit is cut; wazero says ERANGE",
  },
  { on: "wazero", differs: /^path_\w+ 1 /, reason: "EBADF, as on wasmtime" },
  {
    on: "wazero",
    differs: /^\w+ 4 .* \w+ 44\b|^fd_readdir 4 @200/,
    reason: "wazero holds directories by path: they are gone when renamed",
  },
  {
    on: "wazero",
    differs: /^fd_readdir .* (28|44) +00000000$/,
    reason: "no room, or past the end, is no error: nothing is read",
  },
  { on: "wazero", differs: /^fd_\w+ 3 /, reason: "a directory is no file: EBADF, as on wasmtime" },
  {
    on: "wazero",
    differs: /^fd_(allocate|advise|fdstat_set_rights)|^proc_raise/,
    reason: "not supported: ENOTSUP; no offset is negative: EINVAL; both as on wasmtime",
  },
  {
    on: "wazero",
    differs: /^fd_(seek|read|pread|pwrite) 4\b.*(0x7fff|-1|iov:3 | 100 )/,
    reason: "offsets are 64-bit numbers; wazero's are signed, and its errors EIO",
  },
  { on: "wazero", differs: /^fd_pwrite 8 out:'too'/, reason: "Linux: pwrite to a file that appends appends" },
  {
    on: "wazero",
    differs: /^fd_renumber|^fd_(read|close) 5/,
    reason: "renumbering onto a number that is not open is EBADF, onto itself does nothing",
  },
  {
    on: "wazero",
    differs: /^(sock_|clock_|args_|poll_|fd_\w+ [012] )/,
    reason: "ENOTSOCK, EBADF and the like where wasmtime has them",
  },

  {
    on: "wazero",
    differs: /'a.txt\/' .*(54 00000000 \| path_open 31|54 \| path_create_directory 20)/,
    reason: "two errors at once: which of them is told is free",
  },

  // ---- wasmer, whose root has folders of its own around the world
  {
    on: "wasmer",
    differs: /\| [a-z_]+ 2\b/,
    reason: "wasmer says EACCES for rights that it did not give, and for descriptors",
  },
  {
    on: "wasmer",
    differs: /^fd_\w+ [012] |^fd_\w+ 9 |^sock_/,
    reason: "wasmer's standard streams are files, with other errors",
  },
  { on: "wasmer", differs: /^fd_\w+ 3 /, reason: "a directory is no file: EBADF, as on wasmtime" },
  {
    on: "wasmer",
    differs: /^fd_renumber|^fd_(read|close|prestat_get) [345] /,
    reason: "numbers of descriptors are wasmer's own",
  },
  {
    on: "wasmer",
    differs: /^fd_(allocate|advise|fdstat_set\w*|write|filestat_set|seek|pwrite|pread|fdstat_get|read|tell) /,
    reason: "wasmer checks less, and other things first",
  },
  { on: "wasmer", differs: /^fd_readdir/, reason: "wasmer keeps its first list of a directory" },
  {
    on: "wasmer",
    differs: /^path_/,
    reason: "wasmer has a file system of its own before the real one, with POSIX's errors in part",
  },
  {
    on: "wasmer",
    differs: /^(args_|clock_|poll_)/,
    reason: "the program's name is its path; there are clocks of CPU time; other errors",
  },
];
