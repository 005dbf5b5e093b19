//! The extension under test: one Rust file a topic, whose twin is `tests/python/test_TOPIC.py`.
//!
//! A topic's functions come into the one module `hpy_tests` by the lists below; `modules` has root modules of its own.
#![forbid(unsafe_code)]
#![expect(clippy::needless_pass_by_value, reason = "what Python passes is often taken by value to test that it works")]

mod arithmetic;
mod attributes;
mod buffers;
mod by_serde;
mod callers;
mod calls;
mod catching;
mod chronology;
mod class_calls;
mod class_constructors;
mod class_enums;
mod class_fields;
mod class_methods;
mod class_operators;
mod class_protocols;
mod class_traps;
mod code;
mod compare;
mod containers;
mod conversions;
mod conversions_of_std;
mod coroutine_awaiting;
mod coroutine_cancelling;
mod coroutine_methods;
mod coroutines;
mod crates_of_collections;
mod crates_of_numbers;
mod crates_of_times;
mod datetimes;
mod derives;
mod errors;
mod exception_arguments;
mod exceptions;
mod functions;
mod globals;
mod handles;
mod hostile;
mod interpreter;
mod items;
mod iterate;
mod kinds;
mod leaks;
mod lending;
mod memory;
mod modules;
mod panics;
mod round_trips;
mod sequences;
mod signatures;
mod smoke;
mod text;
mod threads;
mod types;
mod warnings;

use hpy_rs::prelude::*;

/// Functions for the tests of hpy-rs.
#[hpy_module]
mod hpy_tests {
    #[hpy_export]
    use crate::arithmetic::{binary, sum_of, twice_and_one, unary};
    #[hpy_export]
    use crate::attributes::{
        cast, constants, del_attr, del_attr_by_object, get_attr, get_attr_by_borrowed, get_attr_by_object, get_attr_or,
        has_attr, import_module, is_instance, is_instance_of_dict, is_subtype, new_module, set_attr,
        set_attr_by_object, set_attr_converted, type_name, type_of, typed_as,
    };
    #[hpy_export]
    use crate::buffers::{
        add_in_place, buffer_described, buffer_to_lists, copy_to_buffer, fill_while, look_and_release, look_while,
        swap_ends,
    };
    #[hpy_export]
    use crate::by_serde::{
        serde_array, serde_beside, serde_birthday, serde_blob, serde_bool, serde_byte_list, serde_chain, serde_char,
        serde_copied, serde_dumps, serde_dumps_by_value, serde_endless, serde_f32, serde_f64, serde_fat,
        serde_fat_of_rust, serde_flat, serde_hasty, serde_hints, serde_i8, serde_i64, serde_i128, serde_ignored,
        serde_inside, serde_kept, serde_loaded, serde_loads, serde_map, serde_map_of_ints, serde_map_of_lists,
        serde_map_of_pairs, serde_map_of_suits, serde_meters, serde_names, serde_nested, serde_number, serde_option,
        serde_pair, serde_person, serde_picky, serde_set, serde_shape, serde_strict, serde_suit, serde_text,
        serde_tree, serde_tuple, serde_u64, serde_u128, serde_unit, serde_untagged, serde_value, serde_wrong,
    };
    #[hpy_export]
    use crate::callers::{Forsaken, look_at_forsaken};
    #[hpy_export]
    use crate::calls::{
        call_dict, call_forwarded, call_interned, call_keywords, call_many, call_method, call_method_keywords,
        call_method_with, call_no_keywords, call_one, call_only_keywords, call_or_else, call_same_keyword_twice,
        call_tuple, call_with_failing_argument, call_without, is_callable, method_forwarded,
    };
    #[hpy_export]
    use crate::catching::{
        caught, cause_of, described_error, fail_because, matching, raise_anything, raise_from, raise_value,
        report_unraisable, shown, value_of, value_of_new, value_then_return,
    };
    #[hpy_export]
    use crate::chronology::{
        back, beyond, in_greenwich, later, later_that_day, later_there, next_day, same_offset, same_place, same_utc,
        time_there,
    };
    #[hpy_export]
    use crate::code::{evaluate, execute, module_from_code};
    #[hpy_export]
    use crate::compare::{
        compare_all, equals, equals_seven, equals_text, hash_of, is_none, is_same, is_truthy, largest, less, ordering,
        rich_compare,
    };
    #[hpy_export]
    use crate::containers::{
        dict_clear, dict_copy, dict_get, dict_items, dict_keys, dict_of_pairs, dict_pairs, dict_update, dict_values,
        empty_ones, failing_item, list_append, list_arranged, list_from_iterator, list_get, list_insert, list_of_liar,
        list_of_range, list_to_tuple, tree, tuple_get, tuple_of_range, tuple_to_list,
    };
    #[hpy_export]
    use crate::conversions::{
        as_array, as_bool, as_btree_set, as_bytes, as_char, as_cow, as_cow_bytes, as_f32, as_f64, as_hash_set, as_i8,
        as_i16, as_i32, as_i64, as_i128, as_isize, as_option, as_option_string, as_str, as_string, as_u8, as_u16,
        as_u32, as_u64, as_u128, as_usize, code_point, extract, nested_result, outgoing, outgoing_references,
        three_numbers, utf8_length, warmer, warmest,
    };
    #[hpy_export]
    use crate::conversions_of_std::{
        as_duration, as_ip, as_ipv4, as_ipv6, as_nonzero_i128, as_nonzero_u8, as_os_string, as_path, as_system_time,
        before_epoch, duration,
    };
    #[hpy_export]
    use crate::coroutine_awaiting::{await_both, await_calls, await_error, await_object, await_on_a_thread, give_up};
    #[hpy_export]
    use crate::coroutine_cancelling::{
        cancel_handle_of_nothing, cancelled_often, end_by_what_is_thrown, pause_until_cancelled, thread_or_cancelled,
        wait_with_handle, wait_without_handle,
    };
    #[hpy_export]
    use crate::coroutine_methods::{Countable, Meter, PairedMeter, Tank};
    #[hpy_export]
    use crate::coroutines::{
        Downwards, Promise, call_and_tell_later, call_in_future, detach_in_future, dropped_futures, fail_in_future,
        nothing_at_all, panic_in_future, pause_often, raise_later, ready, two_coroutines, wait_for_a_thread,
        wait_for_a_thread_with_a_lock, wait_for_ever, wait_for_threads, wait_to_be_woken, wake_kept,
    };
    #[hpy_export]
    use crate::crates_of_collections::{
        as_brown_map, as_brown_set, as_either, as_either_of_lists, as_index_map, as_shared_bytes, as_small_bytes,
        as_small_vec, is_inline, reversed_map, side_of,
    };
    #[hpy_export]
    use crate::crates_of_numbers::{
        as_big_int, as_big_uint, as_complex, as_complex_f32, as_decimal, as_non_nil_uuid, as_not_nan, as_not_nan_f32,
        as_ordered_float, as_ordered_float_f32, as_uuid, big_int_of, big_int_text, complex_parts, decimal_parts,
        uuid_of, uuid_text,
    };
    #[hpy_export]
    use crate::crates_of_times::of_jiff::{
        as_jiff_date, as_jiff_datetime, as_jiff_duration, as_jiff_offset, as_jiff_time, as_jiff_timestamp,
        as_jiff_week_date, as_jiff_zone, as_jiff_zoned, jiff_duration, jiff_moment, jiff_new_year, jiff_span_text,
        jiff_zoned_text,
    };
    #[hpy_export]
    use crate::crates_of_times::of_time::{
        as_time_date, as_time_datetime, as_time_duration, as_time_offset, as_time_offset_datetime, as_time_time,
        as_time_utc_datetime, time_duration, time_new_year,
    };
    #[hpy_export]
    use crate::datetimes::{
        date_parts, datetime_parts, delta_parts, fixed_zone, new_date, new_datetime, new_delta, new_time, time_parts,
        utc_zone, zone_of_place,
    };
    #[hpy_export]
    use crate::derives::{
        answered, anything_again, count_again, index_text, name_again, options_again, options_text, pair_again,
        person_again, person_text,
    };
    #[hpy_export]
    use crate::errors::{
        drop_errors, drop_errors_held, drop_on_another_thread, fail_by_anyhow, fail_by_eyre, forget_error, hold_two,
        keep_error_of_thread, log_and_return, nest, or_else, propagate, replace_error, retry, return_stashed,
        stash_error, through_another_thread, through_anyhow, through_eyre, value_of_stashed,
    };
    #[hpy_export]
    use crate::exception_arguments::{
        known_of_arguments, raise_of_arguments, raise_of_thread, raise_of_what_calls, take_picky,
    };
    #[hpy_export]
    use crate::exceptions::{
        DegenerateError, DottedError, UndocumentedError, VeryDegenerateError, builtin_exception, builtin_exceptions,
        created_of, is_builtin_exception, raise_builtin, raise_created, raise_io_kind, raise_long, raise_os_error,
        raise_std_error, read_file, through_io_error,
    };
    #[hpy_export]
    use crate::functions::{
        add, answer, borrowed_handle, context_between, context_last, described, fallible, identity, kinds, longer,
        module_and_keyword, module_and_many, module_and_one, module_first, module_name, module_then_context,
        name_in_rust, nothing, optional_handle, optional_list, owned_handle, ping, relay, size, successor, r#type,
        undescribed, weighted, with_context, with_context_and_argument,
    };
    #[hpy_export]
    use crate::globals::{
        append_to_global, get_global, global_debug, interned, interned_attribute, made_once, set_global, unset_global,
    };
    #[hpy_export]
    use crate::handles::{
        Keeper, all_kept, args_views, attribute_of_kept, call_kept, call_method_of_kept, clone_often, debug_texts,
        extract_often, forget_all, forget_at, forget_detached, is_kept_at, keep, keep_again, keep_list, keep_many,
        kept_at, many_kinds, number_kept, references_around_drop, references_while_lent, take_lists, through_py,
    };
    #[hpy_export]
    use crate::hostile::{
        apply, apply_dict, apply_method, apply_tuple, call_none, count_all, count_args, count_map, count_tuple,
        for_each, for_each_in_tuple, for_each_pair, length_of_copy, make_grid, make_list, make_list_with_calls,
        name_of_module, name_of_module_with, protocol, take_bool, take_byte_vec, take_bytes, take_char, take_dict,
        take_exception, take_f32, take_f64, take_i8, take_i16, take_i32, take_i64, take_int_vec, take_isize,
        take_items, take_large, take_list, take_map, take_module, take_nested_vec, take_option, take_pair, take_str,
        take_string, take_string_vec, take_three, take_tree, take_tuple, take_type, take_u8, take_u16, take_u32,
        take_u64, take_usize,
    };
    #[hpy_export]
    use crate::interpreter::{
        CallsAtItsEnd, attach_when_the_thread_is_over, call_and_detach_on_a_thread, call_from_below_and_above,
        call_later, call_on_threads, call_within_a_call, drop_errors_of_threads, fail_after_attaching,
        keep_error_from_within, keep_error_of_a_thread, panic_when_attached, raise_kept_error, tell_error_from_within,
        ways_in,
    };
    #[hpy_export]
    use crate::items::{
        contains, contains_text, del_item, get_by_int, get_by_pair, get_by_text, get_item, length, set_item,
        set_squares,
    };
    #[hpy_export]
    use crate::iterate::{
        after_error, collect_any, collect_owned_list, collect_owned_tuple, first_of_each, for_dict, for_list,
        for_tuple, from_both_ends, interleave, take_any, total,
    };
    #[hpy_export]
    use crate::kinds::kind_of;
    #[hpy_export]
    use crate::leaks::{leak_argument, leak_below, leak_list, leak_nothing};
    #[hpy_export]
    use crate::lending::{
        CallsLentAtItsEnd, call_lent, can_attach_lent, count_repeated, error_of_the_end, panic_lent, sorted_by,
    };
    #[hpy_export]
    use crate::memory::{
        bytearray_to_vec, bytes_counting_up, bytes_filled_around, bytes_panicking, copy_to_view, new_bytearray,
        release_view, view_described, view_holds, view_of, view_to_bytes, view_to_list, zeros,
    };
    #[hpy_export]
    use crate::panics::{
        argument_keywords, argument_one_arg, argument_var_args, body_keywords, body_no_args, body_one_arg,
        body_var_args, called_by_drop, dropped_keywords, dropped_one_arg, dropped_var_args, error_keywords,
        error_no_args, error_one_arg, error_var_args, local_keywords, local_no_args, local_one_arg, local_var_args,
        panic_detached, panic_in_builder, panic_on_a_thread, panic_twice, panic_with, panic_with_error,
        panic_with_handles, result_keywords, result_no_args, result_one_arg, result_var_args, silence_panics,
        text_of_panic,
    };
    #[hpy_export]
    use crate::sequences::{
        as_after_nothing, as_blobs, as_byte_vec, as_floats, as_hash_map, as_ints, as_lists, as_map_of_maps, as_matrix,
        as_nothing, as_nothings, as_objects, as_pair, as_pairs, as_single, as_strings, as_tree_map, as_triple,
        as_twelve, as_unsigned_ints,
    };
    #[hpy_export]
    use crate::signatures::{
        args_and_keyword, args_and_kwargs, args_only, defaults, everything, expression_defaults, keyword_default,
        keyword_only, kwargs_in_order, kwargs_map, kwargs_only, kwargs_or_none, kwargs_sorted, literal_defaults, mixed,
        one_default, one_positional, option_defaults, positional, positional_args, positional_default,
        positional_kwargs, required, trailing_comma, two_positional,
    };
    #[hpy_export]
    use crate::smoke::{SmokeError, count_words, smoke_fail, sum_by};
    #[hpy_export]
    use crate::text::{
        ascii_of, awkward_texts, bytes_of, lossy, repeat, repr_of, reversed_bytes, str_of, through_rust, utf8_of,
    };
    #[hpy_export]
    use crate::threads::{
        add_up, alternate, attach_in_a_call, attach_to_call, can_attach, depth, drop_error_detached,
        drop_errors_attached, drop_errors_between, drop_references_on_a_thread, drop_shared, panic_attached,
        return_error_detached, share, sleep_attached, sleep_detached, spin, sum_detached, take_shared,
    };
    #[hpy_export]
    use crate::types::{
        add_to_set, discard_from_set, empty_sets, exactly, indices_of, key_error, names_of_type, new_frozenset,
        new_set, new_slice, parts_of_complex, pick, refusing_class, type_named, type_of_exceptions, typed_set,
    };
    #[hpy_export]
    use crate::warnings::{BluntWarning, warn, warn_by_an_error, warn_of_bluntness};
}

/// Classes for the tests of hpy-rs, in a module of their own.
#[hpy_module]
mod hpy_test_classes {
    #[hpy_export]
    use crate::class_calls::{ByAny, ByName, ByNone, ByOne, Counting, Giving, Named, Scale, Shifted, Silent};
    #[hpy_export]
    use crate::class_constructors::{Bundle, Parcel};
    #[hpy_export]
    use crate::class_enums::{
        Color, Equal, Level, Loud, Plain, Shape, Sign, Tree, Way, level, make_shape, next_color, plain, shape_debug,
        turn,
    };
    #[hpy_export]
    use crate::class_fields::{
        Animal, Dog, Generic, Hidden, Keeper, Kinds, Local, Name, Nearer, Node, Pair, Point, Unit, Wrapped,
        distance_of, dog, get_while_borrowed, hidden, local_sum, mirrored, nearer, node, node_objects, nodes_alive,
        reveal, set_while_borrowed,
    };
    #[hpy_export]
    use crate::class_methods::{Account, Savings, balance_of, empty_account, move_money, poorest};
    #[hpy_export]
    use crate::class_operators::{Number, Reflected, Version};
    #[hpy_export]
    use crate::class_protocols::{
        Adder, AskedContainer, AskedMapping, AskedSequence, Bag, Countdown, Descriptor, Dynamic, Everywhere, Mortal,
        Nothing, Ready, Returning, Row, Ticks, finalized,
    };
    #[hpy_export]
    use crate::class_traps::Shared;
}
