/* Those functions of the micro suite in which PyPy's HPy leaves a check to the extension, with the check, and the class
 * with its own: what HPy in C costs if it is to be as safe as hpy-rs. */
#include "hpy.h"
#include <string.h>

static HPyGlobal counter_type;

static HPy
type_error(HPyContext *ctx, const char *message)
{
    HPyErr_SetString(ctx, ctx->h_TypeError, message);
    return HPy_NULL;
}

/* An int: HPyLong_AsLong takes floats too, HPyLong_AsSsize_t does not. */
static int
as_long(HPyContext *ctx, HPy object, long *value)
{
    *value = HPyLong_AsSsize_t(ctx, object);
    return *value != -1 || !HPyErr_Occurred(ctx);
}

/* UTF-8: HPyUnicode_AsUTF8AndSize lets lone surrogates through, 0xed and then 0xa0 to 0xbf. */
static const char *
as_utf8(HPyContext *ctx, HPy text, HPy_ssize_t *length)
{
    const char *start = HPyUnicode_AsUTF8AndSize(ctx, text, length);
    if (!start) {
        return NULL;
    }
    const char *end = start + *length, *found = start;
    while ((found = memchr(found, 0xed, end - found))) {
        if ((unsigned char)found[1] >= 0xa0) {
            HPyErr_SetString(ctx, ctx->h_ValueError, "lone surrogate");
            return NULL;
        }
        found++;
    }
    return start;
}

/* A str of known length: HPyUnicode_FromString wants a NUL at the end, and stops at one before. */
static HPy
new_str(HPyContext *ctx, const char *start, HPy_ssize_t length)
{
    char copy[256];
    if (length >= (HPy_ssize_t)sizeof(copy)) {
        HPyErr_SetString(ctx, ctx->h_ValueError, "too long for this suite");
        return HPy_NULL;
    }
    memcpy(copy, start, length);
    copy[length] = 0;
    if (memchr(start, 0, length)) {
        HPyErr_SetString(ctx, ctx->h_ValueError, "a NUL within");
        return HPy_NULL;
    }
    return HPyUnicode_FromString(ctx, copy);
}

HPyDef_METH(add_ints, "add_ints", HPyFunc_VARARGS)
static HPy
add_ints_impl(HPyContext *ctx, HPy module, const HPy *args, size_t passed)
{
    long x, y;
    if (passed != 2) {
        return type_error(ctx, "add_ints expected 2 arguments");
    }
    if (!as_long(ctx, args[0], &x) || !as_long(ctx, args[1], &y)) {
        return HPy_NULL;
    }
    return HPyLong_FromLong(ctx, (long)((unsigned long)x + (unsigned long)y));
}

HPyDef_METH(str_len, "str_len", HPyFunc_O)
static HPy
str_len_impl(HPyContext *ctx, HPy module, HPy text)
{
    HPy_ssize_t length;
    return as_utf8(ctx, text, &length) ? HPyLong_FromSsize_t(ctx, length) : HPy_NULL;
}

HPyDef_METH(echo_str, "echo_str", HPyFunc_O)
static HPy
echo_str_impl(HPyContext *ctx, HPy module, HPy text)
{
    HPy_ssize_t length;
    const char *start = as_utf8(ctx, text, &length);
    return start ? new_str(ctx, start, length) : HPy_NULL;
}

/* HPyBytes_GET_SIZE asks the `__len__` of a subclass, which may lie. */
HPyDef_METH(echo_bytes, "echo_bytes", HPyFunc_O)
static HPy
echo_bytes_impl(HPyContext *ctx, HPy module, HPy bytes)
{
    if (!HPyBytes_Check(ctx, bytes)) {
        return type_error(ctx, "bytes expected");
    }
    HPy type = HPy_Type(ctx, bytes);
    int is_bytes = HPy_Is(ctx, type, ctx->h_BytesType);
    HPy_Close(ctx, type);
    if (!is_bytes) {
        return type_error(ctx, "no subclass of bytes expected");
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
    long sum = 0, value;
    for (HPy_ssize_t i = 0; i < n; i++) {
        HPy item = HPy_GetItem_i(ctx, list, i);
        if (HPy_IsNull(item)) {
            return HPy_NULL;
        }
        int is_int = as_long(ctx, item, &value);
        HPy_Close(ctx, item);
        if (!is_int) {
            return HPy_NULL;
        }
        sum += value;
    }
    return HPyLong_FromLong(ctx, sum);
}

/* Writes "k" and the digits of `number`; gives the length. */
static HPy_ssize_t
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
    return digits + 1;
}

HPyDef_METH(make_dict, "make_dict", HPyFunc_O)
static HPy
make_dict_impl(HPyContext *ctx, HPy module, HPy count)
{
    long n;
    if (!as_long(ctx, count, &n)) {
        return HPy_NULL;
    }
    HPy dict = HPyDict_New(ctx);
    char text[32];
    for (long i = 0; i < n; i++) {
        HPy_ssize_t length = write_key(text, i);
        HPy key = new_str(ctx, text, length), value = HPyLong_FromLong(ctx, i);
        int failed = HPy_IsNull(key) || HPy_IsNull(value) || HPy_SetItem(ctx, dict, key, value);
        HPy_Close(ctx, key);
        HPy_Close(ctx, value);
        if (failed) {
            HPy_Close(ctx, dict);
            return HPy_NULL;
        }
    }
    return dict;
}

/* The class: PyPy calls methods and slots with a self of any type. */
typedef struct {
    long value;
} Counter;
HPyType_HELPERS(Counter)

/* The struct of a Counter, NULL with an exception set for anything else. */
static Counter *
as_counter(HPyContext *ctx, HPy object)
{
    HPy type = HPyGlobal_Load(ctx, counter_type);
    int is_counter = HPy_TypeCheck(ctx, object, type);
    HPy_Close(ctx, type);
    if (!is_counter) {
        type_error(ctx, "Counter expected");
        return NULL;
    }
    return Counter_AsStruct(ctx, object);
}

HPyDef_SLOT(counter_new, HPy_tp_new)
static HPy
counter_new_impl(HPyContext *ctx, HPy type, const HPy *args, HPy_ssize_t passed, HPy keywords)
{
    long value;
    if (!HPy_IsNull(keywords) || passed != 1) {
        return type_error(ctx, "Counter expected 1 argument");
    }
    if (!as_long(ctx, args[0], &value)) {
        return HPy_NULL;
    }
    HPy own = HPyGlobal_Load(ctx, counter_type);
    int is_own = HPy_Is(ctx, type, own);
    HPy_Close(ctx, own);
    if (!is_own) {
        return type_error(ctx, "Counter has no subclasses");
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
    Counter *counter = as_counter(ctx, self);
    if (!counter) {
        return HPy_NULL;
    }
    counter->value++;
    return HPy_Dup(ctx, ctx->h_None);
}

HPyDef_METH(counter_add, "add", HPyFunc_O)
static HPy
counter_add_impl(HPyContext *ctx, HPy self, HPy other)
{
    long value;
    Counter *counter = as_counter(ctx, self);
    if (!counter || !as_long(ctx, other, &value)) {
        return HPy_NULL;
    }
    counter->value += value;
    return HPyLong_FromLong(ctx, counter->value);
}

HPyDef_METH(counter_get_value, "_get_value", HPyFunc_NOARGS)
static HPy
counter_get_value_impl(HPyContext *ctx, HPy self)
{
    Counter *counter = as_counter(ctx, self);
    return counter ? HPyLong_FromLong(ctx, counter->value) : HPy_NULL;
}

HPyDef_METH(counter_set_value, "_set_value", HPyFunc_O)
static HPy
counter_set_value_impl(HPyContext *ctx, HPy self, HPy object)
{
    long value;
    Counter *counter = as_counter(ctx, self);
    if (!counter || !as_long(ctx, object, &value)) {
        return HPy_NULL;
    }
    counter->value = value;
    return HPy_Dup(ctx, ctx->h_None);
}

HPyDef_SLOT(counter_length, HPy_mp_length)
static HPy_ssize_t
counter_length_impl(HPyContext *ctx, HPy self)
{
    return as_counter(ctx, self) ? 42 : -1;
}

HPyDef_SLOT(counter_subscript, HPy_mp_subscript)
static HPy
counter_subscript_impl(HPyContext *ctx, HPy self, HPy key)
{
    long index;
    Counter *counter = as_counter(ctx, self);
    if (!counter || !as_long(ctx, key, &index)) {
        return HPy_NULL;
    }
    return HPyLong_FromLong(ctx, counter->value + index);
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
    Counter *counter = as_counter(ctx, object);
    return counter ? HPyLong_FromLong(ctx, counter->value) : HPy_NULL;
}

static HPyDef *counter_defines[] = {
    &counter_new, &counter_incr, &counter_add, &counter_get_value, &counter_set_value,
    &counter_length, &counter_subscript, &counter_nb_add, NULL,
};

static HPyType_Spec counter_spec = {
    .name = "micro_checked.Counter",
    .basicsize = sizeof(Counter),
    .flags = HPy_TPFLAGS_DEFAULT,
    .defines = counter_defines,
};

/* A property over two methods: PyPy's own lose errors, or get handles that are none. */
static int
add_property(HPyContext *ctx, HPy type)
{
    HPy builtins = HPyImport_ImportModule(ctx, "builtins");
    HPy class = HPyErr_Occurred(ctx) ? HPy_NULL : HPy_GetAttr_s(ctx, builtins, "property");
    HPy methods[] = {HPy_GetAttr_s(ctx, type, "_get_value"), HPy_GetAttr_s(ctx, type, "_set_value")};
    HPy property = HPy_Call(ctx, class, methods, 2, HPy_NULL);
    int failed = HPy_IsNull(property) || HPy_SetAttr_s(ctx, type, "value", property);
    HPy_Close(ctx, property);
    HPy_Close(ctx, methods[0]);
    HPy_Close(ctx, methods[1]);
    HPy_Close(ctx, class);
    HPy_Close(ctx, builtins);
    return failed;
}

HPyDef_SLOT(execute, HPy_mod_exec)
static int
execute_impl(HPyContext *ctx, HPy module)
{
    HPy type = HPyType_FromSpec(ctx, &counter_spec, NULL);
    if (HPy_IsNull(type)) {
        return -1;
    }
    HPyGlobal_Store(ctx, &counter_type, type);
    int failed = add_property(ctx, type) || HPy_SetAttr_s(ctx, module, "Counter", type);
    HPy_Close(ctx, type);
    return failed;
}

static HPyDef *defines[] = {
    &add_ints, &str_len, &echo_str, &echo_bytes, &sum_list, &make_dict, &read_counter, &execute, NULL,
};

static HPyGlobal *globals[] = {&counter_type, NULL};

static HPyModuleDef definition = {
    .doc = "The micro suite, checked", .size = 0, .defines = defines, .globals = globals,
};
HPy_MODINIT(micro_checked, definition)
