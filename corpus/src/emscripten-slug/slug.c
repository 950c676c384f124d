// Makes the slug of a title, for the JavaScript that emcc writes beside it.
#include <ctype.h>
#include <emscripten.h>
#include <stdio.h>
#include <stdlib.h>

EM_JS(void, show, (const char *text), { console.log(UTF8ToString(text)); });

EMSCRIPTEN_KEEPALIVE char *slug(const char *title) {
    size_t bytes = 0;
    while (title[bytes])
        bytes++;
    char *slug = malloc(bytes + 1);
    for (size_t i = 0; i <= bytes; i++)
        slug[i] = title[i] == ' ' ? '-' : (char)tolower((unsigned char)title[i]);
    show(slug);
    return slug;
}

int main(void) {
    puts("slug is ready");
    return 0;
}
