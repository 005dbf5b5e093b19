/* The micro suite on HPy 0.9, written in C by hand: what hpy-rs is measured against. */
#include <stdlib.h>
#include "hpy.h"

static HPyGlobal name_attr, counter_type;

static HPy
type_error(HPyContext *ctx, const char *message)
{
    HPyErr_SetString(ctx, ctx->h_TypeError, message);
    return HPy_NULL;
}

static int
check_count(HPyContext *ctx, const char *function, size_t passed, size_t wanted)
{
    if (passed == wanted) {
        return 0;
    }
    HPyErr_Format(ctx, ctx->h_TypeError, "%s expected %zd arguments, got %zd", function, wanted, passed);
    return -1;
}

HPyDef_METH(noargs, "noargs", HPyFunc_NOARGS)
static HPy
noargs_impl(HPyContext *ctx, HPy module)
{
    return HPy_Dup(ctx, ctx->h_None);
}

HPyDef_METH(onearg, "onearg", HPyFunc_O)
static HPy
onearg_impl(HPyContext *ctx, HPy module, HPy a)
{
    return HPy_Dup(ctx, ctx->h_None);
}

HPyDef_METH(identity, "identity", HPyFunc_O)
static HPy
identity_impl(HPyContext *ctx, HPy module, HPy a)
{
    return HPy_Dup(ctx, a);
}

HPyDef_METH(twoargs, "twoargs", HPyFunc_VARARGS)
static HPy
twoargs_impl(HPyContext *ctx, HPy module, const HPy *args, size_t passed)
{
    if (check_count(ctx, "twoargs", passed, 2)) {
        return HPy_NULL;
    }
    return HPy_Dup(ctx, ctx->h_None);
}

HPyDef_METH(varargs, "varargs", HPyFunc_VARARGS)
static HPy
varargs_impl(HPyContext *ctx, HPy module, const HPy *args, size_t passed)
{
    return HPyLong_FromSize_t(ctx, passed);
}

/* Keywords as HPy's library parses them. */
HPyDef_METH(kwargs, "kwargs", HPyFunc_KEYWORDS)
static HPy
kwargs_impl(HPyContext *ctx, HPy module, const HPy *args, size_t passed, HPy keywords)
{
    static const char *names[] = {"a", "b", "c", NULL};
    HPyTracker tracker;
    HPy a, b = HPy_NULL, c = HPy_NULL;
    if (!HPyArg_ParseKeywords(ctx, &tracker, args, passed, keywords, "O|OO", names, &a, &b, &c)) {
        return HPy_NULL;
    }
    HPyTracker_Close(ctx, tracker);
    return HPy_Dup(ctx, ctx->h_None);
}

HPyDef_METH(add_ints, "add_ints", HPyFunc_VARARGS)
static HPy
add_ints_impl(HPyContext *ctx, HPy module, const HPy *args, size_t passed)
{
    if (check_count(ctx, "add_ints", passed, 2)) {
        return HPy_NULL;
    }
    long x = HPyLong_AsLong(ctx, args[0]);
    if (x == -1 && HPyErr_Occurred(ctx)) {
        return HPy_NULL;
    }
    long y = HPyLong_AsLong(ctx, args[1]);
    if (y == -1 && HPyErr_Occurred(ctx)) {
        return HPy_NULL;
    }
    return HPyLong_FromLong(ctx, (long)((unsigned long)x + (unsigned long)y));
}

HPyDef_METH(add_floats, "add_floats", HPyFunc_VARARGS)
static HPy
add_floats_impl(HPyContext *ctx, HPy module, const HPy *args, size_t passed)
{
    if (check_count(ctx, "add_floats", passed, 2)) {
        return HPy_NULL;
    }
    double x = HPyFloat_AsDouble(ctx, args[0]);
    if (x == -1.0 && HPyErr_Occurred(ctx)) {
        return HPy_NULL;
    }
    double y = HPyFloat_AsDouble(ctx, args[1]);
    if (y == -1.0 && HPyErr_Occurred(ctx)) {
        return HPy_NULL;
    }
    return HPyFloat_FromDouble(ctx, x + y);
}

HPyDef_METH(str_len, "str_len", HPyFunc_O)
static HPy
str_len_impl(HPyContext *ctx, HPy module, HPy text)
{
    HPy_ssize_t length;
    if (!HPyUnicode_AsUTF8AndSize(ctx, text, &length)) {
        return HPy_NULL;
    }
    return HPyLong_FromSsize_t(ctx, length);
}

/* HPy 0.9 makes no str of known length from UTF-8: the data must end with a NUL, as it does here. */
HPyDef_METH(echo_str, "echo_str", HPyFunc_O)
static HPy
echo_str_impl(HPyContext *ctx, HPy module, HPy text)
{
    HPy_ssize_t length;
    const char *start = HPyUnicode_AsUTF8AndSize(ctx, text, &length);
    if (!start) {
        return HPy_NULL;
    }
    return HPyUnicode_FromString(ctx, start);
}

HPyDef_METH(echo_bytes, "echo_bytes", HPyFunc_O)
static HPy
echo_bytes_impl(HPyContext *ctx, HPy module, HPy bytes)
{
    if (!HPyBytes_Check(ctx, bytes)) {
        return type_error(ctx, "bytes expected");
    }
    return HPyBytes_FromStringAndSize(ctx, HPyBytes_AS_STRING(ctx, bytes), HPyBytes_GET_SIZE(ctx, bytes));
}

HPyDef_METH(sum_list, "sum_list", HPyFunc_O)
static HPy
sum_list_impl(HPyContext *ctx, HPy module, HPy list)
{
    if (!HPyList_Check(ctx, list)) {
        return type_error(ctx, "list expected");
    }
    HPy_ssize_t n = HPy_Length(ctx, list);
    long sum = 0;
    for (HPy_ssize_t i = 0; i < n; i++) {
        HPy item = HPy_GetItem_i(ctx, list, i);
        if (HPy_IsNull(item)) {
            return HPy_NULL;
        }
        long value = HPyLong_AsLong(ctx, item);
        HPy_Close(ctx, item);
        if (value == -1 && HPyErr_Occurred(ctx)) {
            return HPy_NULL;
        }
        sum += value;
    }
    return HPyLong_FromLong(ctx, sum);
}

/* As sum_list, by way of an array. */
HPyDef_METH(sum_vec, "sum_vec", HPyFunc_O)
static HPy
sum_vec_impl(HPyContext *ctx, HPy module, HPy list)
{
    HPy_ssize_t n = HPyList_Check(ctx, list) ? HPy_Length(ctx, list) : 0, i = 0;
    long *items = malloc((n + 1) * sizeof(long)), sum = 0;
    for (; i < n; i++) {
        HPy item = HPy_GetItem_i(ctx, list, i);
        items[i] = HPyLong_AsLong(ctx, item);
        HPy_Close(ctx, item);
    }
    while (i) {
        sum += items[--i];
    }
    free(items);
    return HPyErr_Occurred(ctx) ? HPy_NULL : HPyLong_FromLong(ctx, sum);
}

HPyDef_METH(make_list, "make_list", HPyFunc_O)
static HPy
make_list_impl(HPyContext *ctx, HPy module, HPy count)
{
    HPy_ssize_t n = HPyLong_AsSsize_t(ctx, count);
    if (n == -1 && HPyErr_Occurred(ctx)) {
        return HPy_NULL;
    }
    HPyListBuilder builder = HPyListBuilder_New(ctx, n);
    for (HPy_ssize_t i = 0; i < n; i++) {
        HPy item = HPyLong_FromSsize_t(ctx, i);
        if (HPy_IsNull(item)) {
            HPyListBuilder_Cancel(ctx, builder);
            return HPy_NULL;
        }
        HPyListBuilder_Set(ctx, builder, i, item);
        HPy_Close(ctx, item);
    }
    return HPyListBuilder_Build(ctx, builder);
}

HPyDef_METH(make_tuple, "make_tuple", HPyFunc_NOARGS)
static HPy
make_tuple_impl(HPyContext *ctx, HPy module)
{
    HPy a = HPyLong_FromLong(ctx, 2048), b = HPyLong_FromLong(ctx, 2049);
    HPy tuple = HPyTuple_Pack(ctx, 2, a, b);
    HPy_Close(ctx, a);
    HPy_Close(ctx, b);
    return tuple;
}

/* The keys as a list. HPyDict_Keys of PyPy 7.3.19 raises TypeError for every dict. */
static HPy
dict_keys(HPyContext *ctx, HPy dict)
{
    HPy keys = HPyDict_Keys(ctx, dict);
    if (HPy_IsNull(keys)) {
        HPyErr_Clear(ctx);
        keys = HPy_Call(ctx, ctx->h_ListType, &dict, 1, HPy_NULL);
    }
    return keys;
}

/* {str: int} -> the bytes of the keys plus the values; HPy 0.9 cannot step through a dict. */
HPyDef_METH(sum_dict, "sum_dict", HPyFunc_O)
static HPy
sum_dict_impl(HPyContext *ctx, HPy module, HPy dict)
{
    if (!HPyDict_Check(ctx, dict)) {
        return type_error(ctx, "dict expected");
    }
    HPy keys = dict_keys(ctx, dict);
    if (HPy_IsNull(keys)) {
        return HPy_NULL;
    }
    HPy_ssize_t n = HPy_Length(ctx, keys), length;
    long sum = 0;
    for (HPy_ssize_t i = 0; i < n; i++) {
        HPy key = HPy_GetItem_i(ctx, keys, i);
        HPy item = HPy_GetItem(ctx, dict, key);
        if (HPy_IsNull(item)) {
            HPy_Close(ctx, key);
            HPy_Close(ctx, keys);
            return HPy_NULL;
        }
        const char *start = HPyUnicode_AsUTF8AndSize(ctx, key, &length);
        long value = HPyLong_AsLong(ctx, item);
        HPy_Close(ctx, key);
        HPy_Close(ctx, item);
        if (!start || (value == -1 && HPyErr_Occurred(ctx))) {
            HPy_Close(ctx, keys);
            return HPy_NULL;
        }
        sum += length + value;
    }
    HPy_Close(ctx, keys);
    return HPyLong_FromLong(ctx, sum);
}

/* Writes "k" and the digits of `number`, and a NUL. */
static void
write_key(char *key, HPy_ssize_t number)
{
    char reversed[24];
    int digits = 0;
    do {
        reversed[digits++] = '0' + number % 10;
        number /= 10;
    } while (number);
    key[0] = 'k';
    for (int i = 0; i < digits; i++) {
        key[1 + i] = reversed[digits - 1 - i];
    }
    key[digits + 1] = 0;
}

/* {"k0": 0, "k1": 1, ...} */
HPyDef_METH(make_dict, "make_dict", HPyFunc_O)
static HPy
make_dict_impl(HPyContext *ctx, HPy module, HPy count)
{
    HPy_ssize_t n = HPyLong_AsSsize_t(ctx, count);
    if (n == -1 && HPyErr_Occurred(ctx)) {
        return HPy_NULL;
    }
    HPy dict = HPyDict_New(ctx);
    char text[32];
    for (HPy_ssize_t i = 0; i < n; i++) {
        write_key(text, i);
        HPy key = HPyUnicode_FromString(ctx, text), value = HPyLong_FromSsize_t(ctx, i);
        int failed = HPy_SetItem(ctx, dict, key, value);
        HPy_Close(ctx, key);
        HPy_Close(ctx, value);
        if (failed) {
            HPy_Close(ctx, dict);
            return HPy_NULL;
        }
    }
    return dict;
}

HPyDef_METH(get_attr, "get_attr", HPyFunc_O)
static HPy
get_attr_impl(HPyContext *ctx, HPy module, HPy object)
{
    HPy name = HPyGlobal_Load(ctx, name_attr);
    HPy result = HPy_GetAttr(ctx, object, name);
    HPy_Close(ctx, name);
    return result;
}

HPyDef_METH(call_obj, "call_obj", HPyFunc_VARARGS)
static HPy
call_obj_impl(HPyContext *ctx, HPy module, const HPy *args, size_t passed)
{
    if (check_count(ctx, "call_obj", passed, 2)) {
        return HPy_NULL;
    }
    return HPy_Call(ctx, args[0], args + 1, 1, HPy_NULL);
}

HPyDef_METH(raise_value, "raise_value", HPyFunc_NOARGS)
static HPy
raise_value_impl(HPyContext *ctx, HPy module)
{
    HPyErr_SetString(ctx, ctx->h_ValueError, "bad value");
    return HPy_NULL;
}

typedef struct {
    long value;
} Counter;
HPyType_HELPERS(Counter)

HPyDef_SLOT(counter_new, HPy_tp_new)
static HPy
counter_new_impl(HPyContext *ctx, HPy type, const HPy *args, HPy_ssize_t passed, HPy keywords)
{
    static const char *names[] = {"value", NULL};
    long value;
    if (HPy_IsNull(keywords) && passed == 1) {
        value = HPyLong_AsLong(ctx, args[0]);
        if (value == -1 && HPyErr_Occurred(ctx)) {
            return HPy_NULL;
        }
    } else if (!HPyArg_ParseKeywordsDict(ctx, NULL, args, passed, keywords, "l", names, &value)) {
        return HPy_NULL;
    }
    Counter *counter;
    HPy self = HPy_New(ctx, type, &counter);
    if (!HPy_IsNull(self)) {
        counter->value = value;
    }
    return self;
}

HPyDef_METH(counter_incr, "incr", HPyFunc_NOARGS)
static HPy
counter_incr_impl(HPyContext *ctx, HPy self)
{
    Counter_AsStruct(ctx, self)->value++;
    return HPy_Dup(ctx, ctx->h_None);
}

HPyDef_METH(counter_add, "add", HPyFunc_O)
static HPy
counter_add_impl(HPyContext *ctx, HPy self, HPy other)
{
    long value = HPyLong_AsLong(ctx, other);
    if (value == -1 && HPyErr_Occurred(ctx)) {
        return HPy_NULL;
    }
    Counter *counter = Counter_AsStruct(ctx, self);
    counter->value += value;
    return HPyLong_FromLong(ctx, counter->value);
}

HPyDef_GETSET(counter_value, "value")
static HPy
counter_value_get(HPyContext *ctx, HPy self, void *closure)
{
    return HPyLong_FromLong(ctx, Counter_AsStruct(ctx, self)->value);
}

static int
counter_value_set(HPyContext *ctx, HPy self, HPy object, void *closure)
{
    if (HPy_IsNull(object)) {
        HPyErr_SetString(ctx, ctx->h_AttributeError, "cannot delete");
        return -1;
    }
    long value = HPyLong_AsLong(ctx, object);
    if (value == -1 && HPyErr_Occurred(ctx)) {
        return -1;
    }
    Counter_AsStruct(ctx, self)->value = value;
    return 0;
}

HPyDef_SLOT(counter_length, HPy_mp_length)
static HPy_ssize_t
counter_length_impl(HPyContext *ctx, HPy self)
{
    return 42;
}

HPyDef_SLOT(counter_subscript, HPy_mp_subscript)
static HPy
counter_subscript_impl(HPyContext *ctx, HPy self, HPy key)
{
    HPy_ssize_t index = HPyLong_AsSsize_t(ctx, key);
    if (index == -1 && HPyErr_Occurred(ctx)) {
        return HPy_NULL;
    }
    return HPyLong_FromLong(ctx, Counter_AsStruct(ctx, self)->value + index);
}

HPyDef_SLOT(counter_nb_add, HPy_nb_add)
static HPy
counter_nb_add_impl(HPyContext *ctx, HPy a, HPy b)
{
    HPy type = HPyGlobal_Load(ctx, counter_type), sum;
    if (!HPy_TypeCheck(ctx, a, type) || !HPy_TypeCheck(ctx, b, type)) {
        sum = HPy_Dup(ctx, ctx->h_NotImplemented);
    } else {
        Counter *counter;
        sum = HPy_New(ctx, type, &counter);
        if (!HPy_IsNull(sum)) {
            counter->value = Counter_AsStruct(ctx, a)->value + Counter_AsStruct(ctx, b)->value;
        }
    }
    HPy_Close(ctx, type);
    return sum;
}

HPyDef_METH(read_counter, "read_counter", HPyFunc_O)
static HPy
read_counter_impl(HPyContext *ctx, HPy module, HPy object)
{
    HPy type = HPyGlobal_Load(ctx, counter_type);
    int is_counter = HPy_TypeCheck(ctx, object, type);
    HPy_Close(ctx, type);
    if (!is_counter) {
        return type_error(ctx, "Counter expected");
    }
    return HPyLong_FromLong(ctx, Counter_AsStruct(ctx, object)->value);
}

static HPyDef *counter_defines[] = {
    &counter_new, &counter_incr, &counter_add, &counter_value,
    &counter_length, &counter_subscript, &counter_nb_add, NULL,
};

static HPyType_Spec counter_spec = {
    .name = "micro_hpyc.Counter",
    .basicsize = sizeof(Counter),
    .flags = HPy_TPFLAGS_DEFAULT,
    .defines = counter_defines,
};

/* A class whose instances are called. */
HPyDef_SLOT(adder_call, HPy_tp_call)
static HPy
adder_call_impl(HPyContext *ctx, HPy self, const HPy *args, size_t passed, HPy names)
{
    if (!HPy_IsNull(names) && HPy_Length(ctx, names)) {
        return type_error(ctx, "Adder takes no keyword arguments");
    }
    if (check_count(ctx, "Adder", passed, 1)) {
        return HPy_NULL;
    }
    long value = HPyLong_AsLong(ctx, args[0]);
    if (value == -1 && HPyErr_Occurred(ctx)) {
        return HPy_NULL;
    }
    return HPyLong_FromLong(ctx, Counter_AsStruct(ctx, self)->value + value);
}

static HPyDef *adder_defines[] = {&counter_new, &adder_call, NULL};

static HPyType_Spec adder_spec = {
    .name = "micro_hpyc.Adder",
    .basicsize = sizeof(Counter),
    .flags = HPy_TPFLAGS_DEFAULT,
    .defines = adder_defines,
};

HPyDef_SLOT(execute, HPy_mod_exec)
static int
execute_impl(HPyContext *ctx, HPy module)
{
    HPy name = HPyUnicode_FromString(ctx, "attr");
    HPyGlobal_Store(ctx, &name_attr, name);
    HPy_Close(ctx, name);
    HPy type = HPyType_FromSpec(ctx, &counter_spec, NULL);
    if (HPy_IsNull(type)) {
        return -1;
    }
    HPyGlobal_Store(ctx, &counter_type, type);
    int failed = HPy_SetAttr_s(ctx, module, "Counter", type);
    HPy_Close(ctx, type);
    if (failed) {
        return -1;
    }
    type = HPyType_FromSpec(ctx, &adder_spec, NULL);
    failed = HPy_IsNull(type) || HPy_SetAttr_s(ctx, module, "Adder", type);
    HPy_Close(ctx, type);
    return failed ? -1 : 0;
}

static HPyDef *defines[] = {
    &noargs, &onearg, &identity, &twoargs, &varargs, &kwargs,
    &add_ints, &add_floats, &str_len, &echo_str, &echo_bytes, &sum_list, &sum_vec,
    &make_list, &make_tuple, &sum_dict, &make_dict, &get_attr, &call_obj,
    &raise_value, &read_counter, &execute,
    NULL,
};

static HPyGlobal *globals[] = {&name_attr, &counter_type, NULL};

static HPyModuleDef definition = {.doc = "The micro suite", .size = 0, .defines = defines, .globals = globals};
HPy_MODINIT(micro_hpyc, definition)
