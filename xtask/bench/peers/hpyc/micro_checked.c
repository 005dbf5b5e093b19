/* Those functions of the micro suite in which PyPy's HPy leaves a check to the extension, with the check: what HPy in C
 * costs if it is to be as safe as hpy-rs. */
#include "hpy.h"
#include <string.h>

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

static HPyDef *defines[] = {&add_ints, &str_len, &echo_str, &echo_bytes, &sum_list, &make_dict, NULL};

static HPyModuleDef definition = {.doc = "The micro suite, checked", .size = 0, .defines = defines};
HPy_MODINIT(micro_checked, definition)
