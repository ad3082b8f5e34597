// The calls about everything else: clocks, arguments, polling, times of files; flags and addresses that are wrong.

import { calls } from "./calls.js";

export const processCalls: Record<string, string[]> = {
  "times of files": calls`
    path_filestat_set_times 3 1 'a.txt' 1000000000 2000000000 5; path_filestat_set_times 3 1 'a.txt' 1 1 3
    path_filestat_set_times 3 0 'link' 1000000000 2000000000 5; path_filestat_set_times 3 1 'none' 1 1 5
    path_filestat_set_times 3 0 'up' 1000000000 2000000000 5; path_filestat_set_times 3 1 'up' 1 1 5
    path_filestat_set_times 3 1 'sub' 1 1 5; path_filestat_set_times 3 1 '.' 1 1 10
  `,
  polling: calls`
    poll_oneoff sub:mono+1000000 *32 1 *4; poll_oneoff sub:mono+0 *32 1 *4; poll_oneoff sub:mono+0,mono+0 *64 2 *4
    poll_oneoff sub:mono+1000000,mono+1000000000 *64 2 *4; poll_oneoff sub:mono@1000000 *32 1 *4
    poll_oneoff sub:real@1000000 *32 1 *4; poll_oneoff sub:real+1000000 *32 1 *4; poll_oneoff sub:mono@-5 *32 1 *4
    poll_oneoff sub:cput+1,mono+1 *64 2 *4; poll_oneoff sub:write:1,mono+1000000000 *64 2 *4
    poll_oneoff sub:read:0,mono+1000000000 *64 2 *4; poll_oneoff sub:write:2 *32 1 *4
    poll_oneoff sub:write:0,mono+1 *64 2 *4; poll_oneoff sub:read:1,mono+1 *64 2 *4
    poll_oneoff sub:read:3,mono+1 *64 2 *4; poll_oneoff sub:read:55,mono+1 *64 2 *4; poll_oneoff sub:mono+1 *32 0 *4
    path_open 3 1 'a.txt' 0 2 0 0 *4; poll_oneoff sub:write:4,mono+1000000000 *64 2 *4
  `,
  "the process": calls`
    args_sizes_get *4 *4; args_get ~64 *4000; environ_sizes_get *4 *4; environ_get ~64 *64; sched_yield
    clock_time_get 2 0 *8; clock_res_get 3 *8; clock_time_get 0 0 ~8; clock_time_get 1 0 ~8; clock_res_get 0 ~8
    clock_res_get 1 ~8; clock_res_get 2 *8; clock_time_get 3 0 *8
  `,
  signals: calls`proc_raise 6`,
  "random numbers": calls`random_get ~8 8; random_get ~8 0; random_get ~100000 100000`,
  "flags that do not go together": calls`
    path_open 3 1 'a.txt' 0 0x42 2 0 *4; fd_fdstat_set_flags 4 8; fd_filestat_set_times 4 1 1 3
    fd_filestat_set_times 4 1 1 12; path_filestat_set_times 3 1 'a.txt' 1 1 12
  `,
  "flags and numbers that there are not": calls`
    path_open 3 1 'a.txt' 16 2 2 0 *4; path_open 3 1 'a.txt' 0 2 2 32 *4; path_open 3 2 'a.txt' 0 2 2 0 *4
    path_filestat_get 3 2 'a.txt' ~64; path_link 3 2 'a.txt' 3 'x'; path_filestat_set_times 3 2 'a.txt' 1 1 5
    path_filestat_set_times 3 1 'a.txt' 1 1 16; fd_seek 0 0 3 *8; fd_advise 0 0 0 6; fd_fdstat_set_flags 0 32
    fd_filestat_set_times 0 1 1 16; poll_oneoff sub:tag:3 *32 1 *4; poll_oneoff sub:flags:2 *32 1 *4
    clock_time_get 4 0 *8; clock_res_get 4 *8; sock_recv 3 iov:1 8 *4 *4; sock_accept 3 8 *4; sock_shutdown 3 8
    proc_raise 99
  `,
  "sockets that are none": calls`
    sock_accept 0 0 *4; sock_accept 3 0 *4; sock_recv 3 iov:1 0 *4 *4; sock_send 3 out:'x' 0 *4; sock_shutdown 1 1
    sock_shutdown 3 1; sock_shutdown 3 0; sock_recv 9 iov:1 0 *4 *4; sock_send 9 out:'x' 0 *4
  `,
  "where POSIX and wasmtime part": calls`
    fd_read 0 iov:0 *4; fd_filestat_set_times 3 0 0 10; poll_oneoff sub:cput+1 *32 1 *4
    path_filestat_get 3 0 'link/' ~64; path_symlink '' 3 '/a.txt'; path_open 3 1 'b.txt' 0 0x40 0 0 *4
    fd_seek 4 9 0 *8; poll_oneoff sub:read:4,mono+2000000000 *64 2 *4; path_open 3 1 'a.txt/' 9 0x42 0 0 *4
    path_create_directory 3 'a.txt/'; path_open 3 1 'gone' 5 0x42 0 0 *4
  `,
  "addresses outside of memory": calls`
    args_get -4 ~64; args_get ~64 -1; args_sizes_get -1 ~4; args_sizes_get ~4 -1; environ_get -4 ~64; environ_get ~64 -1
    environ_sizes_get -1 ~4; environ_sizes_get ~4 -3; clock_res_get 0 -7; clock_time_get 0 0 -7; fd_fdstat_get 0 -23
    fd_filestat_get 0 -63; fd_pread 0 -8 1 0 ~4; fd_prestat_get 3 -7; fd_prestat_dir_name 3 -4 64
    fd_pwrite 1 -8 1 0 ~4; fd_read 0 -8 1 ~4; fd_read 0 ~8 -1 ~4; fd_read 0 ~8 1 -3; fd_readdir 3 -8 64 0 ~4
    fd_readdir 3 ~8 8 0 -1; fd_seek 0 0 0 -7; fd_tell 1 -7; fd_write 1 -8 1 ~4; fd_write 1 out:'lost' -1
    path_create_directory 3 -1 4; path_filestat_get 3 0 -1 4 ~64; path_filestat_get 3 0 'a.txt' -63
    path_filestat_set_times 3 0 -1 4 1 1 5; path_link 3 0 -1 4 3 'x'; path_link 3 0 'a.txt' 3 -1 4
    path_open 3 0 -1 4 0 2 0 0 ~4; path_open 3 0 ~4 -1 0 2 0 0 ~4; path_open 3 0 'a.txt' 1 2 0 0 -3
    path_readlink 3 -1 4 ~4 4 ~4; path_readlink 3 'link' -1 2 ~4; path_readlink 3 'link' ~4 4 -1
    path_remove_directory 3 -1 4; path_rename 3 -1 4 3 'x'; path_rename 3 'a.txt' 3 -1 4; path_symlink -1 2 3 'a'
    path_symlink 'a' 3 -1 2; path_unlink_file 3 -1 4; poll_oneoff -1 ~32 1 ~4; poll_oneoff ~48 -1 1 ~4
    poll_oneoff ~48 ~32 -1 ~4; poll_oneoff ~48 ~32 0x10000000 ~4; poll_oneoff ~48 ~32 1 -1; random_get -1 2
    random_get ~8 -1
  `,
};
