//! Values that serde converts.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use hpy_rs::prelude::*;
use hpy_rs::serde::{Deserializer, Serde, Serializer, dump, from_python, load, to_python};
use serde::de::{self, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Deserializer as _, Serialize};
use serde_bytes::ByteBuf;
use serde_json::Value;

use crate::round_trips::round_trips;

#[derive(Deserialize, Serialize)]
pub(crate) struct Person {
    name: String,
    age: u8,
    #[serde(default, rename = "e-mail")]
    email: Option<String>,
    #[serde(default)]
    friends: Vec<Person>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Strict {
    level: i32,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Flat {
    level: i32,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Unit;

#[derive(Deserialize, Serialize)]
pub(crate) struct Meters(f64);

#[derive(Deserialize, Serialize)]
pub(crate) struct Pair(i64, String);

#[derive(Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Suit {
    Hearts,
    Spades,
}

#[derive(Deserialize, Serialize)]
pub(crate) enum Shape {
    Nothing,
    Circle(f64),
    Line(f64, f64),
    Box { width: u32, height: u32 },
}

#[derive(Deserialize, Serialize)]
#[serde(tag = "kind")]
pub(crate) enum Inside {
    Nothing,
    Circle { radius: f64 },
    Person(Person),
}

#[derive(Deserialize, Serialize)]
#[serde(tag = "kind", content = "data")]
pub(crate) enum Beside {
    Nothing,
    Circle(f64),
    Line(f64, f64),
    Box { width: u32, height: u32 },
}

#[derive(Deserialize, Serialize)]
#[serde(untagged)]
pub(crate) enum Untagged {
    Int(i64),
    Float(f64),
    Text(String),
    Point { x: f64, y: f64 },
    Many(Vec<Untagged>),
    Bytes(ByteBuf),
}

/// Of any depth.
#[derive(Deserialize, Serialize)]
pub(crate) struct Tree {
    branches: Vec<Tree>,
}

/// A chain by options.
#[derive(Deserialize, Serialize)]
pub(crate) struct Chain {
    next: Option<Box<Chain>>,
}

round_trips! {
    serde_person: Serde<Person>;
    serde_strict: Serde<Strict>;
    serde_flat: Serde<Flat>;
    serde_unit: Serde<Unit>;
    serde_meters: Serde<Meters>;
    serde_pair: Serde<Pair>;
    serde_suit: Serde<Suit>;
    serde_shape: Serde<Shape>;
    serde_inside: Serde<Inside>;
    serde_beside: Serde<Beside>;
    serde_untagged: Serde<Untagged>;
    serde_tree: Serde<Tree>;
    serde_chain: Serde<Chain>;
    serde_value: Serde<Value>;
    serde_bool: Serde<bool>;
    serde_i8: Serde<i8>;
    serde_i64: Serde<i64>;
    serde_u64: Serde<u64>;
    serde_i128: Serde<i128>;
    serde_u128: Serde<u128>;
    serde_f32: Serde<f32>;
    serde_f64: Serde<f64>;
    serde_char: Serde<char>;
    serde_text: Serde<String>;
    serde_blob: Serde<ByteBuf>;
    serde_byte_list: Serde<Vec<u8>>;
    serde_option: Serde<Option<i64>>;
    serde_tuple: Serde<(i64, Option<String>, bool)>;
    serde_array: Serde<[u16; 3]>;
    serde_set: Serde<BTreeSet<i64>>;
    serde_map: Serde<HashMap<String, Vec<i64>>>;
    serde_map_of_ints: Serde<BTreeMap<i64, char>>;
    serde_map_of_pairs: Serde<BTreeMap<(i64, bool), u8>>;
    serde_map_of_suits: Serde<BTreeMap<Suit, u8>>;
    serde_map_of_lists: Serde<BTreeMap<Vec<i64>, u8>>;
}

/// A struct that is not what Python gave, and several arguments.
#[hpy_function(signature = (person, times = Serde(1)))]
pub(crate) fn serde_birthday(mut person: Serde<Person>, times: Serde<u8>) -> Result<Serde<Person>> {
    person.age = person.age.checked_add(*times).ok_or_else(|| PyOverflowError::new("too old"))?;
    Ok(person)
}

#[hpy_function(signature = (people, /))]
pub(crate) fn serde_names<'ctx>(ctx: Context<'ctx>, people: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    let people: Vec<Person> = from_python(people)?;
    to_python(ctx, &people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>())
}

/// What a field that the type does not know holds is not looked at.
#[hpy_function(signature = (value, /))]
pub(crate) fn serde_ignored(value: Serde<IgnoredAny>) -> bool {
    matches!(value.0, IgnoredAny)
}

/// How many items it is said that there are, and how many come.
#[hpy_function(signature = (value, /))]
pub(crate) fn serde_hints(value: &Handle<'_>) -> Result<(Option<usize>, usize)> {
    struct Hints;
    impl<'de> Visitor<'de> for Hints {
        type Value = (Option<usize>, usize);

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("items")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
            let (hint, mut count) = (items.size_hint(), 0);
            while items.next_element::<IgnoredAny>()?.is_some() {
                count += 1;
            }
            Ok((hint, count))
        }

        fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Self::Value, A::Error> {
            let (hint, mut count) = (pairs.size_hint(), 0);
            while pairs.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
                count += 1;
            }
            Ok((hint, count))
        }
    }
    Deserializer::new(value).deserialize_any(Hints)
}

/// A type that asks for the values of a map before their keys.
#[hpy_function(signature = (value, /))]
pub(crate) fn serde_hasty(value: &Handle<'_>) -> Result<()> {
    struct Hasty;
    impl<'de> Visitor<'de> for Hasty {
        type Value = ();

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a map")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<(), A::Error> {
            pairs.next_value::<IgnoredAny>().map(drop)
        }
    }
    Deserializer::new(value).deserialize_map(Hasty)
}

/// What the `Serialize` of a type can do wrong.
pub(crate) enum Wrong {
    ManyItems,
    FewItems,
    ValueFirst,
    Panic,
    Refusal,
    Endless,
}

impl Serialize for Wrong {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Wrong::ManyItems => serializer.serialize_seq(Some(usize::MAX))?.end(),
            Wrong::FewItems => {
                let mut items = serializer.serialize_seq(Some(0))?;
                for item in 0..3000 {
                    items.serialize_element(&item)?;
                }
                items.end()
            }
            Wrong::ValueFirst => {
                let mut map = serializer.serialize_map(None)?;
                map.serialize_value(&1)?;
                map.end()
            }
            Wrong::Panic => panic!("serialize panicked"),
            Wrong::Refusal => Err(serde::ser::Error::custom("nothing to say")),
            Wrong::Endless => serializer.serialize_some(self),
        }
    }
}

#[hpy_function(signature = (way, /))]
pub(crate) fn serde_wrong(way: &str) -> Result<Serde<Vec<Wrong>>> {
    Ok(Serde(vec![match way {
        "many items" => Wrong::ManyItems,
        "few items" => Wrong::FewItems,
        "value first" => Wrong::ValueFirst,
        "panic" => Wrong::Panic,
        "refusal" => Wrong::Refusal,
        "endless" => Wrong::Endless,
        _ => return Err(PyValueError::new("no such way")),
    }]))
}

/// A list in a list in a list …
#[hpy_function(signature = (depth, /))]
pub(crate) fn serde_nested(ctx: Context<'_>, depth: u32) -> Result<Handle<'_>> {
    struct Nested(u32);
    impl Serialize for Nested {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_seq(self.0.checked_sub(1).map(Nested))
        }
    }
    to_python(ctx, &Nested(depth))
}

/// A type that refuses what it is made of, or panics.
pub(crate) struct Picky(String);

impl<'de> Deserialize<'de> for Picky {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let picky = Picky(String::deserialize(deserializer)?);
        match picky.0.as_str() {
            "good" => Ok(picky),
            "panic" => panic!("deserialize panicked"),
            text => Err(de::Error::custom(format_args!("{text} is not good enough"))),
        }
    }
}

#[hpy_function(signature = (value, /))]
pub(crate) fn serde_picky(value: Serde<HashMap<String, Picky>>) -> usize {
    value.len()
}

/// A type that is made of the same object without end.
#[derive(Deserialize)]
pub(crate) struct Endless(#[expect(dead_code, reason = "there is never one")] Option<Box<Endless>>);

#[hpy_function(signature = (value, /))]
pub(crate) fn serde_endless(value: Serde<Endless>) {
    drop(value);
}

/// A type whose conversion takes much of the stack at each level.
pub(crate) struct Fat(Vec<Fat>);

impl<'de> Deserialize<'de> for Fat {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut room = [0_u8; 16_000];
        std::hint::black_box(&mut room);
        let made = Vec::deserialize(deserializer).map(Fat);
        std::hint::black_box(&mut room);
        made
    }
}

impl Serialize for Fat {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut room = [0_u8; 16_000];
        std::hint::black_box(&mut room);
        let made = serializer.collect_seq(&self.0);
        std::hint::black_box(&mut room);
        made
    }
}

#[hpy_function(signature = (value, /))]
pub(crate) fn serde_fat(value: Serde<Fat>) -> Serde<Fat> {
    value
}

/// The same, of data that serde keeps before it makes a value of them.
#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum Kept {
    Fat(Fat),
}

/// How deep they are nested.
#[hpy_function(signature = (value, /))]
pub(crate) fn serde_kept(value: Serde<Kept>) -> usize {
    let Serde(Kept::Fat(mut level)) = value;
    let mut depth = 1;
    while let Some(inner) = level.0.pop() {
        level = inner;
        depth += 1;
    }
    depth
}

#[hpy_function(signature = (depth, /))]
pub(crate) fn serde_fat_of_rust(depth: u32) -> Serde<Fat> {
    Serde((0..depth).fold(Fat(vec![]), |inner, _| Fat(vec![inner])))
}

#[hpy_function(signature = (object, /))]
pub(crate) fn serde_dumps(object: &Handle<'_>) -> Result<String> {
    let mut text = Vec::new();
    dump(object, &mut serde_json::Serializer::new(&mut text))?;
    Ok(String::from_utf8(text)?)
}

/// By a serializer that makes room for as many items as it is told.
#[hpy_function(signature = (object, /))]
pub(crate) fn serde_dumps_by_value(object: &Handle<'_>) -> Result<String> {
    Ok(dump(object, serde_json::value::Serializer)?.to_string())
}

#[hpy_function(signature = (text, /))]
pub(crate) fn serde_loads<'ctx>(ctx: Context<'ctx>, text: &str) -> Result<Handle<'ctx>> {
    load(ctx, &mut serde_json::Deserializer::from_str(text))
}

/// A copy, item by item.
#[hpy_function(signature = (object, /))]
pub(crate) fn serde_copied<'ctx>(object: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    dump(object, Serializer::new(object.ctx()))
}

/// The same, by the other way.
#[hpy_function(signature = (object, /))]
pub(crate) fn serde_loaded<'ctx>(object: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    load(object.ctx(), Deserializer::new(object))
}

/// A number as `serde_json` tells it with its feature `arbitrary_precision`.
#[derive(Serialize)]
#[serde(rename = "$serde_json::private::Number")]
pub(crate) struct Number {
    #[serde(rename = "$serde_json::private::Number")]
    text: String,
}

#[hpy_function(signature = (text, /))]
pub(crate) fn serde_number(text: String) -> Serde<Vec<Number>> {
    Serde(vec![Number { text }])
}
