// Marks what the shared library lets others call; everything else in it is hidden.
#pragma once

#if defined(__GNUC__)
#define MEDLOOM_API __attribute__((visibility("default")))
#else
#define MEDLOOM_API
#endif
