// The little of the C++ runtime that one `catch (...)` needs: wasi-libc's packages have none yet.
#include <cstddef>

alignas(16) static unsigned char object[64];

extern "C" {

void *__cxa_allocate_exception(size_t) { return object; }
void __cxa_throw(void *thrown, void *, void (*)(void *)) { __builtin_wasm_throw(0, thrown); }
void *__cxa_begin_catch(void *thrown) { return thrown; }
void __cxa_end_catch() {}
}
