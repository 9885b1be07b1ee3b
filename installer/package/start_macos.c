/* The start program for macOS: loads the Python of the bundle and lets it run the client.

   It is the bundle's own program, so the system gives it the bundle's name, its icon and its links.
   It never looks for libraries or modules in the working folder or where the environment says. */

#include <dlfcn.h>
#include <limits.h>
#include <mach-o/dyld.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef int (*run_python)(int, char **);

static char *const OPTIONS[] = {"-I", "-S", "-B", "-X", "utf8", "-m", "start"};
enum { COUNT = sizeof OPTIONS / sizeof *OPTIONS, MOST = 4096 };

int main(int argc, char **argv)
{
    static char *arguments[MOST];
    char path[PATH_MAX], here[PATH_MAX];
    uint32_t size = sizeof path;
    if (_NSGetExecutablePath(path, &size) || !realpath(path, here) || argc + COUNT >= MOST)
        return 3;
    char *name = strrchr(here, '/');
    if (!name || strlen(here) + sizeof PYTHON >= sizeof here)
        return 3;
    strcpy(name, PYTHON);
    void *python = dlopen(here, RTLD_NOW | RTLD_GLOBAL);
    run_python run = python ? (run_python)dlsym(python, "Py_BytesMain") : NULL;
    if (!run) {
        fputs("SDK Desktop is not installed whole. Install it again.\n", stderr);
        return 3;
    }
    int count = 0;
    arguments[count++] = argv[0];
    for (int i = 0; i < COUNT; i++)
        arguments[count++] = OPTIONS[i];
    for (int i = 1; i < argc; i++)
        arguments[count++] = argv[i];
    return run(count, arguments);
}
