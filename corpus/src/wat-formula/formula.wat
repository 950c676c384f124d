;; Computes formulas that are trees on the host's heap. It has what compilers of functional
;; languages want of WebAssembly 3.0 and those of the corpus do not use: calls in tail position of
;; all three kinds, subtypes, casts in branches, small integers as references, exceptions that are
;; caught and thrown on; and vectors whose last bit the processor may choose.
(module $formula
  (rec
    (type $node (sub (struct (field $compute (ref $compute)))))
    (type $compute (func (param (ref $node)) (result f64))))
  (type $number (sub final $node (struct (field $compute (ref $compute)) (field $value f64))))
  (type $fraction (sub final $node
    (struct (field $compute (ref $compute)) (field $over (ref $node)) (field $under (ref $node)))))
  (type $small (sub final $node (struct (field $compute (ref $compute)) (field $value (ref i31)))))
  (type $text (array i8))

  (tag $division_by_zero (export "division by zero") (param (ref $text)))

  (memory (export "memory") 1)
  (table $steps 2 2 funcref)
  (elem (table $steps) (i32.const 0) func $is_even $is_odd)
  (elem declare func $compute_number $compute_fraction $compute_small)
  (data $message "division by zero")

  ;; Any node computes itself.
  (func $compute_node (export "compute") (param $node (ref $node)) (result f64)
    (return_call_ref $compute
      (local.get $node)
      (struct.get $node $compute (local.get $node))))

  (func $compute_number (type $compute)
    (struct.get $number $value (ref.cast (ref $number) (local.get 0))))

  (func $compute_small (type $compute)
    (f64.convert_i32_s (i31.get_s
      (struct.get $small $value (ref.cast (ref $small) (local.get 0))))))

  (func $compute_fraction (type $compute)
    (local $under f64)
    (block $other (result (ref $node))
      (br_on_cast_fail $other (ref $node) (ref $fraction) (local.get 0))
      (local.set $under (call $compute_node (struct.get $fraction $under)))
      (if (f64.eq (local.get $under) (f64.const 0))
        (then (throw $division_by_zero
          (array.new_data $text $message (i32.const 0) (i32.const 16)))))
      (return (f64.div
        (call $compute_node
          (struct.get $fraction $over (ref.cast (ref $fraction) (local.get 0))))
        (local.get $under))))
    (return_call $compute_node))

  (func (export "number") (param $value f64) (result (ref $node))
    (struct.new $number (ref.func $compute_number) (local.get $value)))

  (func (export "small") (param $value i32) (result (ref $node))
    (struct.new $small (ref.func $compute_small) (ref.i31 (local.get $value))))

  (func (export "fraction") (param $over (ref $node)) (param $under (ref $node))
      (result (ref $node))
    (struct.new $fraction (ref.func $compute_fraction) (local.get $over) (local.get $under)))

  ;; As `compute`, with not-a-number for what divides by zero. Other exceptions pass through.
  (func (export "compute_or_nan") (param $node (ref $node)) (result f64)
    (block $other (result exnref)
      (block $caught (result (ref $text))
        (return (try_table (result f64) (catch $division_by_zero $caught) (catch_all_ref $other)
          (call $compute_node (local.get $node)))))
      (drop)
      (return (f64.const nan)))
    throw_ref)

  ;; Two functions that end in each other, through the table, need no stack.
  (func $is_even (export "is_even") (param $count i32) (result i32)
    (if (i32.eqz (local.get $count)) (then (return (i32.const 1))))
    (return_call_indirect $steps (param i32) (result i32)
      (i32.sub (local.get $count) (i32.const 1)) (i32.const 1)))

  (func $is_odd (param $count i32) (result i32)
    (if (i32.eqz (local.get $count)) (then (return (i32.const 0))))
    (return_call_indirect $steps (param i32) (result i32)
      (i32.sub (local.get $count) (i32.const 1)) (i32.const 0)))

  ;; Adds the products of four numbers at $left and $right to those at $sum.
  (func (export "multiply_add") (param $sum i32) (param $left i32) (param $right i32)
    (v128.store (local.get $sum)
      (f32x4.relaxed_madd
        (v128.load (local.get $left))
        (v128.load (local.get $right))
        (v128.load (local.get $sum))))))
