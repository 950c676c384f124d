;; A program that was linked from objects of several SDKs, each with WASI as it understood it.
;; Its faults are such that hosts report them, and that no compiler of the corpus makes them.
(module $mixed_wasi
  ;; Snapshot 0 of WASI, from before it had its present name.
  (import "wasi_unstable" "fd_filestat_get" (func $stat (param i32 i32) (result i32)))

  ;; A parameter is missing: preview 1 also wants to know where to write the count.
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32) (result i32)))

  ;; WasmEdge's own, under WASI's name.
  (import "wasi_snapshot_preview1" "sock_open" (func $open (param i32 i32 i32) (result i32)))

  ;; Wasmer's.
  (import "wasix_32v1" "thread_sleep" (func $sleep (param i64) (result i32)))

  (memory (export "memory") 1)

  ;; The file that an assertion names, as a compiler puts it there.
  (data (i32.const 16) "/home/ada/src/report/main.c\00")

  ;; A program that is started, and a library that is called.
  (func (export "_start")
    (drop (call $stat (i32.const 1) (i32.const 64)))
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1)))
    (drop (call $open (i32.const 0) (i32.const 0) (i32.const 0)))
    (drop (call $sleep (i64.const 1000000))))

  (func (export "_initialize")))
