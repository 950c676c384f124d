// Prints how many words the file has that its argument names.
#include <ctype.h>
#include <stdio.h>

static long count(FILE *file) {
    long words = 0;
    int was_space = 1;
    for (int c = getc(file); c != EOF; c = getc(file)) {
        words += was_space && !isspace(c);
        was_space = isspace(c);
    }
    return words;
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fputs("usage: wordcount FILE\n", stderr);
        return 2;
    }
    FILE *file = fopen(argv[1], "r");
    if (!file) {
        perror(argv[1]);
        return 1;
    }
    printf("%ld\n", count(file));
    fclose(file);
    return 0;
}
