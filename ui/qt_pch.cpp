// The library needs a file; what it is for is its precompiled header, qt_pch.h.
