/* The micro suite on CPython's C API, written by hand: what a call can cost at best. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>

static PyObject *name_attr, *name_b, *name_c; /* interned */
static PyTypeObject *counter_type;

static int
check_count(const char *function, Py_ssize_t passed, Py_ssize_t wanted)
{
    if (passed == wanted) {
        return 0;
    }
    PyErr_Format(PyExc_TypeError, "%s expected %zd arguments, got %zd", function, wanted, passed);
    return -1;
}

static PyObject *
noargs(PyObject *module, PyObject *unused)
{
    Py_RETURN_NONE;
}

static PyObject *
onearg(PyObject *module, PyObject *a)
{
    Py_RETURN_NONE;
}

static PyObject *
identity(PyObject *module, PyObject *a)
{
    Py_INCREF(a);
    return a;
}

static PyObject *
twoargs(PyObject *module, PyObject *const *args, Py_ssize_t passed)
{
    if (check_count("twoargs", passed, 2)) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
varargs(PyObject *module, PyObject *const *args, Py_ssize_t passed)
{
    return PyLong_FromSsize_t(passed);
}

/* The parameter that a keyword of kwargs(a, b=None, c=None) names, or 0. Interned names are compared by address. */
static int
find_parameter(PyObject *name)
{
    if (name == name_b) {
        return 1;
    }
    if (name == name_c) {
        return 2;
    }
    if (PyUnicode_Compare(name, name_b) == 0) {
        return 1;
    }
    return PyUnicode_Compare(name, name_c) == 0 ? 2 : 0;
}

/* Keywords matched by hand, behind vectorcall: the practical lower bound. */
static PyObject *
kwargs(PyObject *module, PyObject *const *args, Py_ssize_t passed, PyObject *names)
{
    PyObject *bound[3] = {NULL, NULL, NULL};
    if (passed < 1 || passed > 3) {
        PyErr_SetString(PyExc_TypeError, "kwargs expects 1 to 3 arguments");
        return NULL;
    }
    for (Py_ssize_t i = 0; i < passed; i++) {
        bound[i] = args[i];
    }
    Py_ssize_t named = names ? PyTuple_GET_SIZE(names) : 0;
    for (Py_ssize_t i = 0; i < named; i++) {
        PyObject *name = PyTuple_GET_ITEM(names, i);
        int parameter = find_parameter(name);
        if (!parameter || bound[parameter]) {
            PyErr_Format(PyExc_TypeError, "kwargs: bad keyword %R", name);
            return NULL;
        }
        bound[parameter] = args[passed + i];
    }
    Py_RETURN_NONE;
}

/* Keywords as the library parses them. */
static PyObject *
kwargs_tuple(PyObject *module, PyObject *args, PyObject *keywords)
{
    static char *names[] = {"a", "b", "c", NULL};
    PyObject *a, *b = NULL, *c = NULL;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "O|OO", names, &a, &b, &c)) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
add_ints(PyObject *module, PyObject *const *args, Py_ssize_t passed)
{
    if (check_count("add_ints", passed, 2)) {
        return NULL;
    }
    long x = PyLong_AsLong(args[0]);
    if (x == -1 && PyErr_Occurred()) {
        return NULL;
    }
    long y = PyLong_AsLong(args[1]);
    if (y == -1 && PyErr_Occurred()) {
        return NULL;
    }
    return PyLong_FromLong((long)((unsigned long)x + (unsigned long)y));
}

static PyObject *
add_floats(PyObject *module, PyObject *const *args, Py_ssize_t passed)
{
    if (check_count("add_floats", passed, 2)) {
        return NULL;
    }
    double x = PyFloat_AsDouble(args[0]);
    if (x == -1.0 && PyErr_Occurred()) {
        return NULL;
    }
    double y = PyFloat_AsDouble(args[1]);
    if (y == -1.0 && PyErr_Occurred()) {
        return NULL;
    }
    return PyFloat_FromDouble(x + y);
}

static PyObject *
str_len(PyObject *module, PyObject *text)
{
    Py_ssize_t length;
    if (!PyUnicode_AsUTF8AndSize(text, &length)) {
        return NULL;
    }
    return PyLong_FromSsize_t(length);
}

static PyObject *
echo_str(PyObject *module, PyObject *text)
{
    Py_ssize_t length;
    const char *start = PyUnicode_AsUTF8AndSize(text, &length);
    if (!start) {
        return NULL;
    }
    return PyUnicode_DecodeUTF8(start, length, NULL);
}

static PyObject *
echo_bytes(PyObject *module, PyObject *bytes)
{
    char *start;
    Py_ssize_t length;
    if (PyBytes_AsStringAndSize(bytes, &start, &length)) {
        return NULL;
    }
    return PyBytes_FromStringAndSize(start, length);
}

static PyObject *
sum_list(PyObject *module, PyObject *list)
{
    if (!PyList_Check(list)) {
        PyErr_SetString(PyExc_TypeError, "list expected");
        return NULL;
    }
    long sum = 0;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
        long value = PyLong_AsLong(PyList_GET_ITEM(list, i));
        if (value == -1 && PyErr_Occurred()) {
            return NULL;
        }
        sum += value;
    }
    return PyLong_FromLong(sum);
}

static PyObject *
make_list(PyObject *module, PyObject *count)
{
    Py_ssize_t n = PyLong_AsSsize_t(count);
    if (n == -1 && PyErr_Occurred()) {
        return NULL;
    }
    PyObject *list = PyList_New(n);
    if (!list) {
        return NULL;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *item = PyLong_FromSsize_t(i);
        if (!item) {
            Py_DECREF(list);
            return NULL;
        }
        PyList_SET_ITEM(list, i, item);
    }
    return list;
}

static PyObject *
make_tuple(PyObject *module, PyObject *unused)
{
    PyObject *tuple = PyTuple_New(2);
    if (!tuple) {
        return NULL;
    }
    PyTuple_SET_ITEM(tuple, 0, PyLong_FromLong(2048));
    PyTuple_SET_ITEM(tuple, 1, PyLong_FromLong(2049));
    return tuple;
}

/* {str: int} -> the bytes of the keys plus the values */
static PyObject *
sum_dict(PyObject *module, PyObject *dict)
{
    if (!PyDict_Check(dict)) {
        PyErr_SetString(PyExc_TypeError, "dict expected");
        return NULL;
    }
    Py_ssize_t position = 0, length;
    PyObject *key, *item;
    long sum = 0;
    while (PyDict_Next(dict, &position, &key, &item)) {
        if (!PyUnicode_AsUTF8AndSize(key, &length)) {
            return NULL;
        }
        long value = PyLong_AsLong(item);
        if (value == -1 && PyErr_Occurred()) {
            return NULL;
        }
        sum += length + value;
    }
    return PyLong_FromLong(sum);
}

/* Writes "k" and the digits of `number`; gives the length. */
static int
write_key(char *key, Py_ssize_t number)
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

/* {"k0": 0, "k1": 1, ...} */
static PyObject *
make_dict(PyObject *module, PyObject *count)
{
    Py_ssize_t n = PyLong_AsSsize_t(count);
    if (n == -1 && PyErr_Occurred()) {
        return NULL;
    }
    PyObject *dict = PyDict_New();
    if (!dict) {
        return NULL;
    }
    char text[32];
    for (Py_ssize_t i = 0; i < n; i++) {
        int length = write_key(text, i);
        PyObject *key = PyUnicode_FromStringAndSize(text, length);
        PyObject *value = PyLong_FromSsize_t(i);
        int failed = (key && value) ? PyDict_SetItem(dict, key, value) : -1;
        Py_XDECREF(key);
        Py_XDECREF(value);
        if (failed) {
            Py_DECREF(dict);
            return NULL;
        }
    }
    return dict;
}

static PyObject *
get_attr(PyObject *module, PyObject *object)
{
    return PyObject_GetAttr(object, name_attr);
}

static PyObject *
call_obj(PyObject *module, PyObject *const *args, Py_ssize_t passed)
{
    if (check_count("call_obj", passed, 2)) {
        return NULL;
    }
    return PyObject_CallOneArg(args[0], args[1]);
}

static PyObject *
raise_value(PyObject *module, PyObject *unused)
{
    PyErr_SetString(PyExc_ValueError, "bad value");
    return NULL;
}

typedef struct {
    PyObject_HEAD
    long value;
} Counter;

static PyObject *
counter_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
    static char *names[] = {"value", NULL};
    long value;
    if (!keywords && PyTuple_GET_SIZE(args) == 1) {
        value = PyLong_AsLong(PyTuple_GET_ITEM(args, 0));
        if (value == -1 && PyErr_Occurred()) {
            return NULL;
        }
    } else if (!PyArg_ParseTupleAndKeywords(args, keywords, "l", names, &value)) {
        return NULL;
    }
    Counter *counter = (Counter *)type->tp_alloc(type, 0);
    if (counter) {
        counter->value = value;
    }
    return (PyObject *)counter;
}

static void
counter_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyObject *
counter_incr(PyObject *self, PyObject *unused)
{
    ((Counter *)self)->value++;
    Py_RETURN_NONE;
}

static PyObject *
counter_add(PyObject *self, PyObject *other)
{
    long value = PyLong_AsLong(other);
    if (value == -1 && PyErr_Occurred()) {
        return NULL;
    }
    ((Counter *)self)->value += value;
    return PyLong_FromLong(((Counter *)self)->value);
}

static PyObject *
counter_get_value(PyObject *self, void *closure)
{
    return PyLong_FromLong(((Counter *)self)->value);
}

static int
counter_set_value(PyObject *self, PyObject *object, void *closure)
{
    if (!object) {
        PyErr_SetString(PyExc_AttributeError, "cannot delete");
        return -1;
    }
    long value = PyLong_AsLong(object);
    if (value == -1 && PyErr_Occurred()) {
        return -1;
    }
    ((Counter *)self)->value = value;
    return 0;
}

static Py_ssize_t
counter_length(PyObject *self)
{
    return 42;
}

static PyObject *
counter_subscript(PyObject *self, PyObject *key)
{
    Py_ssize_t index = PyLong_AsSsize_t(key);
    if (index == -1 && PyErr_Occurred()) {
        return NULL;
    }
    return PyLong_FromLong(((Counter *)self)->value + index);
}

static PyObject *
counter_nb_add(PyObject *a, PyObject *b)
{
    if (!PyObject_TypeCheck(a, counter_type) || !PyObject_TypeCheck(b, counter_type)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    Counter *sum = (Counter *)counter_type->tp_alloc(counter_type, 0);
    if (sum) {
        sum->value = ((Counter *)a)->value + ((Counter *)b)->value;
    }
    return (PyObject *)sum;
}

static PyMethodDef counter_methods[] = {
    {"incr", counter_incr, METH_NOARGS},
    {"add", counter_add, METH_O},
    {NULL},
};

static PyGetSetDef counter_properties[] = {
    {"value", counter_get_value, counter_set_value},
    {NULL},
};

static PyType_Slot counter_slots[] = {
    {Py_tp_new, counter_new},
    {Py_tp_dealloc, counter_dealloc},
    {Py_tp_methods, counter_methods},
    {Py_tp_getset, counter_properties},
    {Py_mp_length, counter_length},
    {Py_mp_subscript, counter_subscript},
    {Py_nb_add, counter_nb_add},
    {0, NULL},
};

static PyType_Spec counter_spec = {"micro_capi.Counter", sizeof(Counter), 0, Py_TPFLAGS_DEFAULT, counter_slots};

/* A class whose instances are called; on CPython by vectorcall. */
#if defined(PYPY_VERSION) || defined(GRAALVM_PYTHON)
#define BY_TUPLE
#endif

typedef struct {
    PyObject_HEAD
    long value;
    vectorcallfunc call;
} Adder;

static PyObject *
adder_add(Adder *self, PyObject *const *args, Py_ssize_t passed, PyObject *names)
{
    if (names && PyTuple_GET_SIZE(names)) {
        PyErr_SetString(PyExc_TypeError, "Adder takes no keyword arguments");
        return NULL;
    }
    if (check_count("Adder", passed, 1)) {
        return NULL;
    }
    long value = PyLong_AsLong(args[0]);
    if (value == -1 && PyErr_Occurred()) {
        return NULL;
    }
    return PyLong_FromLong(self->value + value);
}

#ifdef BY_TUPLE
static PyObject *
adder_call(PyObject *self, PyObject *args, PyObject *keywords)
{
    if (keywords && PyDict_Size(keywords)) {
        PyErr_SetString(PyExc_TypeError, "Adder takes no keyword arguments");
        return NULL;
    }
    PyObject *arg = PyTuple_GET_SIZE(args) ? PyTuple_GET_ITEM(args, 0) : NULL;
    return adder_add((Adder *)self, &arg, PyTuple_GET_SIZE(args), NULL);
}
#else
#define adder_call PyVectorcall_Call

static PyObject *
adder_vectorcall(PyObject *self, PyObject *const *args, size_t passed, PyObject *names)
{
    return adder_add((Adder *)self, args, PyVectorcall_NARGS(passed), names);
}

static PyMemberDef adder_members[] = {
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(Adder, call), READONLY},
    {NULL},
};
#endif

static PyObject *
adder_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
    PyObject *self = counter_new(type, args, keywords);
#ifndef BY_TUPLE
    if (self) {
        ((Adder *)self)->call = adder_vectorcall;
    }
#endif
    return self;
}

static PyType_Slot adder_slots[] = {
    {Py_tp_new, adder_new},
    {Py_tp_dealloc, counter_dealloc},
    {Py_tp_call, adder_call},
#ifndef BY_TUPLE
    {Py_tp_members, adder_members},
#endif
    {0, NULL},
};

#ifdef BY_TUPLE
#define ADDER_FLAGS Py_TPFLAGS_DEFAULT
#else
#define ADDER_FLAGS (Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_VECTORCALL)
#endif
static PyType_Spec adder_spec = {"micro_capi.Adder", sizeof(Adder), 0, ADDER_FLAGS, adder_slots};

static PyObject *
read_counter(PyObject *module, PyObject *object)
{
    if (!PyObject_TypeCheck(object, counter_type)) {
        PyErr_SetString(PyExc_TypeError, "Counter expected");
        return NULL;
    }
    return PyLong_FromLong(((Counter *)object)->value);
}

#define FAST(name, flags) {#name, (PyCFunction)(void (*)(void))name, METH_FASTCALL | (flags)}
#define TUPLE(name) {#name, (PyCFunction)(void (*)(void))name, METH_VARARGS | METH_KEYWORDS}
#define ONE(name) {#name, name, METH_O}
#define NONE(name) {#name, name, METH_NOARGS}

static PyMethodDef functions[] = {
    NONE(noargs),
    ONE(onearg),
    ONE(identity),
    FAST(twoargs, 0),
    FAST(varargs, 0),
    FAST(kwargs, METH_KEYWORDS),
    TUPLE(kwargs_tuple),
    FAST(add_ints, 0),
    FAST(add_floats, 0),
    ONE(str_len),
    ONE(echo_str),
    ONE(echo_bytes),
    ONE(sum_list),
    ONE(make_list),
    NONE(make_tuple),
    ONE(sum_dict),
    ONE(make_dict),
    ONE(get_attr),
    FAST(call_obj, 0),
    NONE(raise_value),
    ONE(read_counter),
    {NULL},
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "micro_capi", NULL, -1, functions};

PyMODINIT_FUNC
PyInit_micro_capi(void)
{
    PyObject *module = PyModule_Create(&definition);
    if (!module) {
        return NULL;
    }
    name_attr = PyUnicode_InternFromString("attr");
    name_b = PyUnicode_InternFromString("b");
    name_c = PyUnicode_InternFromString("c");
    counter_type = (PyTypeObject *)PyType_FromSpec(&counter_spec);
    if (!counter_type) {
        return NULL;
    }
    Py_INCREF(counter_type);
    PyModule_AddObject(module, "Counter", (PyObject *)counter_type);
    PyModule_AddObject(module, "Adder", PyType_FromSpec(&adder_spec));
    return module;
}
