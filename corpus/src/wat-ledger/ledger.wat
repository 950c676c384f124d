;; Books payments to accounts. Its memories and tables are as no compiler of the corpus makes them:
;; four memories, one with 64-bit addresses and one shared between threads; a table whose entries
;; are never null and one with 64-bit indices; a segment whose place is a sum.
(module $ledger
  ;; Where the host wants the balances to begin, 8 bytes for each account.
  (import "shop" "balances" (global $base i32))

  (memory $balances (export "balances") 1 16)
  (memory $journal (export "journal") i64 1)
  (memory $locks (export "locks") 1 1 shared)
  (memory $texts (export "texts") 1 1)

  (type $booking (func (param $account i32) (param $cents i64) (result i64)))
  (type $audit (func (param $account i32) (result i32)))

  ;; By the number of a kind: 1 is a credit, 2 a debit, and others change nothing.
  (table $bookings 4 (ref $booking) (ref.func $ignore))
  (table $audits i64 1 funcref)

  (global $journal_end (mut i64) (i64.const 0))

  (elem (table $bookings) (i32.const 1) (ref $booking) (ref.func $credit) (ref.func $debit))
  (elem $installed funcref (ref.func $is_covered))

  ;; Account 1 is the shop's own and opens with 10.00.
  (data (memory $balances) (offset (i32.add (global.get $base) (i32.const 8)))
    "\e8\03\00\00\00\00\00\00")
  (data $title "ledger, in cents\n")

  ;; Returns the new balance, and where the journal ends.
  (func (export "book") (param $kind i32) (param $account i32) (param $cents i64)
      (result i64 i64)
    (call $lock)
    (call_indirect $bookings (type $booking)
      (local.get $account) (local.get $cents) (i32.and (local.get $kind) (i32.const 3)))
    (global.get $journal_end)
    (i32.atomic.store $locks (i32.const 0) (i32.const 0)))

  (func (export "install_audits")
    (table.init $audits $installed (i64.const 0) (i32.const 0) (i32.const 1)))

  (func (export "audit") (type $audit) (param $account i32) (result i32)
    (call_indirect $audits (type $audit) (local.get $account) (i64.const 0)))

  ;; Copies the title to the texts, and returns its length.
  (func (export "title") (result i32)
    (memory.init $texts $title (i32.const 0) (i32.const 0) (i32.const 17))
    (i32.const 17))

  (func $credit (type $booking) (param $account i32) (param $cents i64) (result i64)
    (call $add (local.get $account) (local.get $cents)))

  (func $debit (type $booking) (param $account i32) (param $cents i64) (result i64)
    (call $add (local.get $account) (i64.sub (i64.const 0) (local.get $cents))))

  (func $ignore (type $booking) (param $account i32) (param $cents i64) (result i64)
    (i64.load $balances (call $place (local.get $account))))

  (func $is_covered (type $audit) (param $account i32) (result i32)
    (i64.ge_s (i64.load $balances (call $place (local.get $account))) (i64.const 0)))

  ;; Writes the change to the journal before it makes it.
  (func $add (param $account i32) (param $cents i64) (result i64)
    (local $balance i64)
    (i64.store $journal (global.get $journal_end) (local.get $cents))
    (global.set $journal_end (i64.add (global.get $journal_end) (i64.const 8)))
    (local.set $balance
      (i64.add (i64.load $balances (call $place (local.get $account))) (local.get $cents)))
    (i64.store $balances (call $place (local.get $account)) (local.get $balance))
    (local.get $balance))

  (func $place (param $account i32) (result i32)
    (i32.add (global.get $base) (i32.mul (local.get $account) (i32.const 8))))

  (func $lock
    (loop $again
      (br_if $again
        (i32.atomic.rmw.cmpxchg $locks (i32.const 0) (i32.const 0) (i32.const 1))))))
