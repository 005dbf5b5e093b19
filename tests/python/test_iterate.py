"""Iteration: over anything, and over containers that change meanwhile."""

import itertools

import hpy_tests
from support import TestCase, skip_on


class Mine(Exception):
    pass


def failing_after(count):
    for number in range(count):
        yield number
    raise Mine(count)


class Anything(TestCase):
    def test_every_kind_of_iterable(self):
        for iterable in ([1, 2], (1, 2), "äö", b"ab", {1: 2}, {3}, range(5), iter([1]), {}.items(), enumerate("ab")):
            expected = list(iterable) if not hasattr(iterable, "__next__") else None
            result = hpy_tests.collect_any(iterable)
            if expected is not None:
                self.assertEqual(result, expected)
        self.assertEqual(hpy_tests.collect_any(enumerate("ab")), [(0, "a"), (1, "b")])
        self.assertEqual(hpy_tests.collect_any(x * x for x in range(5)), [0, 1, 4, 9, 16])
        self.assertEqual(hpy_tests.collect_any([]), [])

    def test_items_are_the_objects_themselves(self):
        items = [object() for _ in range(10)] + [None, StopIteration, NotImplemented]
        for one, other in zip(hpy_tests.collect_any(iter(items)), items):
            self.assertIs(one, other)

    def test_objects_of_python(self):
        class Getitem:
            def __getitem__(self, index):
                if index == 3:
                    raise IndexError
                return index

        class Iterator:
            left = 3

            def __iter__(self):
                return self

            def __next__(self):
                if not self.left:
                    raise StopIteration("value")
                self.left -= 1
                return self.left

        self.assertEqual(hpy_tests.collect_any(Getitem()), [0, 1, 2])
        self.assertEqual(hpy_tests.collect_any(Iterator()), [2, 1, 0])

    def test_what_is_not_iterable(self):
        class Broken:
            def __iter__(self):
                return 5

        class Raising:
            def __iter__(self):
                raise Mine

        for value in (5, None, object(), len, Broken()):
            with self.assertRaises(TypeError):
                hpy_tests.collect_any(value)
        with self.assertRaises(Mine):
            hpy_tests.collect_any(Raising())

    def test_iterators_without_an_end(self):
        self.assertEqual(hpy_tests.take_any(itertools.count(), 5), [0, 1, 2, 3, 4])
        items = itertools.count()
        hpy_tests.take_any(items, 10)
        self.assertEqual(next(items), 10)  # Not one item more than asked for.

    def test_errors_in_the_middle(self):
        for count in (0, 1, 20):
            with self.assertRaises(Mine) as caught:
                hpy_tests.collect_any(failing_after(count))
            self.assertEqual(caught.exception.args, (count,))
        with self.assertRaises(TypeError):
            hpy_tests.total([1, "a"])
        self.assertEqual(hpy_tests.total(range(100)), 4950)

    def test_an_iterator_ends_after_an_error(self):
        self.assertEqual(hpy_tests.after_error(failing_after(3)), (3, "3", True))
        self.assertEqual(hpy_tests.after_error([1, 2]), (2, "", True))

        class Again:
            count = 0

            def __iter__(self):
                return self

            def __next__(self):
                self.count += 1
                if self.count == 2:
                    raise Mine("two")
                return self.count

        again = Again()
        self.assertEqual(hpy_tests.after_error(again), (1, "two", True))
        self.assertEqual(again.count, 2)

    def test_a_class_that_is_no_iterator_any_more(self):
        class Iterator:
            def __iter__(self):
                return self

            def __next__(self):
                del Iterator.__next__
                return 1

        with self.assertRaisesRegex(TypeError, "'Iterator' object is not an iterator"):
            hpy_tests.collect_any(Iterator())

    def test_arguments_from_both_ends(self):
        self.assertEqual(hpy_tests.from_both_ends(), [])
        self.assertEqual(hpy_tests.from_both_ends(1), [1])
        self.assertEqual(hpy_tests.from_both_ends(1, 2, 3, 4), [1, 4, 2, 3])
        self.assertEqual(hpy_tests.from_both_ends(1, 2, 3), [1, 3, 2])

    def test_two_at_once(self):
        self.assertEqual(hpy_tests.interleave("abc", [1, 2, 3]), ["a", 1, "b", 2, "c", 3])
        same = iter(range(4))
        self.assertEqual(hpy_tests.interleave(same, same), [0, 1, 2, 3])


class Containers(TestCase):
    def setUp(self):
        self.seen = []

    def collect(self, *item):
        self.seen.append(item[0] if len(item) == 1 else item)

    def test_a_list(self):
        for items in ([], [1], list(range(1000))):
            self.seen = []
            self.assertEqual(hpy_tests.for_list(items, self.collect), len(items))
            self.assertEqual(self.seen, items)

    def test_a_list_that_changes(self):
        def changing(items, change):
            self.seen = []

            def each(item):
                self.seen.append(item)
                change(items, item)

            return hpy_tests.for_list(items, each), self.seen

        self.assertEqual(changing([1, 2, 3], lambda items, item: items.clear()), (1, [1]))
        self.assertEqual(changing([1, 2, 3, 4], lambda items, item: items.pop()), (2, [1, 2]))
        self.assertEqual(changing([1, 2, 3, 4], lambda items, item: items.remove(item)), (2, [1, 3]))
        grown = changing([1], lambda items, item: items.append(item + 1) if item < 50 else None)
        self.assertEqual(grown, (50, list(range(1, 51))))
        replaced = changing([1, 2, 3], lambda items, item: items.__setitem__(slice(None), "abc") if item == 1 else None)
        self.assertEqual(replaced, (3, [1, "b", "c"]))

    def test_a_list_whose_length_fails(self):
        class Items(list):
            failing = False

            def __len__(self):
                if self.failing:
                    raise Mine
                return super().__len__()

        items = Items([1, 2, 3])

        def each(item):
            items.failing = True

        # Not every interpreter asks the subclass.
        try:
            self.assertEqual(hpy_tests.for_list(items, each), 3)
        except Mine:
            pass
        items.failing = False
        self.assertEqual(hpy_tests.for_list(items, self.collect), 3)

    def test_what_a_length_raises_arrives(self):
        class Lengthless:
            def __len__(self):
                raise Mine

        class Items(Lengthless, list):
            pass

        class Fixed(Lengthless, tuple):
            pass

        self.assert_all_or_mine(lambda: hpy_tests.for_list(Items([1, 2]), self.collect), 2)
        self.assert_all_or_mine(lambda: hpy_tests.for_tuple(Fixed((1, 2)), self.collect), (2, 2))
        self.assert_all_or_mine(lambda: hpy_tests.collect_owned_list(Items([1, 2])), [1, 2])
        self.assert_all_or_mine(lambda: hpy_tests.list_to_tuple(Items([1, 2])), (1, 2))
        self.assert_all_or_mine(lambda: hpy_tests.collect_owned_tuple(Fixed((1, 2))), [1, 2])

    @skip_on("pypy", "its C API makes a struct for as many, and may not survive what is not in it", door="own")
    def test_a_tuple_that_says_of_itself_that_it_has_many(self):
        """More than there is memory for, so that who collects them must not make room for so many."""
        for length in (2**20, 2**40, 2**62):

            class Many(tuple):
                def __len__(self):
                    return length

            for function in (hpy_tests.collect_owned_tuple, hpy_tests.tuple_to_list):
                try:
                    self.assertEqual(function(Many((1, 2))), [1, 2])
                except (IndexError, OverflowError):
                    pass  # Not every interpreter asks the subclass; GraalPy 25 refuses more than 31 bits itself.
        everything = tuple(range(5000))
        self.assertEqual(hpy_tests.collect_owned_tuple(everything), list(everything))

    def assert_all_or_mine(self, call, everything):
        """Whether an interpreter asks the subclass is its own affair."""
        try:
            self.assertEqual(call(), everything)
        except Mine:
            pass

    def test_a_tuple(self):
        for items in ((), (1,), tuple(range(1000))):
            self.seen = []
            self.assertEqual(hpy_tests.for_tuple(items, self.collect), (len(items), len(items)))
            self.assertEqual(self.seen, list(items))

    def test_a_dict(self):
        table = {number: str(number) for number in range(500)}
        self.assertEqual(hpy_tests.for_dict(table, self.collect), 500)
        self.assertEqual(self.seen, list(table.items()))
        self.assertEqual(hpy_tests.for_dict({}, self.collect), 0)

    def test_a_dict_that_changes(self):
        table = dict(a=1, b=2)
        with self.assertRaises(RuntimeError) as caught:
            hpy_tests.for_dict(table, lambda key, value: table.clear())
        self.assertEqual(str(caught.exception), "dictionary changed during iteration")
        table = dict(a=1, b=2)
        hpy_tests.for_dict(table, lambda key, value: table.update(b=5) or self.collect(key, value))
        self.assertEqual(self.seen, [("a", 1), ("b", 5)])

    def test_a_dict_that_grows(self):
        table = dict(a=1, b=2)

        def grow(key, value):
            self.collect(key, value)
            table.update((str(number), number) for number in range(1000))

        # Only where the keys are not listed first does it show.
        try:
            hpy_tests.for_dict(table, grow)
            self.assertEqual(self.seen, [("a", 1), ("b", 2)])
        except RuntimeError as error:
            self.assertEqual(str(error), "dictionary changed during iteration")
            self.assertEqual(self.seen, [("a", 1)])

    def test_a_dict_whose_keys_change(self):
        # Of what was a large dict, so that there is room for many more keys behind these.
        table = {str(number): number for number in range(10000)}
        for number in range(9997):
            del table[str(number)]

        def move(key, value):
            self.collect(key, value)
            table[key] = table.pop(key)

        # It keeps its length: some pairs, each as it was, and an end.
        self.assertLessEqual(hpy_tests.for_dict(table, move), 3)
        self.assertLessEqual(set(self.seen), {("9997", 9997), ("9998", 9998), ("9999", 9999)})

    def test_a_subclass_of_dict(self):
        class Table(dict):
            def __getitem__(self, key):
                return "by " + key

        self.assertEqual(hpy_tests.for_dict(Table(a=1), self.collect), 1)
        self.assertEqual(self.seen, [("a", "by a")])

    def test_keys_that_cannot_be_found_again(self):
        class Key:
            def __hash__(self):
                return 1

            def __eq__(self, other):
                raise Mine("compared")

        key = Key()
        self.assertEqual(hpy_tests.for_dict({key: 5}, self.collect), 1)  # By identity.

    def test_errors_of_the_callback(self):
        def fail(*args):
            raise Mine

        for call, container in (
            (hpy_tests.for_list, [1, 2]),
            (hpy_tests.for_tuple, (1, 2)),
            (hpy_tests.for_dict, {1: 2}),
        ):
            with self.assertRaises(Mine):
                call(container, fail)
            call(container, self.collect)

    def test_iterators_that_are_given_up(self):
        self.assertEqual(hpy_tests.first_of_each([1, 2], (3, 4), {5: 6, 7: 8}), [1, 3, 5])
        self.assertEqual(hpy_tests.first_of_each([], (), {}), [None, None, None])
