//! What the leak detector must find, and must not.
