/* What is left of a module in C. `fresh` is ported: its table entry points at Rust. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *
join(PyObject *module, PyObject *items)
{
    PyObject *separator = PyUnicode_FromString("-");
    if (!separator) {
        return NULL;
    }
    PyObject *text = PyUnicode_Join(separator, items);
    Py_DECREF(separator);
    return text;
}

static PyObject *
fail(PyObject *module, PyObject *unused)
{
    PyErr_SetString(PyExc_LookupError, "raised in C");
    return NULL;
}

/* Called by Rust: a new reference, or NULL with an exception. */
PyObject *
old_double(PyObject *number)
{
    return PyNumber_Add(number, number);
}

/* In Rust. */
extern PyObject *fresh(PyObject *module, PyObject *number);

PyMethodDef old_methods[] = {
    {"join", join, METH_O, "In C."},
    {"fail", fail, METH_NOARGS, "In C."},
    {"fresh", fresh, METH_O, "In a table of C, and in Rust."},
    {NULL},
};
