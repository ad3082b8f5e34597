// The calls about open descriptors: fd_*, and path_open for what it opens.

import { calls } from "./calls.js";

const ALL = "0x3fffffff";

export const descriptorCalls: Record<string, string[]> = {
  "standard descriptors": calls`
    fd_fdstat_get 0 *24; fd_fdstat_get 1 *24; fd_fdstat_get 2 *24; fd_filestat_get 0 *64; fd_seek 0 0 0 *8
    fd_seek 1 0 1 *8; fd_tell 1 *8; fd_pread 0 iov:4 0 *4; fd_pread 1 iov:4 0 *4; fd_pwrite 1 out:'x' 0 *4
    fd_pwrite 0 out:'x' 0 *4; fd_write 0 out:'x' *4; fd_read 1 iov:4 *4; fd_sync 0; fd_datasync 1; fd_advise 0 0 0 0
    fd_allocate 0 0 1; fd_filestat_set_size 1 0; fd_filestat_set_times 0 0 0 10; fd_fdstat_set_flags 0 4
    fd_fdstat_set_rights 0 0 0; fd_readdir 0 ~64 64 0 *4; fd_prestat_get 0 *8; fd_prestat_dir_name 0 *8 8
    fd_write 1 out:'' *4
  `,
  "descriptors that are not open": calls`
    fd_fdstat_get 9 *24; fd_filestat_get 9 *64; fd_read 9 iov:1 *4; fd_write 9 out:'x' *4; fd_close 9
    fd_seek 9 0 0 *8; fd_tell 9 *8; fd_sync 9; fd_readdir 9 ~64 64 0 *4; fd_renumber 9 0; fd_renumber 0 9
    path_open 9 0 'a' 0 2 2 0 *4; fd_prestat_get 9 *8; fd_prestat_dir_name 9 *8 8; sock_accept 9 0 *4
    fd_advise 9 0 0 0; fd_allocate 9 0 1; fd_filestat_set_size -1 0; fd_close -1; sock_shutdown 9 1
  `,
  "a file": calls`
    path_open 3 1 'a.txt' 0 ${ALL} ${ALL} 0 *4; fd_fdstat_get 4 *24; fd_read 4 iov:3 *4; fd_tell 4 *8
    fd_read 4 iov:16 *4; fd_read 4 iov:16 *4; fd_seek 4 -100 1 *8; fd_seek 4 1 2 *8; fd_seek 4 0 0 *8
    fd_write 4 out:'JJ' *4; fd_pread 4 iov:10 0 *4; fd_pwrite 4 out:'Z' 9 *4; fd_pread 4 iov:20 0 *4; fd_tell 4 *8
    fd_read 4 iov:0 *4; fd_write 4 out:'' *4; fd_allocate 4 0 9; fd_advise 4 0 0 2; fd_datasync 4; fd_sync 4
    fd_filestat_set_size 4 3; fd_pread 4 iov:20 0 *4; fd_seek 4 0x7fffffffffffffff 0 *8
    fd_read 4 iov:3 *4; fd_seek 4 100 1 *8; fd_seek 4 -1 0 *8; fd_pread 4 iov:3 0x7fffffffffffffff *4
    fd_pread 4 iov:3 -1 *4; fd_filestat_get 4 ~64; fd_filestat_set_times 4 0 0 3; fd_filestat_set_times 4 0 0 5
    fd_filestat_set_times 4 0 0 10; fd_fdstat_set_flags 4 2; fd_fdstat_set_rights 4 0 0; sock_accept 4 0 *4
    fd_readdir 4 ~64 64 0 *4; path_open 4 1 'x' 0 2 2 0 *4; fd_close 4; fd_close 4; fd_read 4 iov:1 *4
  `,
  "modes of opening": calls`
    path_open 3 1 'a.txt' 0 0x2 0 0 *4; fd_write 4 out:'x' *4; fd_fdstat_get 4 *24
    path_open 3 1 'a.txt' 0 0x40 0 0 *4; fd_read 5 iov:1 *4; fd_fdstat_get 5 *24; path_open 3 1 'a.txt' 0 0 0 0 *4
    fd_read 6 iov:2 *4; fd_write 6 out:'x' *4; fd_fdstat_get 6 *24; path_open 3 1 'new' 1 0 0 0 *4
    fd_write 7 out:'x' *4; fd_fdstat_get 7 *24; fd_filestat_set_size 6 0; path_open 3 1 'a.txt' 0 0x40 0 1 *4
    fd_write 8 out:'end' *4; fd_pwrite 8 out:'too' 0 *4; fd_tell 8 *8; fd_fdstat_get 8 *24
    path_open 3 1 'b.txt' 0 0x40 0 0 *4; fd_fdstat_set_flags 9 1; fd_write 9 out:'1' *4; fd_seek 9 0 0 *8
    fd_write 9 out:'2' *4; fd_tell 9 *8; fd_fdstat_get 9 *24; path_open 3 1 'new' 5 2 2 0 *4
    path_open 3 1 'new2' 5 0x42 2 0 *4; path_open 3 1 'link' 5 2 2 0 *4; path_open 3 1 'a.txt' 8 0x42 2 0 *4
    fd_filestat_get 11 ~64; path_open 3 1 'x' 3 2 2 0 *4; path_open 3 1 'a.txt' 2 2 2 0 *4
    path_open 3 1 'sub' 0 0x42 2 0 *4; path_open 3 1 'sub' 2 2 2 0 *4; path_open 3 1 'sub' 1 2 2 0 *4
    path_open 3 1 'sub' 8 0x42 2 0 *4; path_open 3 1 'a.txt' 0 2 2 2 *4; path_open 1 1 'a.txt' 0 2 2 0 *4
  `,
  rights: calls`
    path_open 3 1 'a.txt' 0 2 2 0 *4; path_open 3 1 'b.txt' 0 0x40 2 0 *4; fd_filestat_set_size 4 0
    fd_allocate 4 0 1; fd_filestat_set_times 4 1 1 5; fd_pwrite 4 out:'x' 0 *4; fd_pread 5 iov:1 0 *4; fd_sync 4
    fd_datasync 5; fd_advise 4 0 0 0; fd_seek 5 0 2 *8; fd_tell 5 *8; fd_filestat_get 5 ~64
    path_open 3 1 'sub' 2 0 0 0 *4; path_open 6 1 'x' 1 0x42 0x42 0 *4; fd_write 7 out:'x' *4
    path_open 3 1 'a.txt' 9 0 0 0 *4; fd_write 8 out:'x' *4; path_open 3 1 'a.txt' 0 0x40 0 5 *4
    fd_fdstat_get 9 *24; fd_fdstat_set_flags 9 0; fd_fdstat_set_flags 9 4; fd_fdstat_get 9 *24
  `,
  "several buffers": calls`
    path_open 3 1 'a.txt' 0 0x42 2 0 *4; fd_pread 4 iov:2+3 0 ~4; fd_read 4 iov:0+4 *4; fd_read 4 iov:0+0 *4
  `,
  "numbers of descriptors": calls`
    path_open 3 1 'a.txt' 0 2 0 0 *4; path_open 3 1 'b.txt' 0 2 0 0 *4; fd_close 4; path_open 3 1 'a.txt' 0 2 0 0 *4
    fd_renumber 4 4; fd_renumber 4 5; fd_read 5 iov:9 *4; fd_read 4 iov:1 *4; fd_renumber 5 1000; fd_close 5
    fd_renumber 3 3; fd_close 3; fd_prestat_get 3 *8
  `,
  "large offsets": calls`
    path_open 3 1 'b.txt' 0 0x42 0 0 *4; fd_pwrite 4 out:'x' 1000000 *4; fd_filestat_set_size 4 5
    fd_pwrite 4 out:'x' -1 *4; fd_pwrite 4 out:'x' 0x7fffffffffffffff *4
    fd_seek 4 0x7ffffffffffffff0 0 *8; fd_seek 4 0x7fffffffffffffff 1 *8; fd_seek 4 -6 2 *8; fd_seek 4 -5 2 *8
    fd_allocate 4 0 0; fd_allocate 4 -1 1; fd_advise 4 -1 -1 0; fd_advise 4 0 -1 0
  `,
  "APPEND given and taken away": calls`
    path_open 3 1 'a.txt' 0 0x42 0 1 *4; fd_write 4 out:'one' *4; fd_tell 4 *8; fd_fdstat_set_flags 4 0
    fd_seek 4 0 0 *8; fd_write 4 out:'J' *4; fd_pwrite 4 out:'E' 1 *4; fd_pread 4 iov:20 0 *4
    fd_fdstat_set_flags 4 1; fd_write 4 out:'two' *4; fd_tell 4 *8; fd_pread 4 iov:20 0 *4
    path_unlink_file 3 'a.txt'; fd_write 4 out:'!' *4; fd_filestat_set_size 4 2; fd_write 4 out:'?' *4
    fd_pread 4 iov:20 0 *4; fd_read 4 iov:20 *4; fd_close 4
  `,
  "a size that no file has": calls`path_open 3 1 'b.txt' 0 0x42 0 0 *4; fd_filestat_set_size 4 -1`,
  "a size beyond the signed numbers": calls`
    path_open 3 1 'b.txt' 0 0x42 0 0 *4; fd_filestat_set_size 4 0x8000000000000000
  `,
  "larger than a file can be": calls`
    path_open 3 1 'b.txt' 0 0x42 0 0 *4; fd_filestat_set_size 4 0x7ffffffffffffff0; fd_pwrite 4 out:'x' 0x7ffffffffffffff0 *4
    fd_seek 4 0x7ffffffffffffff0 0 *8; fd_write 4 out:'x' *4; fd_pread 4 iov:1 0x7ffffffffffffff0 *4; fd_read 4 iov:1 *4
    fd_seek 4 0x7fffffffffffffff 0 *8; fd_write 4 out:'x' *4
  `,
};
