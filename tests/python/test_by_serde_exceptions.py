"""What the objects raise that serde reads, and panics of its types."""

import hpy_tests as m
from by_serde import Interrupting, Record, Row, Serde


class Exceptions(Serde):
    """What Python raises comes out as it is."""

    def raised(self, function, value, error):
        with self.subTest(function=function.__name__, value=type(value).__name__):
            with self.assertRaises(type(error)) as caught:
                function(value)
            self.assertIs(caught.exception, error)

    def test_of_containers(self):
        for error in (KeyboardInterrupt("stop"), ValueError("no"), TypeError("no"), KeyError("no"), SystemExit(3)):
            for function in (m.serde_person, m.serde_map, m.serde_shape, m.serde_value, m.serde_inside, m.serde_dumps, m.serde_copied):
                self.raised(function, Interrupting(error), error)
            for function in (m.serde_value, m.serde_flat, m.serde_inside, m.serde_untagged, m.serde_dumps, m.serde_loaded):
                self.raised(function, {"kind": "Circle", "level": 1, "radius": Interrupting(error)}, error)

    def test_of_items(self):
        error = KeyboardInterrupt("stop")

        class Halting(Record):
            def __getitem__(self, key):
                if key == "age":
                    raise error
                return super().__getitem__(key)

        class Ending(Row):
            def __getitem__(self, index):
                if index == 1:
                    raise error
                return super().__getitem__(index)

        for function in (m.serde_person, m.serde_value, m.serde_dumps):
            self.raised(function, Halting(name="Ada", age=5), error)
        for function in (m.serde_set, m.serde_value, m.serde_dumps):
            self.raised(function, Ending(1, 2, 3), error)

    def test_of_numbers(self):
        error = KeyboardInterrupt("stop")

        class Index:
            def __index__(self):
                raise error

        self.raised(m.serde_i64, Index(), error)
        self.raised(m.serde_value, [Index()], error)
        self.raised(m.serde_dumps, [Index()], error)

    def test_of_what_looks_for_methods(self):
        error = KeyboardInterrupt("stop")

        class Meta(type):
            def __getattribute__(cls, name):
                if name in ("keys", "__getitem__", "__index__"):
                    raise error
                return super().__getattribute__(name)

        thing = Meta("Thing", (), {})()
        for function in (m.serde_person, m.serde_set, m.serde_value, m.serde_dumps):
            self.raised(function, thing, error)

    def test_of_a_dict_that_changes(self):
        class Growing(Row):
            def __getitem__(self, index):
                if index == 0:
                    people["new"] = []
                return super().__getitem__(index)

        people = {"a": Growing(1), "b": [2]}
        try:
            self.assertEqual(m.serde_map(people)["b"], [2])
        except RuntimeError as error:
            self.assertEqual(str(error), "dictionary changed during iteration")

    def test_panics(self):
        m.silence_panics(True)
        try:
            for function, argument, text in ((m.serde_picky, {"a": "panic"}, "deserialize panicked"), (m.serde_wrong, "panic", "serialize panicked")):
                with self.assertRaises(BaseException) as caught:
                    function(argument)
                self.assertEqual(type(caught.exception).__name__, "PanicException")
                self.assertEqual(str(caught.exception), text)
        finally:
            m.silence_panics(False)
