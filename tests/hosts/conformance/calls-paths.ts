// The calls about paths: each function that takes one, with paths that are good, and wrong in each way.

import { calls } from "./calls.js";

const ALL = "0x3fffffff";

export const pathCalls: Record<string, string[]> = {
  paths: [
    ...[
      "",
      ".",
      "./a.txt",
      "sub/..",
      "sub/../a.txt",
      "sub//..//./a.txt",
      "a.txt/",
      "a.txt/x",
      "none/x",
      "none/../a.txt",
    ],
    ...[
      "a.txt/..",
      "a.txt/.",
      "link",
      "link/",
      "sublink",
      "sublink/",
      "sublink/../a.txt",
      "loop",
      "loop/x",
      "up",
      "gone",
    ],
    ...[
      "a\\0b",
      "/",
      "/a.txt",
      "..",
      "sub/../..",
      "x".repeat(300),
      "x/".repeat(3000),
      "é",
      "sub/",
      "full/inner/../file",
    ],
  ].flatMap((path) => [
    `path_open 3 1 '${path}' 0 2 2 0 *4`,
    `path_open 3 0 '${path}' 0 2 2 0 *4`,
    `path_filestat_get 3 1 '${path}' ~64`,
    `path_readlink 3 '${path}' *8 8 *4`,
  ]),
  directories: calls`
    fd_fdstat_get 3 *24; fd_prestat_get 3 *8; fd_prestat_dir_name 3 *8 8; fd_prestat_dir_name 3 *8 1
    fd_read 3 iov:1 *4; fd_write 3 out:'x' *4; fd_seek 3 0 0 *8; fd_tell 3 *8; fd_sync 3; fd_datasync 3
    fd_advise 3 0 0 0; fd_allocate 3 0 1; fd_filestat_set_size 3 0; fd_fdstat_set_flags 3 1
    fd_fdstat_set_rights 3 0 0; fd_filestat_get 3 ~64; fd_readdir 3 @2000 2000 0 *4; fd_readdir 3 ~0 0 0 *4
    fd_readdir 3 @2000 2000 2 *4; fd_readdir 3 ~30 30 0 *4; fd_readdir 3 ~30 30 99 *4; fd_readdir 3 ~30 30 -1 *4
    path_open 3 1 'full' 2 ${ALL} ${ALL} 0 *4; fd_fdstat_get 4 *24; fd_readdir 4 @500 500 0 *4; fd_prestat_get 4 *8
    path_open 4 1 'file' 0 2 2 0 *4; fd_read 5 iov:4 *4; fd_renumber 5 4; fd_read 4 iov:4 *4; fd_renumber 4 99
    fd_renumber 99 3; fd_close 3; path_open 3 1 'a.txt' 0 2 2 0 *4
  `,
  "making and removing": calls`
    path_create_directory 3 'new'; path_create_directory 3 'new'; path_create_directory 3 'new/x/'
    path_create_directory 3 'new/y/.'; path_create_directory 3 'new/z/..'; path_create_directory 3 '.'
    path_create_directory 3 ''; path_create_directory 3 'a.txt/x'; path_create_directory 3 'link'
    path_create_directory 3 'gone'; path_create_directory 3 '..'; path_create_directory 1 'x'
    path_remove_directory 3 'new'; path_remove_directory 3 'new/x'; path_remove_directory 3 'new'
    path_remove_directory 3 'a.txt'; path_remove_directory 3 '.'; path_remove_directory 3 '..'
    path_remove_directory 3 'sublink'; path_remove_directory 3 'sub/.'; path_remove_directory 3 'none'
    path_symlink 'foo' 3 's1'; path_symlink 'foo' 3 's1'; path_symlink '/foo' 3 's2'; path_symlink '../foo' 3 's3'
    path_symlink '' 3 's4'; path_symlink 'foo' 3 'none/s5'; path_symlink 'foo' 3 '.'; path_readlink 3 's3' *8 8 *4
    path_readlink 3 's3' *8 2 *4; path_unlink_file 3 's1'; path_unlink_file 3 's1'; path_unlink_file 3 'sub'
    path_unlink_file 3 'sub/'; path_unlink_file 3 '.'; path_unlink_file 3 '..'; path_unlink_file 3 'loop'
    path_unlink_file 3 'full/..'; path_unlink_file 3 'full/file/x'; path_unlink_file 3 'a.txt/'
    path_unlink_file 3 'link'
  `,
  "moving and linking": calls`
    path_link 3 0 'a.txt' 3 'hard'; path_link 3 0 'a.txt' 3 'hard'; path_link 3 1 'a.txt' 3 'hard2'
    path_link 3 0 'sub' 3 'hard3'; path_link 3 0 'up' 3 'hardup'; path_link 3 0 'none' 3 'x'
    path_link 3 0 'a.txt' 3 'x/'; path_link 3 0 'a.txt/' 3 'x'; path_link 3 0 'link' 3 'hardlink'
    path_link 3 0 '.' 3 'x'; path_link 3 0 'a.txt' 3 '.'; path_link 3 0 'a.txt' 9 'x'
    path_rename 3 'hard' 3 'moved'; path_rename 3 'moved' 3 'sub/moved'; path_rename 3 'sub/moved' 3 '../x'
    path_rename 3 'sub/moved' 3 'sub'; path_rename 3 '.' 3 'x'; path_rename 3 'sub' 3 '.'
    path_rename 3 'none' 3 'x'; path_rename 3 'up' 3 'up2'; path_rename 3 'a.txt' 3 'up2'
    path_rename 3 'link/' 3 'x'; path_rename 3 'sub/' 3 'sub2/'; path_rename 3 'sub2' 3 'sub2/x'
    path_rename 3 'sublink/' 3 'x'; path_rename 3 'sub2/..' 3 'x'; path_rename 3 'sub2' 3 'b.txt'
    path_rename 3 'b.txt' 3 'sub2'; path_rename 3 'sub2' 3 'full'; path_rename 3 'b.txt' 3 'b.txt'
  `,
  "a directory that is renamed while it is open": calls`
    path_open 3 1 'full' 2 2 0 0 *4; path_rename 3 'full' 3 'renamed'; path_open 4 1 'file' 0 2 0 0 *4
    path_open 4 1 'new' 1 0x42 0 0 *4; fd_readdir 4 @500 500 0 *4; path_filestat_get 4 1 '.' ~64
    path_rename 4 'new' 3 'out'; path_open 4 1 '..' 0 2 0 0 *4
  `,
  "names at their limits": calls`
    path_create_directory 3 '${"n".repeat(255)}'; path_create_directory 3 '${"n".repeat(256)}'
    path_open 3 1 '${"n".repeat(256)}' 1 0x42 0 0 *4; path_symlink 'a.txt' 3 '${"l".repeat(256)}'
    path_rename 3 'a.txt' 3 '${"r".repeat(256)}'; path_link 3 0 'a.txt' 3 '${"l".repeat(256)}'
    path_open 3 1 '${"./".repeat(2046)}a' 0 2 0 0 *4; path_open 3 1 '${"./".repeat(2050)}a' 0 2 0 0 *4
    path_open 3 1 hex:ff 0 2 0 0 *4; path_create_directory 3 hex:c328; path_symlink hex:ff 3 'bad'
    path_create_directory 3 'a\\0b'; path_symlink 'a\\0b' 3 'zero'; path_unlink_file 3 'a\\0b'
    path_create_directory 3 'é😀'; fd_readdir 3 @2000 2000 0 *4; path_filestat_get 3 0 'é😀' ~64
  `,
  "reading a directory in parts": calls`
    path_open 3 1 'full' 2 2 0 0 *4; fd_readdir 4 ~23 23 0 *4; fd_readdir 4 ~24 24 0 *4; fd_readdir 4 ~25 25 0 *4
    fd_readdir 4 @400 400 1 *4; fd_readdir 4 @400 400 3 *4; fd_readdir 4 @400 400 4 *4; fd_readdir 4 @400 400 5 *4
    path_unlink_file 4 'file'; fd_readdir 4 @400 400 0 *4; fd_readdir 4 @400 400 2 *4
  `,
  "what is removed while it is open": calls`
    path_open 3 1 'a.txt' 0 0x42 0 0 *4; path_unlink_file 3 'a.txt'; fd_pread 4 iov:9 0 *4; fd_pwrite 4 out:'J' 0 *4
    fd_pread 4 iov:9 0 *4; path_filestat_get 3 0 'a.txt' ~64; fd_close 4; path_open 3 1 'sub' 2 2 0 0 *4
    path_remove_directory 3 'sub'; fd_readdir 4 @200 200 0 *4; path_open 4 1 'new' 1 0x42 0 0 *4
    path_create_directory 4 'new'; path_rename 3 'b.txt' 4 'b.txt'
  `,
  "a file of two names": calls`
    path_link 3 0 'a.txt' 3 'same'; path_rename 3 'a.txt' 3 'same'; path_open 3 1 'same' 0 0x42 0 0 *4
    fd_write 4 out:'J' *4; path_open 3 1 'a.txt' 0 2 0 0 *4; fd_read 5 iov:9 *4; path_unlink_file 3 'same'
    fd_pread 5 iov:9 0 *4; path_rename 3 'a.txt' 3 'b.txt'; fd_pread 5 iov:9 0 *4
  `,
  "a slash after the directory to be removed": calls`
    path_remove_directory 3 'sub/'
  `,
  "a slash after what is made": calls`
    path_open 3 1 'new/' 1 0x42 0 0 *4; path_symlink 'a.txt' 3 'new/'; path_symlink 'a.txt' 3 'sub/'
    path_rename 3 'b.txt' 3 'new/'; path_create_directory 3 'new/'; path_rename 3 'new/' 3 'newer/'
  `,
};

/** Each function that takes a path, once for each. */
const takers = calls`
  path_create_directory 3 PATH; path_filestat_get 3 1 PATH ~64; path_filestat_set_times 3 1 PATH 1 1 5
  path_link 3 0 PATH 3 'linked'; path_link 3 0 'a.txt' 3 PATH; path_open 3 1 PATH 1 0x42 0 0 *4
  path_readlink 3 PATH *8 8 *4; path_remove_directory 3 PATH; path_rename 3 PATH 3 'moved'
  path_rename 3 'b.txt' 3 PATH; path_symlink 'a.txt' 3 PATH; path_symlink PATH 3 'made'; path_unlink_file 3 PATH
`;

const wrong: Record<string, string> = {
  "an absolute path": "'/a.txt'",
  "a path that leads out": "'sub/../../x'",
  "an empty path": "''",
  "a path through what is not there": "'none/x'",
  "a path through a file": "'a.txt/x'",
  "a path through links without end": "'loop/x'",
  "a path with a zero byte": "'a\\0b'",
  "a path that is no UTF-8": "hex:ff",
  "a name that is too long": `'${"n".repeat(256)}'`,
  "a path that is too long": `'${"./".repeat(2050)}a'`,
};
for (const [what, path] of Object.entries(wrong)) pathCalls[what] = takers.map((call) => call.replace("PATH", path));

for (const [what, fd] of Object.entries({ "a descriptor that is none": 9, "standard output": 1 })) {
  const wrongFirst = takers.map((call) => call.replace(" 3 ", ` ${fd} `));
  const wrongSecond = calls`path_link 3 0 'a.txt' ${fd} PATH; path_rename 3 'a.txt' ${fd} PATH`;
  pathCalls[`a path below ${what}`] = [...wrongFirst, ...wrongSecond].map((call) => call.replace("PATH", "'x'"));
}
