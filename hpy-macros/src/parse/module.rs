//! `#[hpy_module]`, and what stands inside of it: `#[hpy_export]`, `#[hpy_init]` and modules.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote;
use syn::token::Paren;
use syn::{Attribute, Item, ItemMod, MacroDelimiter, Meta, MetaList, Path, UseTree, parse_quote};

use super::doc::{parse_conditions, parse_doc};
use super::imports::Imports;
use super::options::take_below;
use crate::attribute::{Options, names};
use crate::diagnostics::{Message, Sink, messages};
use crate::model::{Constant, Export, Init, Module};

/// The options that `#[hpy_module]` has.
const OPTIONS: &[&str] = &[names::NAME, names::SUBMODULE, names::TYPE_STUB, names::CRATE];

/// Options of PyO3's `#[pymodule]` that are none here.
const REFUSED: &[(&str, &Message)] = &[("gil_used", &messages::OPTION_GIL_USED)];

/// Parses the attribute and the module it stands on.
pub(crate) fn parse_module(attribute: TokenStream, item: TokenStream, sink: &mut Sink) -> Option<Module> {
    let (attribute, item) = take_below(attribute, item, names::HPY_MODULE, sink);
    let options = Options::parse_refusing(names::HPY_MODULE, OPTIONS, REFUSED, attribute, sink);
    let Ok(mut item) = syn::parse2::<ItemMod>(item) else {
        sink.report(messages::NOT_A_MODULE.at(Span::call_site(), &[]));
        return None;
    };
    let Some((_, content)) = item.content.as_mut() else {
        sink.report(messages::MODULE_IN_FILE.on(&item, &[&item.ident]));
        return None;
    };
    let content = std::mem::take(content);
    let mut module = Module {
        name: options.string(names::NAME, sink),
        type_stub: options.string(names::TYPE_STUB, sink),
        crate_path: options.crate_path(sink),
        is_submodule: options.flag(names::SUBMODULE, sink).is_some(),
        doc: parse_doc(&item.attrs),
        item,
        exports: Vec::new(),
        constants: Vec::new(),
        inits: Vec::new(),
    };
    let crate_option = options.is_given(names::CRATE).then(|| module.crate_path.clone());
    let imports = Imports::of(&content);
    let mut reader = Reader { module: &mut module, crate_option, imports, sink };
    let content = content.into_iter().map(|item| reader.item(item)).collect();
    if let Some((_, items)) = module.item.content.as_mut() {
        *items = content;
    }
    Some(module)
}

/// Takes our attributes off the items of a module and notes what they say.
struct Reader<'m> {
    module: &'m mut Module,
    /// The option `crate`, which items inside inherit.
    crate_option: Option<TokenStream>,
    imports: Imports,
    sink: &'m mut Sink,
}

impl Reader<'_> {
    fn item(&mut self, mut item: Item) -> Item {
        let Some(attributes) = attributes_of(&mut item) else { return item };
        let export = take(attributes, names::HPY_EXPORT);
        let init = take(attributes, names::HPY_INIT);
        let conditions = parse_conditions(attributes);
        for attribute in export.iter().chain(&init) {
            self.reject_options(attribute);
        }
        self.pass_options(&mut item);
        match (&mut item, export, init) {
            (_, None, None) => {}
            (Item::Use(import), Some(_), None) => self.exports(&import.tree, &conditions),
            (Item::Const(constant), Some(_), None) => {
                constant
                    .attrs
                    .push(parse_quote!(#[allow(non_upper_case_globals, reason = "it is the name in Python")]));
                let (name, ty) = (constant.ident.clone(), (*constant.ty).clone());
                self.module.constants.push(Constant { name, ty, conditions });
            }
            (_, Some(attribute), _) => self.sink.report(messages::EXPORT_ITEM.on(attribute, &[])),
            (Item::Fn(function), None, Some(_)) => {
                self.module.inits.push(Init { head: function.sig.clone(), conditions });
            }
            (_, None, Some(attribute)) => self.sink.report(messages::INIT_SIGNATURE.on(attribute, &[])),
        }
        item
    }

    fn reject_options(&mut self, attribute: &Attribute) {
        if !matches!(attribute.meta, Meta::Path(_)) {
            let name = last_name(attribute.path());
            self.sink.report(messages::NO_OPTIONS.on(attribute, &[&name]));
        }
    }

    /// Notes the names of a `use`.
    fn exports(&mut self, tree: &UseTree, conditions: &[Attribute]) {
        match tree {
            UseTree::Path(path) => self.exports(&path.tree, conditions),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.exports(tree, conditions)),
            UseTree::Name(name) if name.ident != "self" => {
                self.module.exports.push(Export { name: name.ident.clone(), conditions: conditions.to_vec() });
            }
            UseTree::Name(_) | UseTree::Glob(_) => self.sink.report(messages::EXPORT_GLOB.on(tree, &[])),
            UseTree::Rename(rename) => self.sink.report(messages::EXPORT_RENAMED.on(rename, &[&rename.rename])),
        }
    }

    /// Tells inner `#[hpy_module]`s that they are submodules, and all inner items of ours the `crate` option.
    fn pass_options(&mut self, item: &mut Item) {
        let (name, is_module) = match item {
            Item::Mod(_) => (names::HPY_MODULE, true),
            Item::Fn(_) => (names::HPY_FUNCTION, false),
            Item::Struct(_) | Item::Enum(_) => (names::HPY_TYPE, false),
            Item::Impl(_) => (names::HPY_METHODS, false),
            _ => return,
        };
        let Some(attributes) = attributes_of(item) else { return };
        for attribute in attributes.iter_mut().filter(|attribute| last_name(attribute.path()) == name) {
            let mut given = match &attribute.meta {
                Meta::List(list) => list.tokens.clone(),
                Meta::Path(_) | Meta::NameValue(_) => TokenStream::new(),
            };
            if is_module {
                given = with_option(given, names::SUBMODULE, &quote!(submodule));
            }
            if let Some(crate_path) = &self.crate_option {
                given = with_option(given, names::CRATE, &quote!(crate = #crate_path));
            }
            let mut path = attribute.path().clone();
            if path.is_ident(name) && !self.imports.may_have(name) {
                self.sink.report(messages::NOT_IMPORTED.on(&path, &[&name]));
                let crate_path = &self.module.crate_path;
                path = parse_quote!(#crate_path::#path); // The compiler need not say so, too.
            }
            let delimiter = MacroDelimiter::Paren(Paren::default());
            attribute.meta = Meta::List(MetaList { path, delimiter, tokens: given });
        }
    }
}

/// `options` with `option`, which is about `key`, unless that is there already.
fn with_option(options: TokenStream, key: &str, option: &TokenStream) -> TokenStream {
    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
    let tokens: Vec<_> = options.clone().into_iter().collect();
    let is_key = |part: &[TokenTree]| matches!(part.first(), Some(TokenTree::Ident(name)) if name == key);
    if tokens.split(is_comma).any(is_key) {
        options
    } else if tokens.last().is_none_or(is_comma) {
        quote!(#options #option)
    } else {
        quote!(#options, #option)
    }
}

/// Takes the attribute named `name` away.
fn take(attributes: &mut Vec<Attribute>, name: &str) -> Option<Attribute> {
    let index = attributes.iter().position(|attribute| last_name(attribute.path()) == name)?;
    Some(attributes.remove(index))
}

/// The last name of an attribute's path: attributes are also written `#[hpy_rs::hpy_export]`.
fn last_name(path: &Path) -> String {
    path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}

fn attributes_of(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    match item {
        Item::Const(item) => Some(&mut item.attrs),
        Item::Enum(item) => Some(&mut item.attrs),
        Item::ExternCrate(item) => Some(&mut item.attrs),
        Item::Fn(item) => Some(&mut item.attrs),
        Item::ForeignMod(item) => Some(&mut item.attrs),
        Item::Impl(item) => Some(&mut item.attrs),
        Item::Macro(item) => Some(&mut item.attrs),
        Item::Mod(item) => Some(&mut item.attrs),
        Item::Static(item) => Some(&mut item.attrs),
        Item::Struct(item) => Some(&mut item.attrs),
        Item::Trait(item) => Some(&mut item.attrs),
        Item::TraitAlias(item) => Some(&mut item.attrs),
        Item::Type(item) => Some(&mut item.attrs),
        Item::Union(item) => Some(&mut item.attrs),
        Item::Use(item) => Some(&mut item.attrs),
        _ => None,
    }
}
